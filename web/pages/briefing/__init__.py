"""What a leader may know of a team before an operation."""
