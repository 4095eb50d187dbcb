"""The words and the rules of luwte; imports nothing but the standard library."""
