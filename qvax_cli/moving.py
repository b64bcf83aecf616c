"""A whole database to another place: from a file to a server, and back. Counted, and audited, before it counts."""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from qvax_cli import files
from qvax_cli.audit.report import audit
from qvax_cli.errors import DatabaseFailure
from qvax_cli.store import create_database, moving
from qvax_cli.store.database import Database
from qvax_cli.store.operators import allowed
from qvax_cli.store.server import Server


class Moved(NamedTuple):
    """What has arrived: rows in all, people among them, and where the log ends there as it did here."""

    rows: int
    people: int
    head: str


def move(source: Database, place: Path | Server) -> Moved:
    """Makes a database there that holds what the source holds: all of it is there in the end, or nothing. Nobody writes
    to the source meanwhile, and it stays as it was. Refused; DatabaseFailure, also when something is there already."""
    allowed(source, "copy the database")
    moved: list[Moved] = []

    def fill(target: Database) -> None:
        counts = moving.copy(source, target)
        before, after = audit(source), audit(target)
        if before[:-1] != after[:-1]:  # all that it came to, but for the ledger
            raise DatabaseFailure("the log says something else there", "nothing was moved", cause="database_failed")
        moved.append(Moved(sum(counts.values()), counts["reservists"], after.head))

    with source.write(dry_run=True):
        if isinstance(place, Path):
            _into_file(place, source.operator, fill)
        else:
            create_database(place, source.operator, fill).close()
    return moved[0]


def _into_file(file: Path, operator: str, fill: Callable[[Database], None]) -> None:
    """The file has its name when it is complete."""
    draft = files.draft_of(file)
    try:
        if file.exists():
            raise FileExistsError
        with closing(create_database(draft, operator, fill)) as target:
            target.wipe()  # what stands in the log beside the file goes into it
        os.link(draft, file)
        files.sync(file.parent)
    except FileExistsError:
        raise DatabaseFailure(f"{file} exists already", "it was left as it is", cause="database_exists") from None
    finally:
        for part in ("", "-wal", "-shm"):
            with suppress(OSError):
                draft.with_name(draft.name + part).unlink()
