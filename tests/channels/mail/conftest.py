"""A center that mails for real: an SMTP server in the process of the test, and Dovecot where it is installed."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from qvax_cli.store.server import Server
from tests.channels.mail import dovecot, smtp
from tests.channels.mail.dovecot import USER
from tests.conftest import Cli, initialise


class Center(Cli):
    """A center's machine with a configuration."""

    def __init__(self, folder: Path, server: Server | None = None) -> None:
        super().__init__(folder, server)
        self.sections: dict[str, dict[str, Any]] = {}

    def configure(self, section: str, **values: Any) -> None:
        """Sets keys of a section of the configuration, and leaves the others."""
        self.sections.setdefault(section, {}).update(values)
        lines: list[str] = []
        for name, keys in self.sections.items():
            lines.append(f"[{name}]")
            lines += [f"{key} = {_toml(value)}" for key, value in keys.items()]
        file = self.db.parent / ".config" / "qvax" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n")
        file.chmod(0o600)

    def secret(self, words: str) -> Path:
        """A file with a password."""
        file = self.db.parent / f"secret{len(list(self.db.parent.glob('secret*')))}"
        file.write_text(words + "\n")
        return file

    def command(self, script: str) -> list[str]:
        """A program that does this; the configuration may name it, which nobody else can write to."""
        file = self.db.parent / f"command{len(list(self.db.parent.glob('command*')))}"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o700)
        return [str(file), "access", USER]

    def tokens(self, *tokens: str) -> list[str]:
        """A program that prints these, one at each run, then the last for ever; `runs` counts them."""
        listed = self.db.parent / "tokens"
        listed.write_text("".join(f"{token}\n" for token in tokens))
        return self.command(f"echo >> {self._runs}; head -n $(wc -l < {self._runs}) {listed} | tail -n 1")

    @property
    def _runs(self) -> Path:
        return self.db.parent / "runs"

    @property
    def runs(self) -> int:
        return len(self._runs.read_text()) if self._runs.exists() else 0

    def mail_by(self, server: smtp.Server, **more: Any) -> None:
        """Mails go by this server."""
        given = {
            "from": "Namur <reserve@namur.example>",
            "host": "127.0.0.1",
            "port": server.port,
            "tls": "none",
            **more,
        }
        self.configure("mail", **given)

    def read_from(self, mailbox: dovecot.Mailbox, **more: Any) -> None:
        """Answers are read from this mailbox, by STARTTLS."""
        given = {"tls": "starttls", "port": mailbox.port, "ca_file": str(mailbox.certificate), **more}
        password = str(self.secret(dovecot.PASSWORD))
        self.configure("inbox", host="127.0.0.1", user=dovecot.USER, password_file=password, **given)

    def ask(self, people: int, doses: int) -> dict[str, str]:
        """So many people, and an offer; the codes by name."""
        self.people(people)
        self("offer", "--center", "namur", "--doses", doses, code=None)
        return self.codes()


def _toml(value: Any) -> str:
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return "'" + str(value) + "'"


@pytest.fixture
def center(tmp_path: Path, database: Server | None) -> Center:
    initialise(tmp_path, database)
    return Center(tmp_path, database)


@pytest.fixture
def server() -> Iterator[smtp.Server]:
    with smtp.serving(smtp.Server()) as serving:
        yield serving


@pytest.fixture(scope="session")
def _dovecot() -> Iterator[dovecot.Mailbox]:
    if dovecot.BINARY is None:
        pytest.skip(dovecot.MISSING)
    with TemporaryDirectory(prefix="qvax-dovecot-") as folder, dovecot.serving(Path(folder)) as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(_dovecot: dovecot.Mailbox) -> dovecot.Mailbox:
    """An empty mailbox."""
    _dovecot.empty()
    return _dovecot
