"""A registration checked (RULES): what `register` and the import share."""

from qvax_cli.registrations.checking import Checker, Registration, as_person
from qvax_cli.registrations.columns import COLUMNS, Values

__all__ = ["COLUMNS", "Checker", "Registration", "Values", "as_person"]
