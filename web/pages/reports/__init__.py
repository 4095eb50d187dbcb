"""What became of the requests: in detail for the coordinator, their own for the employee, in counts for the officer."""
