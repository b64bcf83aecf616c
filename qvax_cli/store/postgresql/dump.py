"""A backup of a database on a server, by PostgreSQL's own program."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from tempfile import TemporaryFile
from typing import IO, cast

from qvax_cli.errors import DatabaseFailure, Refused
from qvax_cli.store.server import Server

_PIECE = 1_000_000


def dumped(server: Server) -> Iterator[bytes]:
    """A consistent copy, as `pg_restore` reads it, piece by piece. Refused where pg_dump is not installed;
    DatabaseFailure."""
    program = shutil.which("pg_dump")
    if program is None:
        raise Refused(
            "pg_dump is not installed here, and it is what copies a database of a server",
            "install it (Debian: apt install postgresql-client), or run where it is: pg_dump -Fc -f FILE URL",
            cause="no_such_program",
        )
    password = {"PGPASSWORD": server.password} if server.password else {}
    command = [program, "--format=custom", "--no-owner", f"--dbname={server.url}"]
    with TemporaryFile() as words:
        with subprocess.Popen(  # noqa: S603 (a program of PostgreSQL, and a URL that it reads itself)
            command, env={**os.environ, **password}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words
        ) as process:
            yield from iter(partial(cast("IO[bytes]", process.stdout).read, _PIECE), b"")
        if process.returncode:
            words.seek(0)
            said = (words.read().decode("utf-8", "replace").strip().splitlines() or ["pg_dump failed"])[0]
            raise DatabaseFailure(f"the database {server} could not be copied: {said}", cause="database_failed")
