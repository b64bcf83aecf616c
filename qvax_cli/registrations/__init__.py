"""The CSV of registrations (RULES): read row by row, checked, the rejected rows written back.

What checks a registration stands here, because `register` needs it too; `reading` and `rejects`, which only
an import needs, are imported from their modules.
"""

from qvax_cli.registrations.checking import Checker, Registration
from qvax_cli.registrations.columns import COLUMNS, Values

__all__ = ["COLUMNS", "Checker", "Registration", "Values"]
