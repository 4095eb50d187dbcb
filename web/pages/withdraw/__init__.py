"""An employee objects or withdraws: everything stops at once."""
