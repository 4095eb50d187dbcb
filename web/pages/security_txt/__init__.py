"""Where to report a weakness."""
