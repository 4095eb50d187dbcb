"""The platform's own form for private data."""
