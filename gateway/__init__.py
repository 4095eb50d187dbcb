"""Goes out. This is the whole egress list: no other room opens a connection to the outside world.

http       asks for pages (GET) and time stamps (POST), politely and never inward
smtp       hands notices to the organisation's own mail server
existence  asks name services whether a name still exists, and nothing else
browser    pictures of pages, and pages that need scripts, by the system's headless Chromium
proxy      the only way out of a browser of ours, where a page needs one: by the same rule, never inward
rdap       finds abuse contacts of hosts and registrars, through `http`
mailboxes  reads replies from the organisation's own mailbox, by IMAP or from a folder

Behind `http` stand, one idea a file: `targets` (which URLs may be asked for), `addresses` (which addresses lie
inward), `dial` (resolves, checks and connects to what was checked), `line` (one question and its answer),
`decompress` (bounded), `limits`, `pace` (one rate per host), `quiet` (Retry-After) and `robots`.
Behind `browser`: `child` (a process that can be killed), `chromium` (what runs in it), `visited` (what it saw, in the
domain's words) and `passages` (who went through the proxy).
"""
