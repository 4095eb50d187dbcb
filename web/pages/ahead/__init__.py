"""What an employee can expect: the moments at which more may appear, and when is looked because of them."""
