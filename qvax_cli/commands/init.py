"""`qvax init`: creates the database with the bundled centers."""

import typer

from qvax_cli.bundled import bundled
from qvax_cli.center_files import read
from qvax_cli.channels.configured import make_folders
from qvax_cli.context import Qvax
from qvax_cli.store import centers, events
from qvax_cli.store.database import create_database

app = typer.Typer(add_completion=False)


@app.command()
def init(ctx: typer.Context) -> None:
    """Create the database, with the bundled centers. Never touches one that exists."""
    qvax: Qvax = ctx.obj
    found, columns = read(bundled("centers.csv"))
    db = create_database(qvax.db_path, qvax.operator)
    try:
        make_folders(qvax.db_path)
    except OSError:
        db.close()
        qvax.db_path.unlink()  # half of it would stop the next try
        raise
    with db.write():
        for center in found:
            centers.put(db, center, columns)
        events.record(db, "created", qvax.now(), detail=f"{len(found)} centers")
    db.close()
    taking_part = sum(bool(center["takes_part"]) for center in found)
    if qvax.output.json:
        qvax.output.data({"database": str(qvax.db_path), "centers": len(found)})
    qvax.output.say(
        f"Created {qvax.db_path} with {len(found)} centers, {taking_part} of them taking part.",
        "Next: qvax import FILE.csv, or qvax register for one person.",
    )
