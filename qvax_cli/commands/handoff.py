"""`qvax handoff`: the second-dose list."""

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.context import Qvax
from qvax_cli.errors import Refused
from qvax_cli.files import written
from qvax_cli.rules.local_time import rfc3339
from qvax_cli.store import events, handoffs
from qvax_cli.store.rows import Row

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The second-dose list.")

_COLUMNS = (
    "hand_over", "last_name", "first_name", "birth_date", "language", "email", "mobile", "center", "platform",
    "vaccine", "vaccinated_at",
)  # fmt: skip


@app.callback()
def handoff() -> None:
    """The second-dose list, for Doclr or the platform that a center is set to."""


@app.command()
def export(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="The CSV to write. [default: standard output]")] = None,
    show_numbers: options.ShowNumbers = False,
) -> None:
    """Write who was vaccinated since the last export, each person exactly once.

    The people of an export that was killed before it ended come again in the next, with the same hand_over code.
    """
    qvax: Qvax = ctx.obj
    if file is not None and file.is_file():
        raise Refused(
            f"{file} exists already",
            "an export names each person once: give this one a name of its own",
            cause="file_exists",
        )
    # One export at a time: a second one would name the people that the first is still writing down.
    with qvax.db.alone("handoff"):
        with qvax.db.write():
            batch = handoffs.begin_batch(qvax.db)
            rows = handoffs.rows(qvax.db, batch)
        people = [_shape(row, show_numbers) for row in rows]
        if file is not None:
            with written(file) as out:
                out.write(_csv(people, show_numbers))
        elif not qvax.output.json:
            typer.echo(_csv(people, show_numbers), nl=False)
        with qvax.db.write():
            handoffs.finish_batch(qvax.db, batch, qvax.now())
            events.record(qvax.db, "handed off", qvax.now(), detail=f"export {batch}, {len(people)} people")
    if qvax.output.json:
        shape = {"batch": batch, "exported": len(people), "file": str(file) if file else None}
        qvax.output.data(shape if file else {**shape, "people": people})
    qvax.output.say(f"{len(people)} people in export {batch}{f', written to {file}' if file else ''}.")


def _shape(row: Row, show_numbers: bool) -> dict[str, object]:
    shape = {name: row[name] for name in _columns(show_numbers)}
    return {**shape, "vaccinated_at": rfc3339(row["vaccinated_at"])}


def _columns(show_numbers: bool) -> tuple[str, ...]:
    return (*_COLUMNS, "niss") if show_numbers else _COLUMNS


def _csv(people: list[dict[str, object]], show_numbers: bool) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, _columns(show_numbers), lineterminator="\n")
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue()
