"""Goes out. This is the whole egress list: no other room opens a connection to the outside world.

http       asks for pages (GET) and time stamps (POST), politely and never inward
smtp       hands notices to the organisation's own mail server
proxy      the only way out of a browser of ours, where a page needs one: by the same rule, never inward
mailboxes  reads replies from the organisation's own mailbox, by IMAP or from a folder

Behind `http` stand, one idea a file: `targets` (which URLs may be asked for), `addresses` (which addresses lie
inward), `dial` (resolves, checks and connects to what was checked), `line` (one question and its answer),
`decompress` (bounded), `limits`, `pace` (one rate per host), `quiet` (Retry-After) and `robots`.
"""
