"""Pictures that look like a portrait: suggestions, for a person to look at."""
