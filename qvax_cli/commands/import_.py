"""`qvax import`: registrations from CSV files and workbooks."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import import_report, progress
from qvax_cli.console.invited import say_invited
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused
from qvax_cli.files import spare
from qvax_cli.imports import run as imports
from qvax_cli.imports.portions import Reading
from qvax_cli.loop import views

if TYPE_CHECKING:
    from qvax_cli.loop.reach import Reach

app = typer.Typer(add_completion=False)


@app.command("import")
def import_(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="CSV files or workbooks (.xlsx, .ods, .xls), or - for standard input."),
    ],
    center: Annotated[str | None, typer.Option("--center", help="The center of rows that name none.")] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", help="The sheet of a workbook, by name or number. [default: the first list]"),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects", callback=options.into_a_file, help="Write rejected rows to this CSV, to be repaired."
        ),
    ] = None,
    dry_run: options.DryRun = False,
    strict: Annotated[bool, typer.Option("--strict", help="All or nothing.")] = False,
    welcome: Annotated[bool, typer.Option("--welcome", help="Write to those added that they are on the list.")] = False,
) -> None:
    """Put registrations from files on the list: rows that are right go in, the others are reported."""
    qvax: Qvax = ctx.obj
    if rejects:
        spare(qvax.database, rejects)
    if center is not None:
        center = views.center_taking_part(qvax.db, center).code
    reading = Reading(tuple(views.all_centers(qvax.db)), qvax.now(), qvax.settings["policy.min_age"], center)
    watch = partial(progress.rows, qvax)
    ways, newest = (qvax.reach, qvax.registry.newest_id()) if welcome and not dry_run else (None, 0)
    with imports.look(files, reading, sheet) as lists:
        outcome = imports.run(qvax.db, lists, qvax.now, rejects=rejects, dry_run=dry_run, strict=strict, watch=watch)
    repair = import_report.repair(outcome, rejects, center)
    import_report.show(qvax, outcome, several=len(files) > 1, dry_run=dry_run, repair=repair)
    if outcome.refused:
        raise Refused(
            f"{outcome.rejected} of {outcome.rows} rows are wrong, so nothing was imported (--strict)",
            repair,
            cause="rows_rejected",
        )
    told = ways is None or _welcomed(qvax, newest, ways)
    if outcome.rejected or not told:
        raise typer.Exit(DONE_IN_PART)


def _welcomed(qvax: Qvax, newest: int, ways: "Reach") -> bool:
    """Writes to whoever came after that id; whether all of it could be handed over."""
    qvax.registry.welcome_imported(newest, ways)
    delivery = qvax.hand_over()
    if not qvax.output.json:
        say_invited(qvax, delivery)
    return not (delivery.troubles or delivery.failed)
