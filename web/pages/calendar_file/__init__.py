"""Somebody else's calendar file, read into the flare-up calendar."""
