"""A registration checked (RULES): what `register` and the import share."""

from qvax_cli.registrations.checking import Checker
from qvax_cli.registrations.columns import COLUMNS, Values
from qvax_cli.registrations.registration import Registration, as_person

__all__ = ["COLUMNS", "Checker", "Registration", "Values", "as_person"]
