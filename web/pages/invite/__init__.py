"""A coordinator invites an employee."""
