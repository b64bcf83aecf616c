"""qvax: the reserve list of a vaccination center, at the command line."""

__version__ = "0.2.0"
