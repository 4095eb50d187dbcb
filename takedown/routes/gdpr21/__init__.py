"""Objection because of the employee's own situation (GDPR art. 21(1))."""
