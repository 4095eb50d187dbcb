"""Cases, without their contents."""
