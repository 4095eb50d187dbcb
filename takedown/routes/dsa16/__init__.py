"""Notice of illegal content, in the employer's name (DSA art. 16)."""
