"""The trade register shields an address, at the employee's own request."""
