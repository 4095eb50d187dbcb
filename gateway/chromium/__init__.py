"""The process in which a browser is driven, apart from ours: it can be killed at any moment, and what a page does to it stays
in it.

`browser` (one floor up) starts it, hands it one place at a time and reads what it saw, over its standard input and output
(`wire`). In here: `launch` starts Chromium as it should be, `visit` goes to one place, `eyes` looks at the page from a world
of its own that the page's scripts cannot reach, `record` reads what was exchanged.
"""
