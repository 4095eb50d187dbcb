"""Systems that are told of events, for an administrator."""
