"""What an employee can do themselves, step by step, and which steps they have taken."""
