"""What the employee allows each source to learn."""
