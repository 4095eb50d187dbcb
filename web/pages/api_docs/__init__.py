"""What the API can be asked."""
