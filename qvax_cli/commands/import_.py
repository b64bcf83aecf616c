"""`qvax import`: registrations from a CSV file."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console.import_report import Report, progress
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused
from qvax_cli.imports import plan
from qvax_cli.imports.portions import portions
from qvax_cli.imports.rejects import Rejects, open_rejects
from qvax_cli.imports.rows import Rows, open_rows
from qvax_cli.registrations import Checker
from qvax_cli.store import centers

app = typer.Typer(add_completion=False)


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
        leave_out_over=True,
    )
    report = Report()
    with ExitStack() as stack:
        rows = stack.enter_context(open_rows(file, center_given=center is not None))
        book = stack.enter_context(open_rejects(rejects, rows)) if rejects else None
        if strict and rows.path:  # a file can be read twice: a bad one never takes the write lock
            for _ in _right_ones(qvax, rows, checker, book, report):
                pass
            _refuse_any_rejects(qvax, rows, report)
            rows = stack.enter_context(open_rows(file, center_given=center is not None))
            report = Report()
        _put(qvax, _right_ones(qvax, rows, checker, book, report), rows, report, dry_run=dry_run, strict=strict)
        report.show(qvax, rows, dry_run=dry_run)
    if report.rejected:
        raise typer.Exit(DONE_IN_PART)


def _refuse_any_rejects(qvax: Qvax, rows: Rows, report: Report) -> None:
    if report.rejected:
        report.show(qvax, rows, dry_run=True)
        raise Refused(
            f"{report.rejected} of {report.rows} rows are wrong, so with --strict nothing was imported",
            "repair them, or leave out --strict to import the others",
        )


def _right_ones(
    qvax: Qvax, rows: Rows, checker: Checker, book: Rejects | None, report: Report
) -> Iterator[Sequence[plan.Packed]]:
    """The rows that are right, packed, portion by portion; the others go into the report and the book."""
    made = portions(rows, checker, plan.packing(centers.every(qvax.db)), lambda: rows.bytes_read)
    for portion in progress(qvax, made, rows.size):
        report.rows += portion.rows
        report.windows_over += portion.windows_over
        for line, cells, complaints in portion.wrong:
            report.reject(line, complaints)
            if book:
                book.add(line, cells, complaints)
        yield portion.right


def _put(
    qvax: Qvax,
    right_ones: Iterator[Sequence[plan.Packed]],
    rows: Rows,
    report: Report,
    *,
    dry_run: bool,
    strict: bool,
) -> None:
    """Batch by batch; in one transaction where all of it may have to be taken back."""
    as_one = dry_run or strict
    qvax.db.expect_many_rows()
    with qvax.db.write(dry_run=dry_run) if as_one else nullcontext():
        for batch in plan.batches(right_ones):
            report.counts += plan.put(qvax.db, batch, nullcontext if as_one else qvax.db.write, now=qvax.now())
        if strict:
            report.counts = report.counts if not report.rejected else plan.Counts()
            _refuse_any_rejects(qvax, rows, report)
