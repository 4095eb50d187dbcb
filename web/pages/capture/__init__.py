"""What was captured, blurred until somebody asks for it with a purpose; and what of a picture is painted over for others."""
