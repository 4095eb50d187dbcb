"""A complaint to SIDN, the registry of .nl."""
