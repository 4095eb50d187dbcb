"""A request for removal: its letter, its gates, what was said and what was seen."""
