"""A dossier that somebody hands to the police."""
