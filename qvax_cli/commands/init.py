"""`qvax init`: creates the database with the bundled centers."""

from functools import partial
from typing import Annotated

import typer

from qvax_cli.channels.from_settings import make_folders
from qvax_cli.console.new_key import key_for_new, show
from qvax_cli.context import Qvax
from qvax_cli.files import bundled, share
from qvax_cli.imports.centers import read
from qvax_cli.loop.centers import Centers
from qvax_cli.store import centers, create_database
from qvax_cli.store.database import Database
from qvax_cli.store.server import Server

app = typer.Typer(add_completion=False)

#: Made-up people who are worth another process.
_MANY = 15_000


@app.command()
def init(
    ctx: typer.Context,
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=0, help="Put N made-up people on the list, to try qvax with.")
    ] = 0,
    group: Annotated[
        str | None, typer.Option(help="All of this group may use it: its folder and files become theirs (2770, 0660).")
    ] = None,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Encrypt its file; the configuration says where the key is kept.")
    ] = False,
) -> None:
    """Create the database, with the bundled centers. Never touches one that exists."""
    qvax: Qvax = ctx.obj
    found, columns = read(bundled("centers.csv"))
    if group is not None:
        share(qvax.db_path.parent, group)
    key = key_for_new(qvax) if encrypt else None
    db = _made(qvax, key)
    Centers(db, qvax.now).begin_with(found, columns)
    if sample:
        _put_made_up_people(qvax, db, sample)
    db.close()
    if key is not None:
        show(qvax, key)
    taking_part = sum(bool(center["takes_part"]) for center in found)
    if qvax.output.json:
        qvax.output.data({"database": str(qvax.database), "centers": len(found), "people": sample})
    qvax.output.say(
        f"Created {qvax.database} with {len(found)} centers, {taking_part} of them taking part.",
        f"Put {sample:,} made-up people on the list. Next: qvax offer --center namur --doses 3"
        if sample
        else "Next: qvax import FILE.csv, or qvax register for one person.",
    )


def _made(qvax: Qvax, key: str | None) -> Database:
    if isinstance(qvax.database, Server):
        make_folders(qvax.home)  # of this machine: others that share the database have theirs
        return create_database(qvax.database, qvax.operator)
    db = create_database(qvax.database, qvax.operator, key=key)
    try:
        make_folders(qvax.home)
    except OSError:
        db.close()
        qvax.database.unlink()  # half of it would stop the next try
        raise
    return db


def _put_made_up_people(qvax: Qvax, db: Database, count: int) -> None:
    """Checks and stores them as an import does."""
    from qvax_cli.console import progress
    from qvax_cli.imports import plan
    from qvax_cli.imports.batches import batches
    from qvax_cli.imports.portions import Reading
    from qvax_cli.imports.read_ahead import ahead

    now = qvax.now()
    reading = Reading(tuple(centers.every(db)), now, qvax.settings["policy.min_age"], None)
    db.expect_many_rows()
    with ahead(partial(reading.of_made_up_people, count), long=count >= _MANY) as portions:
        for batch in batches(portion.right for portion in progress.rows(qvax, portions, count)):
            plan.put(db, batch, db.write, now=now)
