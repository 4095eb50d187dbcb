"""The sources and whether they can be read."""
