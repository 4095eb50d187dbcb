"""Asks for removal: which route to whom and why, what must hold before anything leaves, and the letters."""
