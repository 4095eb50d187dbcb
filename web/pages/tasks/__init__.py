"""What people owe, and by when."""
