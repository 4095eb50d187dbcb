"""The pages, one directory each: a view.py with its ROUTES, and the templates that it shows."""
