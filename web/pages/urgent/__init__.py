"""Somebody who is not enrolled is doxed tonight: a coordinator takes it down on the telephone, with a witness."""
