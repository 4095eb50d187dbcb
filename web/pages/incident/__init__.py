"""The organisation's own register: anybody reports in a minute; the contact point reads it and decides."""
