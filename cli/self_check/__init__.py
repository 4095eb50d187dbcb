"""One employee looks themselves up, on their own machine."""
