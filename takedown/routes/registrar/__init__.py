"""An abuse report to the registrar of a domain name, plain or as XARF."""
