"""I am being doxed: one button on every page, and who helps now."""
