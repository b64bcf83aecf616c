"""Where the evening of two centers is kept: it begins anew from there as often as one wants."""

import shutil
from contextlib import closing
from pathlib import Path

import psycopg

from qvax_cli.store.server import Server
from tests.conftest import Cli, machine
from tests.databases import Databases, opened
from tests.roles.evening import AT_WORK, OTHER, OWN, play


class Place:
    """In a file."""

    at_work: tuple[str, ...] = tuple(AT_WORK)
    #: Whether it is tried here what is the same everywhere: words as well as JSON, every spelling of what is refused.
    thorough = True
    #: Commands that are for another place.
    left_out = frozenset[str]()
    #: That of the names of operators, who have logins then.
    suffix = ""

    def __init__(self, cli: Cli) -> None:
        self.cli = cli
        centers = play(cli, self.suffix)
        self.own, self.other = centers[OWN], centers[OTHER]
        self.copy = cli.db.with_name("copy")
        self._keep()
        self.at_first = self.everything()

    def by(self, name: str) -> Cli:
        """The machine, with one of AT_WORK at it."""
        return self.cli.by(name)

    def everything(self) -> str:
        """All that stands in the database, in whatever order it lies there."""
        with opened(self.cli.database) as conn:
            return "\n".join(sorted(conn.everything().splitlines()))

    def begin_anew(self) -> None:
        """All is as it was when the evening had been played."""
        for file in self.cli.db.parent.glob(f"{self.cli.db.name}*"):
            if file.is_file():
                file.unlink()
        shutil.copyfile(self.copy, self.cli.db)

    def _keep(self) -> None:
        shutil.copyfile(self.cli.db, self.copy)


class OnServer(Place):
    """On a server, where who is at work is said. Who is kept to no center meets nothing there that others do not."""

    at_work: tuple[str, ...] = ("coordinator", "desk", "auditor-namur", "nobody")
    thorough = False
    left_out = frozenset({"restore", "encrypt"})

    def __init__(self, folder: Path, databases: Databases) -> None:
        self.databases = databases
        self.server = databases.take()
        super().__init__(machine(folder, self.server))

    def begin_anew(self) -> None:
        self.databases.begin_anew(self.server)

    def _keep(self) -> None:
        self.databases.keep(self.server)


class ByLogin(OnServer):
    """On a server, where each has a login of their own; but for an admin, and the auditor of one center."""

    at_work: tuple[str, ...] = ("coordinator", "desk", "auditor")
    left_out = OnServer.left_out | {"explain"}  # it is told from the whole log

    def __init__(self, folder: Path, databases: Databases) -> None:
        self.suffix = f"_by_login_{databases.worker}"  # a login is that of all databases of a server
        super().__init__(folder, databases)

    def by(self, name: str) -> Cli:
        mine = self.cli.by("ann")
        mine.database = Server(self.server.url.replace("postgres@", f"{name}{self.suffix}@", 1))
        return mine

    def drop_logins(self) -> None:
        with closing(psycopg.connect(self.server.url, autocommit=True)) as conn:
            for name in self.at_work:
                login = f"{name}{self.suffix}"
                conn.execute(f"DROP OWNED BY {login}; DROP ROLE {login}".encode())
