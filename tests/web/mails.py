"""What the tests of the site share: links out of mails, and the whole database at a glance."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

from qvax_cli.context import Qvax
from tests.conftest import Cli
from tests.databases import opened

HOST = "reserve.example.be"
URL = f"https://{HOST}"


def opened_at(cli: Cli) -> Qvax:
    """The machine, as the site opens it for a request."""
    return Qvax(db=cli.database, operator="site", visitors=True, now=lambda: cli.now, environ=cli.environ, patience=2)


def asked(cli: Cli, people: int = 2, doses: int = 1, *more: object) -> dict[str, str]:
    """The paths in the mails of those who are asked, by name."""
    cli.people(people)
    cli("offer", "--center", "namur", "--doses", doses, *more, code=None)
    return paths(cli)


def paths(cli: Cli) -> dict[str, str]:
    """The path to answer at, by the name in the mail."""
    found = {}
    for body in bodies(cli):
        if (link := re.search(rf"{re.escape(URL)}(/a/\S+)", body)) and (name := re.search(r"Bonjour (\S+)", body)):
            found[name[1]] = link[1]
    return found


def bodies(cli: Cli) -> Iterator[str]:
    """The texts of the mails that were handed over."""
    for file in cli.spool:
        yield body_of(file)


def body_of(file: Path) -> str:
    """The text of a mail."""
    return str(message_from_bytes(file.read_bytes(), policy=default).get_content())


def everything(cli: Cli) -> str:
    """The whole database but for how often it was asked, in a few signs."""
    with opened(cli.database) as conn:
        return sha256(conn.everything(but_for="tallies").encode()).hexdigest()
