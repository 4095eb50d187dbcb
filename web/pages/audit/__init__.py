"""Who did what, when and for which purpose."""
