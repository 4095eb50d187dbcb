"""An abuse report to a hosting provider, plain or as XARF."""
