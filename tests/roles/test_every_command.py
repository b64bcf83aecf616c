"""Every command, in every role, about what is of the own center and what is of another."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from qvax_cli.cli import app
from qvax_cli.rules.roles import may
from tests.conftest import Result, machine
from tests.databases import Databases
from tests.postgresql.cluster import missing
from tests.roles.commands import LINES, Line
from tests.roles.evening import AT_WORK, NOWHERE, Things
from tests.roles.places import ByLogin, OnServer, Place

_ON_A_SERVER = (pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing()))


@pytest.fixture(
    scope="module",
    params=["file", pytest.param("server", marks=_ON_A_SERVER), pytest.param("logins", marks=_ON_A_SERVER)],
)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("evening")
    if request.param == "file":
        yield Place(machine(folder))
        return
    databases: Databases = request.getfixturevalue("databases")
    if request.param == "server":
        yield OnServer(folder, databases)
        return
    one = ByLogin(folder, databases)
    yield one
    one.drop_logins()


def _commands() -> list[str]:
    """Every command that there is."""
    root: Any = typer.main.get_command(app)
    context = typer.Context(root)
    below = {name: getattr(root.get_command(context, name), "commands", {}) for name in root.list_commands(context)}
    return [f"{name} {sub}".strip() for name, subs in below.items() for sub in subs or ("",)]


def test_every_command_is_in_the_table() -> None:
    assert list(LINES) == _commands()


@pytest.mark.parametrize("command", [name for name, lines in LINES.items() if lines])
def test_a_command_does_what_the_role_allows_and_tells_nothing_of_another_center(
    place: Place, command: str, tmp_path: Path
) -> None:
    if command in place.left_out:
        pytest.skip("it is for another place")
    place.begin_anew()  # also after a test that failed
    desk = _Desk(place, tmp_path)
    cells = [(who, line) for who in place.at_work for line in LINES[command]]
    for who, line in cells:
        if not _allowed(who, line):
            desk.refuses(who, line)
        elif _kept(who):
            desk.knows_no_other_center(who, line)
    assert place.everything() == place.at_first
    for who, line in cells:
        if _allowed(who, line):
            desk.does(who, line)


def _allowed(who: str, line: Line) -> bool:
    role, _ = AT_WORK[who]
    return line.task is None or (role != "" and may(role, line.task))


def _kept(who: str) -> bool:
    """Whether whoever is at work is kept to their center."""
    return AT_WORK[who][1]


class _Desk:
    """Where lines are typed."""

    def __init__(self, place: Place, folder: Path) -> None:
        self._place = place
        self._file = folder / "file"
        self._list = folder / "list"
        self._list.write_text("code,name,postcode,town,region,language,platform,takes_part\n", "utf-8")

    def refuses(self, who: str, line: Line) -> None:
        """In one sentence, whatever the line names; nobody is told of."""
        own, other = self._place.own, self._place.other
        for things in (own.things, other.things):
            spellings = max((len(getattr(things, name)) for name in _named(line)), default=1)
            for spelling in range(spellings if self._place.thorough else 1):
                typed, done = self._type(who, line, things, spelling, json=True)
                told = (who, typed, done)
                assert (done.code, done.out) == (4, ""), told
                assert done.error["cause"] in ("role_forbids", "no_operator"), told
                assert not own.traces_in(done.err, typed), told
                assert not other.traces_in(done.err, typed), told
                assert not self._file.exists(), told

    def knows_no_other_center(self, who: str, line: Line) -> None:
        """What is of another center is as if it were not; its code is known, and refused."""
        own, other = self._place.own, self._place.other
        for name in _named(line):
            for there, nowhere in zip(getattr(other.things, name), getattr(NOWHERE, name), strict=True):
                typed, found = self._type(who, line, own.things._replace(**{name: (there,)}), json=True)
                _, none = self._type(who, line, own.things._replace(**{name: (nowhere,)}), json=True)
                told = (who, typed, found, none)
                if name == "center":
                    assert (found.code, found.error["cause"]) == (4, "other_center"), told
                else:
                    assert found.code == none.code, told
                    assert found.err.replace(there, "") == none.err.replace(nowhere, ""), told
                    assert found.out == none.out, told
                assert not other.traces_in(found.out + found.err, typed), told
                assert not self._file.exists(), told

    def does(self, who: str, line: Line) -> None:
        """What it is for: where somebody is kept to a center, about their own, of which alone it tells."""
        kept = _kept(who)
        for json in (False, True) if self._place.thorough else (True,):
            about = self._place.other if json and not kept else self._place.own
            typed, done = self._type(who, line, about.things, json=json)
            written = self._file.read_text("utf-8", "replace") if self._file.exists() else ""
            told = (who, typed, done)
            assert done.code in ((0, 5) if line.code == 0 else (line.code,)), told
            if kept:
                assert not self._place.other.traces_in(done.out + done.err + written, typed), told
            self._file.unlink(missing_ok=True)
            self._place.begin_anew()

    def _type(self, who: str, line: Line, things: Things, spelling: int = 0, *, json: bool) -> tuple[str, Result]:
        named = {name: getattr(things, name) for name in _named(line)}
        spelt = {name: shlex.quote(them[min(spelling, len(them) - 1)]) for name, them in named.items()}
        file, one = shlex.quote(str(self._file)), shlex.quote(str(self._list))
        typed = line.words.format(**spelt, file=file, list=one, copy=self._place.copy)
        words = ("--json",) if json else ()
        return typed, self._place.by(who)(*words, *shlex.split(typed), code=None, stdin=line.stdin)


def _named(line: Line) -> list[str]:
    """What of a center the line names."""
    return [name for name in Things._fields if f"{{{name}}}" in line.words]
