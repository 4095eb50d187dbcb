"""What luwte keeps about people, why, and which rights they have."""
