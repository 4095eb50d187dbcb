"""The relatives of an employee: adults are invited, for a child who holds custody consents."""
