"""What became of our requests: in counts, days and shares, for whoever is entitled to which detail."""
