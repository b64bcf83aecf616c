"""Start-up time is a feature: which modules a command loads is a budget, and more stable than milliseconds."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.sqlite("what commands load where the database is a file")

#: The slow ones: 20 to 90 ms each, against 12 for Python itself.
SLOW = ("rich", "sqlite_utils", "yagmail", "phonenumbers", "stdnum", "dateutil", "email_validator", "pydantic")

_RUN = """
import atexit, sys
log = open(sys.argv.pop(1), "w")
atexit.register(lambda: print(*sys.modules, file=log))
sys.argv[0] = "qvax"
from qvax_cli.__main__ import main
main()
"""


def _loaded(
    folder: Path, *words: str, db: Path | None = None, more: Mapping[str, str] = MappingProxyType({})
) -> set[str]:
    """The modules that a command has loaded when it ends. more: variables of its environment."""
    log = folder / "modules"
    environ = {**os.environ, "QVAX_DB": str(db or folder / "none.db"), "QVAX_NOW": "2021-04-06T17:40", **more}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(log), *words], env=environ, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(log.read_text().split())


def _slow(folder: Path, *words: str, db: Path | None = None) -> set[str]:
    return _loaded(folder, *words, db=db).intersection(SLOW)


def test_the_version_loads_neither_the_command_line_nor_the_database(tmp_path: Path) -> None:
    assert not _loaded(tmp_path, "--version") & {"typer", "click", "sqlite3", "qvax_cli.cli", *SLOW}


def test_the_help_loads_neither_rich_nor_the_database(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, "--help")
    assert not loaded & {"sqlite3", *SLOW}
    assert not {name for name in loaded if name.startswith("qvax_cli.commands.")}


@pytest.mark.parametrize("typed", ["", "off", "--q"])
def test_the_tab_key_proposes_commands_without_loading_any(tmp_path: Path, typed: str) -> None:
    asked = {"_QVAX_COMPLETE": "complete_bash", "COMP_WORDS": f"qvax {typed}", "COMP_CWORD": "1"}
    loaded = _loaded(tmp_path, more=asked)
    assert not loaded & {"sqlite3", *SLOW}
    assert not {name for name in loaded if name.startswith("qvax_cli.commands.")}


def test_the_tab_key_proposes_the_commands_that_begin_like_this() -> None:
    asked = {"_QVAX_COMPLETE": "complete_bash", "COMP_WORDS": "qvax off", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "qvax_cli"], env={**os.environ, **asked}, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["offer", "offers"]


@pytest.mark.parametrize("command", ["offer", "poll", "register"])
def test_the_help_of_a_command_is_plain_too(tmp_path: Path, command: str) -> None:
    assert not _slow(tmp_path, command, "--help")


def test_the_status_in_json_loads_nothing_slow(cli: Cli, tmp_path: Path) -> None:
    cli("offer", "--center", "namur", "--doses", "1", code=5)
    assert not _loaded(tmp_path, "status", "--json", db=cli.db) & {"email", *SLOW}


def test_what_only_looks_loads_nothing_that_changes_or_tells(cli: Cli, tmp_path: Path) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", "1")
    loaded = _loaded(tmp_path, "status", "--json", db=cli.db)
    writers = {f"qvax_cli.loop.{name}" for name in ("desk", "invite", "move", "notify", "operators", "settle")}
    assert not loaded & {"hashlib", "qvax_cli.channels", "qvax_cli.messages", *writers}


def test_an_offer_loads_nothing_slow(cli: Cli, tmp_path: Path) -> None:
    cli.people(2)
    assert _slow(tmp_path, "offer", "--center", "namur", "--doses", "1", db=cli.db) == set()
    assert len(cli.spool) == 1
    assert not _slow(tmp_path, "offer", "--center", "namur", "--doses", "1", "--json", db=cli.db)


def test_an_answer_loads_nothing_slow(cli: Cli, tmp_path: Path) -> None:
    cli.people(1)
    (invited,) = cli.json("offer", "--center", "namur", "--doses", "1")["invited"]
    assert not _slow(tmp_path, "respond", invited["code"], "yes", db=cli.db)


def test_a_plain_import_loads_no_library_that_checks(cli: Cli, tmp_path: Path) -> None:
    """The canonical spellings take the fast path."""
    file = tmp_path / "people.csv"
    file.write_text(
        f"niss,last_name,first_name,birth_date,email,mobile,center\n{cli.niss('1950-01-02')},Peeters,Ann,1950-01-02,"
        "ann@example.org,0452 10 20 30,namur\n"
    )
    assert not _slow(tmp_path, "import", str(file), db=cli.db)
    assert len(cli.json("reservist", "list")["reservists"]) == 1
