"""The rules of the list, pure: no input or output, no clock, nothing else of qvax imported."""
