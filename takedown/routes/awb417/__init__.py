"""A notice of default to a public body (Awb art. 4:17)."""
