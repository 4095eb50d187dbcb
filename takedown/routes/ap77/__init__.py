"""A complaint to the data protection authority (GDPR art. 77)."""
