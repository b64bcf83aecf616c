"""What others see of our processes: no key, password or token stands in a list of processes, or in a variable."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import USER
from tests.conftest import Cli, initialise

pytestmark = [
    pytest.mark.sqlite("a key opens a database in a file"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are not told here"),
]

TOKEN = "ya29.nobody-else-may-see-this"  # noqa: S105 (made up)


def processes() -> str:
    """The command lines and variables of all processes there are."""
    seen = []
    for file in (*Path("/proc").glob("[0-9]*/cmdline"), *Path("/proc").glob("[0-9]*/environ")):
        with suppress(OSError):
            seen.append(file.read_bytes().replace(b"\0", b" "))
    return b"\n".join(seen).decode("utf-8", "replace")


class Watching(smtp.TokenServer):
    """Looks at the processes when a token was shown to it, and when it takes a mail."""

    def __init__(self) -> None:
        super().__init__(USER)
        self.tokens = {TOKEN}
        self.seen: list[str] = []

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> Any:
        self.seen.append(processes())
        return await super().auth_XOAUTH2(server, args)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.seen.append(processes())
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def watching() -> Iterator[Watching]:
    server = Watching()
    with smtp.serving(server, auth_require_tls=False):
        yield server


def qvax(cli: Cli, *words: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "qvax_cli", "--db", str(cli.database), *map(str, words)]
    env = {**cli.environ, "PATH": os.environ["PATH"], "HOME": str(cli.db.parent), "QVAX_NOW": "2021-04-06T17:40"}
    return subprocess.run(command, env=env, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)


def test_the_key_of_the_database_and_a_token_stand_in_no_list_of_processes(tmp_path: Path, watching: Watching) -> None:
    initialise(tmp_path, None)
    center = Center(tmp_path)
    key_file = center.db.parent / "keys" / "database.key"
    center.configure("database", key_file=str(key_file))
    center.people(1)
    qvax(center, "encrypt")
    key = key_file.read_text().strip()
    kept, asked = center.secret(TOKEN), center.db.parent / "asked"
    # The keeper of the token is asked while the database is open, and looks round as well.
    look = f"cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ >> {asked} 2>/dev/null"
    center.mail_by(watching, user=USER, auth="xoauth2", password_command=center.command(f"{look}; cat {kept}"))
    center.configure("database", key_command=["cat", str(key_file)])
    del center.sections["database"]["key_file"]
    center.configure("database")
    qvax(center, "offer", "--center", "namur", "--doses", 1, "--yes")
    assert watching.to() == ["p0"]
    for seen in (*watching.seen, asked.read_bytes().decode("utf-8", "replace")):
        assert "qvax_cli" in seen  # what is at work is among what was looked at
        assert TOKEN not in seen
        assert key not in seen
    assert len(watching.seen) == 2
