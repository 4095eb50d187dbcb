"""The land register shields an address, at the employee's own request."""
