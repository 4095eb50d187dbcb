"""An employee enrols: identity, consent, mandate."""
