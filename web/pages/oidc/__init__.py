"""Signing in at the organisation's own provider (OpenID Connect)."""
