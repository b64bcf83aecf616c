"""`qvax import`: registrations from a CSV file."""

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli import imports
from qvax_cli.commands import options
from qvax_cli.commands.import_report import Report, progress
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused
from qvax_cli.registrations import Checker, Registration
from qvax_cli.registrations.reading import Rows, open_rows
from qvax_cli.registrations.rejects import Rejects, open_rejects
from qvax_cli.store import centers

app = typer.Typer()


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV file, or - for standard input.")],
    center: Annotated[str | None, typer.Option("--center", help="The center of rows that name none.")] = None,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Write rejected rows to this CSV, to be repaired.")
    ] = None,
    dry_run: options.DryRun = False,
    strict: Annotated[bool, typer.Option("--strict", help="All or nothing.")] = False,
) -> None:
    """Put registrations from a CSV file on the list: rows that are right go in, the others are reported."""
    qvax: Qvax = ctx.obj
    if center is not None:
        centers.taking_part(qvax.db, center)
    checker = Checker(
        centers.every(qvax.db),
        now=qvax.now(),
        min_age=qvax.settings["policy.min_age"],
        default_center=center,
        skip_todays_past=True,
    )
    report = Report()
    with ExitStack() as stack:
        rows = stack.enter_context(open_rows(file, center_given=center is not None))
        book = stack.enter_context(open_rejects(rejects, rows)) if rejects else None
        registrations = _right_ones(rows, checker, book, report)
        try:
            _put(qvax, progress(qvax, registrations, rows, report), report, dry_run=dry_run, strict=strict)
        except _NotAll:
            report.show(qvax, rows, dry_run=True)
            raise Refused(
                f"{report.rejected} of {report.rows} rows are wrong, so with --strict nothing was imported",
                "repair them, or leave out --strict to import the others",
            ) from None
        report.show(qvax, rows, dry_run=dry_run)
    if report.rejected:
        raise typer.Exit(DONE_IN_PART)


class _NotAll(Exception):
    """Something was rejected in an import that is all or nothing."""


def _right_ones(rows: Rows, checker: Checker, book: Rejects | None, report: Report) -> Iterator[Registration]:
    for line, cells, values in rows:
        report.rows += 1
        checked = checker.check(values)
        if isinstance(checked, Registration):
            yield checked
        else:
            report.reject(line, checked)
            if book:
                book.add(line, cells, checked)


def _put(qvax: Qvax, registrations: Iterator[Registration], report: Report, *, dry_run: bool, strict: bool) -> None:
    """Batch by batch; in one transaction where all of it may have to be taken back."""
    as_one = dry_run or strict
    with qvax.db.write(dry_run=dry_run) if as_one else nullcontext():
        for batch in imports.batches(registrations):
            with nullcontext() if as_one else qvax.db.write():
                report.counts += imports.put(qvax.db, batch, now=qvax.now())
        if strict and report.rejected:
            raise _NotAll
