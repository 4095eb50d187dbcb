"""The start page: what waits for whoever signed in."""
