"""Erasure of personal data, asked in the employee's name (GDPR art. 17)."""
