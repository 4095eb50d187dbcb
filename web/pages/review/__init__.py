"""A specialist judges findings."""
