"""A complaint to the ACM about how a service deals with notices (DSA art. 53)."""
