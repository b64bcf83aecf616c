"""The wing of text messages: a modem by gammu, a provider by HTTP, and the ways that answers come in."""
