"""How much waits in the diary, for an administrator."""
