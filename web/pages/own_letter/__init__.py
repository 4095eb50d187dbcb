"""A letter that the employee sends in their own name."""
