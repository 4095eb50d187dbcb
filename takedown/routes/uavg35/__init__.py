"""The dossier for a petition to the court (UAVG art. 35)."""
