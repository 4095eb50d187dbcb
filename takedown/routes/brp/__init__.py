"""The population register keeps data to itself, at the employee's own request."""
