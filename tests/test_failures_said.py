"""What fails in an evening is said in the language of the desk: all of it, with its facts, and JSON stays English."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from qvax_cli.hints import FOR_OTHERS, HINTS
from qvax_cli.rules.local_time import parse_moment
from qvax_cli.rules.masked import masked
from qvax_cli.rules.undo import Entry, Standing, why_not
from qvax_cli.rules.windows import parse
from qvax_cli.words.failures import in_language
from tests.conftest import Cli

PACKAGE = Path(__file__).parent.parent / "qvax_cli"
LANGUAGES = ("fr", "nl", "de")
KINDS = {
    "Complaint", "Declined", "DoneInPart", "DatabaseFailure", "Forbidden", "Known", "NotFound", "QvaxError", "Refused",
    "Unreadable", "UnknownPerson", "Usage",
}  # fmt: skip
#: Where a coordinator's evening goes through; commands that only an admin uses, and their modules, are not here.
EVENING = (
    "cli.py", "console/", "loop/", "registrations/checking.py", "rules/", "store/asked.py", "store/centers.py",
    "store/offers.py", "store/operators.py", "store/people.py", "store/sqlite_failures.py", "commands/cancel.py",
    "commands/close.py", "commands/doses.py", "commands/no_show.py", "commands/offer.py", "commands/offers.py",
    "commands/options.py", "commands/outcomes.py", "commands/poll.py", "commands/register.py", "commands/respond.py",
    "commands/sheet.py", "commands/stats.py", "commands/status.py", "commands/undo.py", "commands/vaccinated.py",
)  # fmt: skip
#: What of these only an admin meets.
ADMIN = (
    "console/import_report.py", "console/new_key.py", "loop/centers.py", "loop/handoffs.py", "loop/operators.py",
    "loop/visitors.py", "rules/quiet_hours.py",
)  # fmt: skip
ADMIN_HINTS = {
    "center_exists", "database_exists", "export_unfinished", "last_admin", "message_over", "no_such_export",
    "no_such_message", "no_such_operator", "no_such_reply", "operator_exists",
}  # fmt: skip
#: What only the import of files says of a row.
OF_ROWS = ("qvax could not read this row", "please report it", "one column holds both", "write the last name in capi")


#: What is put together of pieces that are sentences of their own in the files, and tried by hand below.
OF_PIECES = (
    "there is no command«", "disagrees with «", "has «1» instead of «3»", "no center has «1»«2»",
    "«0» centers are meant by «2»: «4»",
)  # fmt: skip


@cache
def _texts(language: str) -> dict[str, str]:
    return tomllib.loads((PACKAGE / f"words/failures/{language}.toml").read_text("utf-8"))


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_all_have_the_same_sentences_with_facts_that_the_english_one_has() -> None:
    french = _texts("fr")
    for language in LANGUAGES:
        assert list(_texts(language)) == list(french), language
        for english, text in _texts(language).items():
            assert set(_places(text)) <= set(_places(english)), (language, english)
            assert _places(text) == _places(english) or english.endswith(": {why}"), (language, english)


def test_no_example_in_them_looks_like_a_national_number_which_would_not_be_shown() -> None:
    for language in LANGUAGES:
        for english, text in _texts(language).items():
            assert (masked(english, ""), masked(text, "")) == (english, text)


def _spelled(node: ast.expr | None, scopes: list[ast.AST]) -> list[str]:
    """The sentences that an expression may give; «1», «2» … stand for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(str(p.value) if isinstance(p, ast.Constant) else f"«{n}»" for n, p in enumerate(parts))]
        case ast.IfExp(body=one, orelse=other):
            return [*_spelled(one, scopes), *_spelled(other, scopes)]
        case ast.Name(id=name):
            for scope in scopes:
                assigned = [n.value for n in ast.walk(scope) if isinstance(n, ast.Assign) and _names(n, name)]
                if assigned:
                    return [text for value in assigned for text in _spelled(value, scopes)]
    return []


def _names(assignment: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets)


def _raised() -> Iterator[tuple[str, str]]:
    """Every sentence and every hint of what fails in the modules of the evening, with its place."""
    for module in sorted(PACKAGE.rglob("*.py")):
        where = module.relative_to(PACKAGE).as_posix()
        if not where.startswith(EVENING) or where in ADMIN:
            continue
        tree = ast.parse(module.read_text("utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or (kind := ast.unparse(node.func).rpartition(".")[2]) not in KINDS:
                continue
            within = [one for one in functions if one.lineno <= node.lineno <= (one.end_lineno or 0)]
            words = node.args[1:3] if kind in ("Complaint", "Unreadable") else node.args[:2]
            cause = next((ast.unparse(keyword.value) for keyword in node.keywords if keyword.arg == "cause"), "")
            if cause.strip("'") in HINTS:
                words = words[:1]  # what to type takes the place of the hint
            for word in words:
                yield from ((f"{where}:{node.lineno}", text) for text in _spelled(word, [*reversed(within), tree]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_can_be_raised_in_an_evening_is_said_in_that_language(language: str) -> None:
    said = in_language(language)
    raised = [(where, text) for where, text in _raised() if text and not text.startswith((*OF_ROWS, *OF_PIECES))]
    assert len(raised) > 120
    only_facts = re.compile(r"[«\d»:() ]*|QVAX_NOW: «1»|«0»: «2»")
    missing = [(where, text) for where, text in raised if said(text) == text and not only_facts.fullmatch(text)]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hint_of_an_evening_is_said_in_that_language(language: str) -> None:
    said = in_language(language)
    assert [h for cause, h in HINTS.items() if cause not in ADMIN_HINTS and said(h) == h] == []
    assert [h for _, h in FOR_OTHERS.values() if h and said(h) == h] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_something_cannot_be_taken_back_is_said_in_that_language(language: str) -> None:
    entry = Entry(at=0, was="sent", became="declined")
    fine = Standing(state="declined", doses=1, confirmed=0, holds_another=False, exported=False, gone=False)
    given = Entry(at=0, was="confirmed", became="declined")
    reasons = [
        why_not(entry, fine, now=999, within=600),
        *(
            why_not(entry, fine._replace(**change), now=1, within=600)
            for change in ({"gone": True}, {"state": "sent"}, {"exported": True}, {"holds_another": True})
        ),
        why_not(given, fine._replace(confirmed=1), now=1, within=600),
    ]
    assert all(reasons)
    for reason in reasons:
        assert in_language(language)(reason) != reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_given_as_an_example_can_be_typed(language: str) -> None:
    now = 1617723600
    (times,) = (text for text in _texts(language).values() if "+90m" in text and "19:30" in text)
    for spelled in re.split(r", | ou | of | oder ", re.sub(r"^.*?(?=19:30)", "", times)):
        parse_moment(spelled, now, "until")
    (windows,) = (
        text
        for english, text in _texts(language).items()
        if english.startswith("write for") and "/19:30, today" in english
    )
    for spelled in re.split(r", | ou | of | oder ", re.sub(r"^.*?(auj|vandaag|heute)", r"\1", windows)):
        if "06" not in spelled:
            parse(spelled, now)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_refused_at_the_desk_is_refused_in_that_language(cli: Cli, language: str) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.environ["LANG"] = f"{language}_BE.UTF-8"
    tried: list[tuple[int, tuple[object, ...]]] = [
        (2, ("offer",)), (2, ("offer", "--doses", "trois")), (2, ("ofer",)), (2, ("offer", "--dozes", 3)),
        (4, ("offer", "--doses", 300)), (2, ("offer", "--doses", 1, "--until", "never")),
        (4, ("offer", "--doses", 1, "--until", "16:00")), (3, ("offer", "--doses", 1, "--center", "namurr")),
        (3, ("offer", "--doses", 1, "--center", "liege centre 12")), (3, ("status", 99)), (3, ("status", "Nobody")),
        (2, ("respond", code, "perhaps")), (3, ("respond", "Nobody", "yes")), (4, ("vaccinated", code)),
        (4, ("cancel", code)), (4, ("no-show", code)), (3, ("undo",)), (4, ("doses", 1, 300)), (2, ("doses", 1)),
        (2, ("sheet", "--csv", "--html", "x.html")), (2, ("stats", "--since", "x")), (2, ("offers", "--state", "x")),
        (2, ("register", "--niss", "1")), (2, ("status", 1, 2)),
    ]  # fmt: skip
    english = re.compile(
        r"\b(the|are|not|such|cannot|there|nobody|write|see|give|value|missing|invalid|asked)\b", re.IGNORECASE
    )
    for exit_code, words in tried:
        err = cli(*words, code=exit_code).err
        said = re.sub(r"“.*?”|„.*?[”“]|« .*? »|'.*?'|\(\w+ .*?\)|qvax [a-z -]+|--\w+|no-show", "", err)
        assert not english.search(said), (words, err)


def test_json_tells_what_failed_in_english(cli: Cli) -> None:
    cli.environ["LANG"] = "fr_BE.UTF-8"
    error = json.loads(cli("--json", "status", 99, code=3).err)["error"]
    assert (error["message"], error["hint"]) == ("there is no offer 99", "offers are listed by: qvax offers")


def test_a_configuration_that_cannot_be_read_is_said_in_english(cli: Cli, tmp_path: Path) -> None:
    cli.environ["LANG"] = "fr_BE.UTF-8"
    config = tmp_path / "config.toml"
    config.write_text("[defaults]\nlanguage = 3\n")
    cli.environ["QVAX_CONFIG"] = str(config)
    assert cli("status", code=7).err.startswith("Error: ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sentence",
    [
        "there is no command",
        "there is no command “ofer”",
        "disagrees with the year of birth that the national number carries",
        "disagrees with the year and month of birth that the national number carries",
        "has 10 digits instead of 11",
        "has 1 digit instead of 11",
        "no center has that code",
        "no center has the code “namurr”; did you mean namur (Centre majeur Namur)?",
        "2 centers are meant by that: a (A), b (B)",
        "2 centers are meant by “liege”: a (A), b (B)",
        "what qvax offer had done until then stands, but the database /x/y.db stayed busy for 30 seconds",
    ],
)
def test_a_sentence_made_of_pieces_is_said_whole(language: str, sentence: str) -> None:
    said = in_language(language)(sentence)
    assert not re.search(r"\b(the|that|has|are|stayed|instead)\b", said)
    assert [fact for fact in re.findall(r"namurr|ofer\b|/x/y.db|a \(A\)|\b1[01]\b", sentence) if fact not in said] == []
