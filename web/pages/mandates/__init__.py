"""Who allows what, and until when."""
