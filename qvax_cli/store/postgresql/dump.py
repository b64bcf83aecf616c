"""A backup of a database on a server, by PostgreSQL's own program."""

import os
import shutil
import subprocess
from pathlib import Path

from qvax_cli.errors import DatabaseFailure, Refused
from qvax_cli.store.server import Server


def dump(server: Server, file: Path) -> None:
    """Writes a consistent copy, as `pg_restore` reads it. Refused where pg_dump is not installed; DatabaseFailure."""
    program = shutil.which("pg_dump")
    if program is None:
        raise Refused(
            "pg_dump is not installed here, and it is what copies a database of a server",
            "install it (Debian: apt install postgresql-client), or run where it is: pg_dump -Fc -f FILE URL",
            cause="no_such_program",
        )
    password = {"PGPASSWORD": server.password} if server.password else {}
    command = [program, "--format=custom", "--no-owner", f"--file={file}", f"--dbname={server.url}"]
    done = subprocess.run(  # noqa: S603 (a program of PostgreSQL, and a URL that it reads itself)
        command, env={**os.environ, **password}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["pg_dump failed"])[0]
        raise DatabaseFailure(f"the database {server} could not be copied: {said}", cause="database_failed")
