"""My account: password, second factor, and where I am signed in."""
