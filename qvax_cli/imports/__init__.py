"""The import: what a file of registrations goes through, from bytes to people on the list."""
