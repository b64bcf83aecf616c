"""`qvax init`: creates the database with the bundled centers."""

from collections.abc import Iterator
from typing import Annotated

import typer

from qvax_cli.channels.from_settings import make_folders
from qvax_cli.context import Qvax
from qvax_cli.files import bundled
from qvax_cli.imports.centers import read
from qvax_cli.store import centers, create_database, events
from qvax_cli.store.database import Database

app = typer.Typer(add_completion=False)


@app.command()
def init(
    ctx: typer.Context,
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=0, help="Put N made-up people on the list, to try qvax with.")
    ] = 0,
) -> None:
    """Create the database, with the bundled centers. Never touches one that exists."""
    qvax: Qvax = ctx.obj
    found, columns = read(bundled("centers.csv"))
    db = create_database(qvax.db_path, qvax.operator)
    try:
        make_folders(qvax.home)
    except OSError:
        db.close()
        qvax.db_path.unlink()  # half of it would stop the next try
        raise
    with db.write():
        for center in found:
            centers.put(db, center, columns)
        events.record(db, "created", qvax.now(), detail=f"{len(found)} centers")
    if sample:
        _put_made_up_people(qvax, db, sample)
    db.close()
    taking_part = sum(bool(center["takes_part"]) for center in found)
    if qvax.output.json:
        qvax.output.data({"database": str(qvax.db_path), "centers": len(found), "people": sample})
    qvax.output.say(
        f"Created {qvax.db_path} with {len(found)} centers, {taking_part} of them taking part.",
        f"Put {sample:,} made-up people on the list. Next: qvax offer --center namur --doses 3"
        if sample
        else "Next: qvax import FILE.csv, or qvax register for one person.",
    )


def _put_made_up_people(qvax: Qvax, db: Database, count: int) -> None:
    """Checks and stores them as an import does."""
    from qvax_cli.console.import_report import progress
    from qvax_cli.imports import plan
    from qvax_cli.imports.portions import portions
    from qvax_cli.imports.rows import Row
    from qvax_cli.registrations import Checker
    from qvax_cli.rules.local_time import day
    from qvax_cli.sample.people import people

    every = centers.every(db)
    now = qvax.now()
    checker = Checker(every, now=now, min_age=qvax.settings["policy.min_age"], leave_out_over=True)
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        codes = [(center.code, center.language) for center in every if center.takes_part]
        for taken, person in enumerate(people(count, centers=codes, day=day(now), sorted_by_center=True), 1):
            yield taken, [], tuple(person.values())

    made = progress(qvax, portions(rows(), checker, plan.packing(every), lambda: taken), count)
    db.expect_many_rows()
    for batch in plan.batches(portion.right for portion in made):
        plan.put(db, batch, db.write, now=now)
