"""How people and ticket systems say it, one language a file; the order of languages does not matter."""
