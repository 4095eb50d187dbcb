"""How long the evidence of each case is kept."""
