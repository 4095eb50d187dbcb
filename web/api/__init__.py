"""`/api/v1`: what other systems of the organisation may ask, by number and with a token."""
