"""A backup of a database on a server, by PostgreSQL's own program."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from tempfile import TemporaryFile
from typing import IO, cast

from qvax_cli.errors import DatabaseFailure, Refused
from qvax_cli.store.server import Server

_PIECE = 1_000_000
#: In a file of passwords these two mean something.
_ESCAPED, _ESCAPE = re.compile(r"[\\:]"), r"\\\g<0>"


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
    command = [program, "--format=custom", "--no-owner", f"--dbname={server.url}"]
    with TemporaryFile() as words, _told(server.password) as (environ, handles):
        with subprocess.Popen(  # noqa: S603 (a program of PostgreSQL, and a URL that it reads itself)
            command, env=environ, pass_fds=handles, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words
        ) as process:
            yield from iter(partial(cast("IO[bytes]", process.stdout).read, _PIECE), b"")
        if process.returncode:
            words.seek(0)
            said = (words.read().decode("utf-8", "replace").strip().splitlines() or ["pg_dump failed"])[0]
            raise DatabaseFailure(f"the database {server} could not be copied: {said}", cause="database_failed")


@contextmanager
def _told(password: str) -> Iterator[tuple[Mapping[str, str], Sequence[int]]]:
    """The variables and open files by which a program of PostgreSQL learns the password.

    It is in a file without a name, which goes with the processes however they end; a variable is read from outside.
    """
    if not password:
        yield os.environ, ()
        return
    with TemporaryFile() as file:
        file.write(f"*:*:*:*:{_ESCAPED.sub(_ESCAPE, password)}\n".encode())
        file.seek(0)
        others = {name: value for name, value in os.environ.items() if name != "PGPASSWORD"}  # which would be stronger
        yield {**others, "PGPASSFILE": f"/dev/fd/{file.fileno()}"}, (file.fileno(),)
