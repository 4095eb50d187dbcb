"""What luwte holds about the employee who looks."""
