"""`qvax backup`: a consistent copy of the database, encrypted where it is to leave the machine."""

from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.backups import folder
from qvax_cli.backups.age import Sealed
from qvax_cli.commands import options
from qvax_cli.context import Qvax
from qvax_cli.errors import DatabaseFailure, DoneInPart, Misconfigured, Refused, Usage
from qvax_cli.files import named_by_a_person, spare, whole

app = typer.Typer(add_completion=False)


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            callback=options.into_a_file, help="Where the copy goes: a file, FILE.age for an encrypted one, a folder."
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace a copy that is there.")] = False,
    keep: Annotated[
        int | None, typer.Option("--keep", metavar="N", min=1, help="Of the copies in the folder keep the newest N.")
    ] = None,
) -> None:
    """Write a consistent copy of the database while others may go on writing.

    In a folder it is named after this moment, and encrypted when the configuration names a recipient.
    """
    qvax: Qvax = ctx.obj
    recipients = qvax.settings["backup.recipient"]
    into = file if file.is_dir() else None
    if keep is not None and into is None:
        raise Usage(f"--keep is for a folder, and {file} is none", "make it, or leave --keep out")
    if into is not None:
        file = into / folder.name_of(_name(qvax), qvax.now(), sealed=bool(recipients))
    sealed = None
    if file.suffix == ".age":
        if not recipients:
            raise Misconfigured("backup.recipient is not set: nobody could open the copy", "qvax help restore")
        sealed = Sealed(recipients)
    size = _write(qvax, file, sealed, force=force)
    removed = folder.remove_older(into, _name(qvax), keep) if into and keep else []
    _note(qvax, file, sealed is not None)
    if qvax.output.json:
        names = [str(one) for one in removed]
        qvax.output.data({"file": str(file), "bytes": size, "encrypted": sealed is not None, "removed": names})
    how = ", encrypted" if sealed else ""
    back = f"qvax restore {file}" if isinstance(qvax.database, Path) else "qvax help postgresql"
    qvax.output.say(f"Copied to {file} ({size / 1e6:.1f} MB{how}). To put it back: {back}")
    if removed:
        qvax.output.say("Removed 1 older copy." if len(removed) == 1 else f"Removed {len(removed)} older copies.")
    if recipients and not sealed:
        qvax.output.warn("backup.recipient is set, and this copy is not encrypted: name it FILE.age.")


def _name(qvax: Qvax) -> str:
    """How the names of copies in a folder begin."""
    return qvax.database.stem if isinstance(qvax.database, Path) else "qvax"


def _write(qvax: Qvax, file: Path, sealed: Sealed | None, *, force: bool) -> int:
    pieces = qvax.backups.pieces()
    with named_by_a_person(file) as path:
        spare(qvax.database, file)
        if path.exists() and not force:
            raise Refused(
                f"{file} exists already",
                "name another file, or replace an older copy with --force",
                cause="file_exists",
            )
        with whole(path, new=not force) as out:
            if sealed:
                sealed.write(pieces, out)
            else:
                out.writelines(pieces)
        return path.stat().st_size


def _note(qvax: Qvax, file: Path, encrypted: bool) -> None:
    """In the log, after the copy: whoever asks whether there is one has to know that it was written."""
    try:
        qvax.backups.made("encrypted" if encrypted else "not encrypted")
    except DatabaseFailure as failure:
        raise DoneInPart(
            f"the copy was written to {file}, but that could not be noted: {failure.message}", "run: qvax doctor"
        ) from failure
