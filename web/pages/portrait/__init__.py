"""A picture that the employee gives to be found again, and takes back."""
