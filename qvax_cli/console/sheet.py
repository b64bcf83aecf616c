"""The sheet for the desk: who is coming, as a page to print and as CSV."""

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import Any

from qvax_cli.console import json_shapes, tables
from qvax_cli.loop.views import AtCenter
from qvax_cli.rules.guarded import guarded
from qvax_cli.rules.local_time import Instant, local
from qvax_cli.store.asked import Asked
from qvax_cli.words import Words

COLUMNS = ("code", "name", "birth_date", "age", "language", "email", "mobile", "contact_name", "state")
_TITLES = ("code", "name", "born", "age", "language", "phone", "contact")

#: Nothing is fetched from elsewhere: the page is whole on a machine without a network, and prints on A4.
STYLE = """
@page { size: A4; margin: 15mm }
body { font: 11pt/1.4 sans-serif; color: #000; background: #fff }
table { border-collapse: collapse; width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 1px solid #666; padding: 2mm; text-align: left; vertical-align: top }
.code { font-family: monospace; white-space: nowrap }
.box { font-size: 16pt; line-height: 1 }
"""


def person(asked: Asked, now: Instant) -> dict[str, Any]:
    """A line of the sheet; never the national number (R25)."""
    them = asked.reservist
    return {
        "code": asked.invitation.code,
        "name": them.name,
        "birth_date": them.birth_date,
        "age": json_shapes.age_of(them, now),
        "language": them.language,
        "email": them.email,
        "mobile": them.mobile,
        "contact_name": them.contact_name,
        "state": asked.invitation.state,
    }


def as_csv(people: Sequence[dict[str, Any]]) -> str:
    """The sheet for a spreadsheet, which runs none of its cells."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded("" if one[name] is None else str(one[name])) for name in COLUMNS] for one in people)
    return text.getvalue()


def as_page(words: Words, it: AtCenter, people: Sequence[dict[str, Any]], head: str, now: Instant) -> str:
    """The sheet as one page of HTML that needs nothing beside it. head: where the log ends: on paper it can be neither
    rewritten nor lost with the database."""
    title = escape(f"{it.center.name}, {local(it.offer.from_at):%d/%m/%Y}")
    titles = "".join(f"<th>{escape(one)}</th>" for one in ("✓", *(words(f"table_{name}") for name in _TITLES)))
    body = "\n".join(_row(one) for one in people)
    line, at = tables.offer_line(words, it.offer, it.center, now), local(now).strftime("%d/%m/%Y %H:%M")
    printed = words("printed", offer=line, at=at, head=head)
    return f"""<!DOCTYPE html>
<html lang="{words.language}">
<head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>
<body>
<h1>{title}</h1>
<p>{escape(printed)}</p>
<table><thead><tr>{titles}</tr></thead><tbody>
{body}
</tbody></table>
</body>
</html>
"""


def _row(one: dict[str, Any]) -> str:
    box = "☑" if one["state"] == "vaccinated" else "☐"
    reached = one["mobile"] or one["email"]
    cells = (one["name"], one["birth_date"], one["age"], one["language"], reached, one["contact_name"])
    rest = "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in cells)
    return f'<tr><td class="box">{box}</td><td class="code">{one["code"]}</td>{rest}</tr>'
