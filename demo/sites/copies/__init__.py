"""Places to which Lindestad's pages are copied; no source asks them, a person finds them."""
