"""A complaint within the platform itself (DSA art. 20)."""
