"""Many are invited at once from a staff list, and who left it is closed by a person."""
