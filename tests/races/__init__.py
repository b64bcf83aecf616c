"""The hard tests: a long evening against a model, many processes at once, and processes that die."""
