"""What is left of a place that is gone, or was copied from it: exposures of their own."""
