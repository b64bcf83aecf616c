"""What failures tell a program, a person at a terminal, and somebody who is not at the desk."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from qvax_cli.errors import CAUSES, KnownPerson, NotFound, Refused, UnknownPerson
from qvax_cli.hints import HINTS
from tests.conftest import Cli

PACKAGE = Path(__file__).parent.parent / "qvax_cli"
#: Kinds of which there are so many that a cause has to tell them apart.
KINDS = {"Refused", "NotFound", "DatabaseFailure", "Forbidden", "KnownPerson", "UnknownPerson"}
BELOW = ("rules", "store", "loop", "registrations", "channels")


@cache
def _nodes(module: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))


def _calls(*folders: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Every failure that is made in the source: where, its kind, the call."""
    for module in sorted(PACKAGE.rglob("*.py")):
        name = module.relative_to(PACKAGE).as_posix()
        if folders and not name.startswith(folders):
            continue
        for node in _nodes(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield name, ast.unparse(node.func).rpartition(".")[2], node


def _causes(call: ast.Call) -> set[str]:
    """The causes that a call may give: those of a choice are all of them."""
    value = next((keyword.value for keyword in call.keywords if keyword.arg == "cause"), None)
    nodes = ast.walk(value) if value else ()
    return {node.value for node in nodes if isinstance(node, ast.Constant) and node.value in CAUSES}


def test_every_refusal_has_a_cause_and_every_cause_a_meaning() -> None:
    those = _calls("commands", "loop", "imports", "store", "files.py")
    made = [(name, kind, call) for name, kind, call in those if kind in KINDS]
    assert len(made) > 30
    assert not [(name, call.lineno) for name, _, call in made if not _causes(call)]
    given = {cause for _, _, call in _calls() for cause in _causes(call)}
    assert given | {"invalid"} == set(CAUSES)
    assert set(HINTS) <= set(CAUSES)


def test_what_to_type_is_known_to_the_terminal_alone() -> None:
    typed = re.compile(r"\bqvax (?!could|failed|was|database)[a-z]|(^| )--[a-z]")
    found = [
        (name, node.value)
        for name, kind, call in _calls(*BELOW)
        if kind in KINDS | {"Complaint", "Unreadable", "Misconfigured"}
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and typed.search(node.value)
    ]
    assert not found


@pytest.mark.parametrize("words", [("status", 99), ("respond", "ABCDEFGH", "yes"), ("reservist", "show", 99)])
def test_what_is_not_there_is_told_apart(cli: Cli, words: tuple[object, ...]) -> None:
    cause = {"status": "no_such_offer", "respond": "no_such_invitation", "reservist": "no_such_person"}[str(words[0])]
    error = cli("--json", *words, code=3).error
    assert (error["code"], error["cause"]) == ("not_found", cause)
    assert "qvax " in error["hint"]


def test_refusals_are_told_apart_and_say_what_to_type(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    unanswered = cli("--json", "vaccinated", code, code=4).error
    assert unanswered["cause"] == "unanswered"
    assert f"qvax respond {code} yes" in unanswered["hint"]
    cli("respond", code, "no")
    declined = cli("--json", "cancel", code, code=4).error
    assert (declined["cause"], declined["hint"]) == ("not_confirmed", "see what happened: qvax status 1")
    cli("close", 1)
    assert cli("--json", "doses", 1, 3, code=4).error["cause"] == "offer_cancelled"


def test_a_value_is_named(cli: Cli) -> None:
    error = cli("--json", "offer", "--center", "namur", "--doses", 300, code=4).error
    assert (error["code"], error["cause"], error["field"]) == ("refused", "invalid", "doses")


def test_only_the_desk_is_told_that_a_number_is_on_the_list(cli: Cli) -> None:
    niss = cli.niss("1950-01-01")
    cli.register("1950-01-01", niss=niss)
    words = (
        "register",
        "--niss",
        niss,
        "--first-name",
        "A",
        "--last-name",
        "B",
        "--center",
        "namur",
        "--email",
        "a@b.be",
    )
    error = cli("--json", *words, code=4).error
    assert error["cause"] == "already_listed"
    assert "qvax reservist show 1;" in error["hint"]
    assert "1" not in error["message"]
    assert KnownPerson.for_the_desk
    assert UnknownPerson.for_the_desk
    assert not Refused.for_the_desk
    assert not NotFound.for_the_desk
