"""A folder of backups: each under the moment at which it was made, and no more of them than somebody wants."""

import re
from datetime import UTC, datetime
from pathlib import Path

from qvax_cli.rules.local_time import Instant


def name_of(database: str, now: Instant, *, sealed: bool) -> str:
    """What a backup made now is called: qvax-2021-04-06T154000Z.db, in UTC, so that the names are in the order of time.

    database: how the names begin.
    """
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%SZ")
    return f"{database}-{moment}.db{'.age' if sealed else ''}"


def remove_older(folder: Path, database: str, keep: int) -> list[Path]:
    """Removes all but the newest of the backups that `name_of` has called so; which they were. Raises OSError."""
    ours = re.compile(rf"{re.escape(database)}-\d{{4}}-\d\d-\d\dT\d{{6}}Z\.db(\.age)?")
    found = sorted(file for file in folder.iterdir() if ours.fullmatch(file.name) and file.is_file())
    older = found[:-keep]
    for file in older:
        file.unlink()
    return older
