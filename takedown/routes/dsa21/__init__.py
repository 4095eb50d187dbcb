"""A certified body settles the dispute out of court (DSA art. 21)."""
