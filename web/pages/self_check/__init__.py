"""The employee looks how findable they are, and asks to be looked for once more."""
