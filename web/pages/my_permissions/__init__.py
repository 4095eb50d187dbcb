"""What luwte may do for the employee, purpose by purpose; given, taken back, paused."""
