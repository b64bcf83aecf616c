"""The front door: `cli("offer", …)` runs the real command on a real database, with a clock that the test moves."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from copy import copy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from typer.main import get_command
from typer.testing import CliRunner

from qvax_cli.channels.from_settings import make_folders
from qvax_cli.cli import app
from qvax_cli.context import Qvax
from qvax_cli.home import beside
from qvax_cli.rules.local_time import parse_moment
from qvax_cli.rules.national_number import make
from qvax_cli.store.server import Server
from tests.databases import Databases
from tests.postgresql.cluster import Cluster, cluster, missing, programs

# Their assertions are told like those of tests, whoever imports them first.
pytest.register_assert_rewrite("tests.races.invariants", "tests.races.model")

_CLUSTER = pytest.StashKey[Cluster]()

# How many examples a property is tried with: a quarter of hypothesis' hundred while one works, all of them in the gate.
# Both draw the same ones each time, so that a commit passes or does not; what nobody has thought of is looked for with
# new ones (`make test ARGS=--hypothesis-profile=search`).
# That an example took long says how busy the machine is.
settings.register_profile("some", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("whole", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile("some")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("share", "sqlite", "postgresql", "both"),
        default="share",
        help="on which databases the tests run; share: on SQLite, those that are marked `shared` on PostgreSQL too",
    )


def pytest_configure(config: pytest.Config) -> None:
    """With QVAX_STATEMENTS=FOLDER the statements that the tests execute are kept there, for tests/postgresql."""
    if folder := os.environ.get("QVAX_STATEMENTS"):
        from tests.postgresql.statements import collecting

        kept = ExitStack()
        kept.enter_context(collecting(Path(folder)))
        config.add_cleanup(kept.close)
    # One server for all workers of a run; without workers it is started by the first test that needs it.
    if getattr(config.option, "numprocesses", None) and config.getoption("database") != "sqlite" and not missing():
        running = ExitStack()
        config.stash[_CLUSTER] = running.enter_context(cluster())
        config.add_cleanup(running.close)


def pytest_configure_node(node: Any) -> None:
    """Tells a worker where the server is."""
    if one := node.config.stash.get(_CLUSTER, None):
        node.workerinput["cluster"] = str(one.folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which tests run on which database."""
    if "database" not in metafunc.fixturenames:
        return
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    wanted = metafunc.config.getoption("database")
    if wanted == "share":
        wanted = "both" if "shared" in marks and not missing() else "sqlite"
    kinds = ["sqlite", "postgresql"] if wanted == "both" else [wanted]
    if "sqlite" in marks:
        kinds = ["sqlite"]
    if kinds != ["sqlite"]:
        metafunc.parametrize("database", kinds, indirect=True)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Says what was not run."""
    if config.getoption("database") == "share" and missing():
        terminalreporter.write_line(f"Nothing was tried on PostgreSQL: {missing()}.")


def pytest_xdist_auto_num_workers() -> int:
    """Half of what the tests do is wait for servers: one worker more than there are processors."""
    return (os.cpu_count() or 1) + 1


#: Variables for a process that is to count in `make coverage`. Most that tests start are not: many are killed, and what
#: others load is counted.
MEASURED = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}


@pytest.fixture(autouse=True)
def _nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests neither read nor touch the home of whoever runs them."""
    for name in [name for name in os.environ if name.startswith(("QVAX_", "XDG_", "COVERAGE_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")  # what is read at the desk is English, whoever runs the tests
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@dataclass
class Result:
    """What a command left: exit code, data, words."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)["error"]


@cache
def _commands() -> Any:
    """The root of the command line, put together once: that is a third of what a command takes."""
    return get_command(app)


def _text(stream: BytesIO) -> str:
    return stream.getvalue().decode().replace("\r\n", "\n")


class Cli:
    """A center's machine: a database, a clock, and the commands."""

    def __init__(self, folder: Path, server: Server | None = None) -> None:
        #: The file of the database; spool and inboxes stand beside it, also where the database is on a server.
        self.db = folder / "qvax.db" if server is None else folder / "qvax" / "qvax.db"
        self.database: Path | Server = server or self.db
        self.environ = {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        self.now = parse_moment("2021-04-06T17:40", 0, "now")
        self.operator = "ann"
        self._serial = 0

    def __call__(self, *words: object, code: int | None = 0, stdin: str | None = None) -> Result:
        """Runs a command; fails unless it ends with that exit code (None: any)."""
        qvax = Qvax(db=self.database, operator=self.operator, now=lambda: self.now, environ=self.environ)
        ended: Any = None
        with closing(qvax), CliRunner().isolation(input=stdin) as (out, err, _):
            try:
                _commands().main([str(word) for word in words], prog_name="qvax", obj=qvax)
            except SystemExit as end:
                ended = end.code
            sys.stdout.flush()
            sys.stderr.flush()
            result = Result(ended or 0, _text(out), _text(err))
        if code is not None:
            assert result.code == code, (result.code, result.out, result.err)
        return result

    def by(self, operator: str) -> "Cli":
        """The same machine at this moment, with somebody else at work."""
        other = copy(self)
        other.operator = operator
        return other

    def json(self, *words: object, code: int | None = 0, stdin: str | None = None) -> Any:
        """The same with --json; the data."""
        return self(*words, "--json", code=code, stdin=stdin).data

    def pass_minutes(self, minutes: float) -> None:
        self.now += round(minutes * 60)

    def niss(self, birth: str) -> str:
        """A valid number that nobody else in this test has."""
        from datetime import date

        self._serial += 1
        return make(date.fromisoformat(birth), self._serial)

    def register(self, birth: str, name: str = "Ann", *more: object, code: int = 0, **options: object) -> int:
        """Somebody of Namur who can come until 21:00; the id."""
        given: dict[str, object] = {
            "niss": self.niss(birth),
            "first-name": name,
            "last-name": "Peeters",
            "center": "namur",
            "email": f"{name.lower()}@example.org",
            "available": "today 17:00-21:00",
            **{key.replace("_", "-"): value for key, value in options.items()},
        }
        words = [word for key, value in given.items() if value is not None for word in (f"--{key}", value)]
        return int(self.json("register", *words, *more, code=code)["reservist"]["id"])

    def people(self, count: int) -> list[int]:
        """So many people of Namur who can come until 21:00, each a year younger than the one before; their ids.

        They come in a list, which takes no longer for many than for one.
        """
        rows = [
            f"{self.niss(f'{1930 + n}-05-17')},P{n},Peeters,namur,p{n}@example.org,today 17:00-21:00"
            for n in range(count)
        ]
        self("import", "-", stdin="\n".join(("niss,first_name,last_name,center,email,available", *rows)))
        listed = self.json("reservist", "list")["reservists"]
        return sorted(one["id"] for one in listed)[-count:]

    def registered(self, count: int) -> list[int]:
        """The same people, each registered by hand, as the log then says."""
        return [self.register(f"{1930 + n}-05-17", f"P{n}") for n in range(count)]

    def reply(self, code: str, words: str, *, received: int | None = None, name: str = "") -> Path:
        """A mail in the inbox, delivered at that moment (default: now)."""
        new = Path(f"{self.db}-inbox") / "new"
        new.mkdir(parents=True, exist_ok=True)
        stamp = self.now if received is None else received
        file = new / f"{stamp}.{code}{name}.test"
        file.write_text(f"From: x@example.org\nSubject: Re: [{code}]\n\n{words}\n")
        return file

    @property
    def spool(self) -> list[Path]:
        """The mails handed over."""
        return sorted(Path(f"{self.db}-spool").glob("new/*.eml"))

    def states(self, offer: int = 1) -> dict[str, str]:
        """The state of every invitation of an offer, by first name."""
        found = self.json("status", offer)["invitations"]
        return {one["name"].split()[0]: one["state"] for one in found}

    def codes(self, offer: int = 1) -> dict[str, str]:
        """The code of every invitation of an offer, by first name."""
        found = self.json("status", offer)["invitations"]
        return {one["name"].split()[0]: one["code"] for one in found}


_made: list[TemporaryDirectory[str]] = []  # gone when the tests end


@cache
def _initialised() -> Path:
    """The folder of a machine after `qvax init`, made once: copying it takes a twentieth of the time."""
    _made.append(TemporaryDirectory(prefix="qvax-test-"))
    folder = Path(_made[-1].name)
    Cli(folder)("init")
    return folder


def initialise(folder: Path, server: Server | None = None) -> None:
    """Makes a folder that is there the machine of a center, with an empty list in a file or on a server."""
    if server is None:
        shutil.copytree(_initialised(), folder, dirs_exist_ok=True)
    else:
        make_folders(beside(folder / "qvax.db"))
        (folder / "qvax").symlink_to(folder)  # the folder of a user's data


def machine(folder: Path, server: Server | None = None) -> Cli:
    """A center's machine with an empty list, in a folder that is there."""
    initialise(folder, server)
    return Cli(folder, server)


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Those on a server."""
    given: dict[str, str] = getattr(request.config, "workerinput", {})
    with ExitStack() as running, TemporaryDirectory(prefix="qvax-test-") as folder:
        place = programs()
        assert place is not None
        one = Cluster(Path(given["cluster"]), place) if "cluster" in given else running.enter_context(cluster())
        yield Databases(one, given.get("workerid", "alone"), lambda server: Cli(Path(folder), server)("init"))


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Server | None]:
    """A fresh database on a server; None where the test runs on a file."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield None
        return
    all_of_them: Databases = request.getfixturevalue("databases")
    server = all_of_them.take()
    yield server
    all_of_them.give_back(server)


@pytest.fixture
def cli(tmp_path: Path, database: Server | None) -> Cli:
    """A fresh database, on 6 April 2021 at 17:40."""
    return machine(tmp_path, database)
