"""Who has the desk, and when."""
