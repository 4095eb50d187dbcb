"""Evidence that is handed over: to the police, to whoever is asked for removal, and to the employee."""
