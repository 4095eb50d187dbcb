"""Objection against direct marketing, in the employee's name (GDPR art. 21(2))."""
