"""The statements that a test run executes, for a real PostgreSQL to say whether it takes them.

QVAX_STATEMENTS=FOLDER make test; python -m tests.postgresql.statements FOLDER
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qvax_cli.store.rows import spread
from qvax_cli.store.sqlite import SQLite
from tests.postgresql.cluster import cluster, missing

SCHEMA = Path(__file__).parent.parent.parent / "qvax_cli" / "store" / "schema" / "postgresql.sql"
#: What SQLite alone is asked, in store/sqlite.py.
_OWN = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT 1 FROM secrets")
_LIST = re.compile(r"\((:\w+_0)(?:, :\w+)+\)")
_MARKER = re.compile(r"'[^']*'|:(\w+)|\?")


@contextmanager
def collecting(folder: Path) -> Iterator[None]:
    """Remembers every statement that SQLite took, in a file of this process."""
    seen: set[str] = set()
    theirs: Any = SQLite
    execute, many, stream = theirs._execute, theirs.many, theirs.stream

    def note(sql: str, done: Any) -> Any:
        text = _LIST.sub(r"(\1)", " ".join(sql.split()))  # one value of a list stands for all
        if text not in seen and not text.startswith(_OWN) and "sqlite_schema" not in text:
            seen.add(text)
            (folder / f"{os.getpid()}.json").write_text(json.dumps(sorted(seen)))
        return done

    folder.mkdir(parents=True, exist_ok=True)
    theirs._execute = lambda db, sql, values: note(sql, execute(db, sql, values))
    theirs.many = lambda db, sql, rows: note(sql, many(db, sql, rows))
    theirs.stream = lambda db, sql, **values: note(spread(sql, values)[0], stream(db, sql, **values))
    try:
        yield
    finally:
        theirs._execute, theirs.many, theirs.stream = execute, many, stream


def collected(folder: Path) -> list[str]:
    """What all processes have collected there."""
    return sorted({sql for file in folder.glob("*.json") for sql in json.loads(file.read_text())})


def of_postgresql(sql: str) -> str:
    """The statement with the markers of PostgreSQL: the same name is the same value."""
    numbers: dict[str, int] = {}

    def marker(found: re.Match[str]) -> str:
        if found[0].startswith("'"):
            return found[0]
        name = found[1] or f"?{len(numbers)}"
        return f"${numbers.setdefault(name, len(numbers) + 1)}"

    return _MARKER.sub(marker, sql)


def main(folder: Path) -> int:
    """Prepares all that was collected; how many of them PostgreSQL refuses decides the exit code."""
    if why := missing():
        print(f"skipped: {why}")
        return 0
    found = collected(folder)
    if len(found) < 100:
        print(f"only {len(found)} statements were collected in {folder}: run the tests first", file=sys.stderr)
        return 1
    with cluster() as server:
        server.sql(SCHEMA.read_text("utf-8"))
        refused = server.refused([of_postgresql(sql) for sql in found])
    for sql, reason in refused.items():
        print(f"{reason}\n    {sql}", file=sys.stderr)
    print(f"{len(found) - len(refused)} of {len(found)} statements are taken by PostgreSQL")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
