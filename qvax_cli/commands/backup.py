"""`qvax backup`: a consistent copy of the database."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.context import Qvax
from qvax_cli.errors import Refused, Usage

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
    if file.exists() and not file.is_file():
        raise Usage(f"{file} is no ordinary file", "name another file")
    if file.exists() and (not force or file.samefile(qvax.db_path)):
        raise Refused(f"{file} exists already", "name another file, or replace an older copy with --force")
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Usage(f"{file} cannot be written: {error.strerror}", "name another file") from None
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            source.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried away as it is
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    size = file.stat().st_size
    if qvax.output.json:
        qvax.output.data({"file": str(file), "bytes": size})
    qvax.output.say(f"Copied to {file} ({size / 1e6:.1f} MB). To restore it, see docs/how-to/restore.md.")
