"""What the tab key proposes in the shell: centers, offers, and the people of the evening with their names."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import Cli
from tests.test_imports import SLOW, _loaded


def proposed(cli: Cli, line: str) -> dict[str, str]:
    """What is proposed at the end of a line: values and their help."""
    return dict(re.findall(r'"([^"]+)":"([^"]*)"', _shell(cli, line)))


def _shell(cli: Cli, line: str) -> str:
    """What zsh is given when the tab key is pressed."""
    asked = {"_QVAX_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": f"qvax {line}"}
    environ = {**os.environ, **asked, "QVAX_DB": str(cli.database), "QVAX_NOW": "2021-04-06T17:40"}
    done = subprocess.run([sys.executable, "-m", "qvax_cli"], env=environ, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Two of three are asked."""
    for year, name in ((1930, "Marie"), (1935, "Jean"), (1990, "Ben")):
        cli.register(f"{year}-05-17", name)
    cli("offer", "--center", "namur", "--doses", 2)
    return cli


def test_codes_of_the_evening_are_proposed_with_the_name_as_their_help(evening: Cli) -> None:
    codes = evening.codes()
    evening("respond", "jean", "yes")
    for line in ("respond ", "vaccinated ", "reservist show "):
        assert proposed(evening, line) == {
            codes["Marie"]: "Marie Peeters, asked", codes["Jean"]: "Jean Peeters, confirmed",
        }  # fmt: skip
    assert list(proposed(evening, f"cancel {codes['Marie'][:4].lower()}")) == [codes["Marie"].lower()]
    assert "yes" in _shell(evening, f"respond {codes['Marie']} ")


def test_a_name_with_an_apostrophe_is_whole_in_zsh(cli: Cli) -> None:
    cli.register("1930-05-17", "Jean", last_name="D'Hondt")
    cli("offer", "--center", "namur", "--doses", 1)
    assert list(proposed(cli, "respond ").values()) == ["Jean D’Hondt, asked"]


def test_centers_and_offers_are_proposed(evening: Cli) -> None:
    assert proposed(evening, "offer --center nam") == {"namur": "Centre majeur Namur"}
    assert proposed(evening, "close ")["1"].startswith("Offer 1 · Centre majeur Namur · 2 doses")


def test_what_is_proposed_is_what_whoever_is_at_work_may_see(evening: Cli) -> None:
    evening.register("1931-05-17", "Luc", center="liege")
    evening("offer", "--center", "liege", "--doses", 1)
    evening("operator", "add", "bea", "--center", "namur", "--role", "desk")
    assert proposed(evening, "respond ") == {}
    assert {name.split()[0] for name in proposed(evening, "--operator bea respond ").values()} == {"Marie", "Jean"}
    assert list(proposed(evening, "--operator bea status ")) == ["1", *proposed(evening, "--operator bea respond ")]
    assert len(proposed(evening, "--operator ann respond ")) == 3


@pytest.mark.sqlite("a file that is gone")
def test_without_a_database_nothing_is_proposed_and_nothing_said(cli: Cli) -> None:
    cli.db.unlink()
    assert proposed(cli, "respond ") == {}


@pytest.mark.sqlite("what is loaded where the database is a file")
def test_the_tab_key_loads_nothing_slow(evening: Cli) -> None:
    asked = {"_QVAX_COMPLETE": "complete_bash", "COMP_WORDS": "qvax respond ", "COMP_CWORD": "2"}
    assert not _loaded(evening.db.parent, more=asked, db=evening.db) & {"rich.table", *SLOW}
