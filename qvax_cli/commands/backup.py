"""`qvax backup`: a consistent copy of the database."""

from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.context import Qvax
from qvax_cli.errors import Refused
from qvax_cli.files import draft_of, named_by_a_person, whole

app = typer.Typer(add_completion=False)


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a copy that is there.")] = False,
) -> None:
    """Write a consistent copy of the database while others may go on writing."""
    qvax: Qvax = ctx.obj
    source = qvax.db
    with named_by_a_person(file) as path:
        if path.exists() and path.samefile(qvax.db_path):
            raise Refused(f"{file} is the database itself", "name another file", cause="file_exists")
        if path.exists() and not force:
            raise Refused(
                f"{file} exists already",
                "name another file, or replace an older copy with --force",
                cause="file_exists",
            )
        draft = draft_of(path)
        with whole(path, draft=draft, new=not force, named=True):
            source.copy_to(draft)
        size = path.stat().st_size
    if qvax.output.json:
        qvax.output.data({"file": str(file), "bytes": size})
    qvax.output.say(f"Copied to {file} ({size / 1e6:.1f} MB). To restore it, see qvax help restore.")
