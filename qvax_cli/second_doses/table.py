"""The second-dose list as rows, and as CSV."""

import csv
import io
from collections.abc import Iterable

from qvax_cli.rules.guarded import guarded
from qvax_cli.rules.local_time import rfc3339
from qvax_cli.store.handoffs import HandedOn

Row = dict[str, str | None]


def rows(people: Iterable[HandedOn], *, numbers: bool = False) -> list[Row]:
    """A row a person, by the names of its columns; with the national number only where it was asked for (R25)."""
    return [_row(one, numbers=numbers) for one in people]


def as_csv(people: Iterable[HandedOn], *, numbers: bool = False) -> str:
    """The list with a header. Cells that a spreadsheet would run are written as text, not so mobile numbers."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _row(_NOBODY, numbers=numbers), lineterminator="\n")
    writer.writeheader()
    for row in rows(people, numbers=numbers):
        writer.writerow({name: cell if name == "mobile" else guarded(cell or "") for name, cell in row.items()})
    return text.getvalue()


def _row(one: HandedOn, *, numbers: bool) -> Row:
    row = {
        "hand_over": one.code,
        "last_name": one.last_name,
        "first_name": one.first_name,
        "birth_date": one.birth_date,
        "language": one.language,
        "email": one.email,
        "mobile": one.mobile,
        "center": one.center,
        "platform": one.platform,
        "vaccine": one.vaccine,
        "vaccinated_at": rfc3339(one.vaccinated_at),
        "lot": one.lot,
    }
    return {**row, "niss": one.number} if numbers else row


_NOBODY = HandedOn("", "", "", "", "", "", None, None, "", "", "", None, None, 0)
