"""Whether a picture is one that an employee gave: the same picture, or a piece of it. It compares pictures, never faces."""
