"""What is read in an evening, in four languages: each says the same things, and all of them are used."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from qvax_cli.context import Qvax
from qvax_cli.messages import KINDS, OF_THE_SITE
from qvax_cli.rules.invitation import NEXT, OFFER_STATES
from qvax_cli.words import in_language
from tests.conftest import Cli

ROOT = Path(__file__).parent.parent / "qvax_cli"
TEXTS = ROOT / "words"
LANGUAGES = ("en", "fr", "nl", "de")


def _texts(language: str) -> dict[str, str]:
    return {key: str(text) for key, text in tomllib.loads((TEXTS / f"{language}.toml").read_text("utf-8")).items()}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_read_as_toml_reads_them(language: str) -> None:
    assert in_language(language)._texts == _texts(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_four_say_the_same_things_with_the_same_facts(language: str) -> None:
    ours, english = _texts(language), _texts("en")
    plain = {key for key in english if not key.endswith("_one")}
    assert {key for key in ours if not key.endswith("_one")} == plain
    for key, text in ours.items():
        places = _places(english[key.removesuffix("_one")])
        assert _places(text) <= places, key
        assert key.endswith("_one") or _places(text) == places, key


def test_every_text_is_used() -> None:
    source = "".join(module.read_text("utf-8") for module in ROOT.rglob("*.py"))
    named = set(re.findall(r"""["'](\w+)["']""", source))
    made = tuple(re.findall(r"""words\(\s*f["'](\w+_)\{""", source))
    assert [key for key in _texts("en") if key.removesuffix("_one") not in named and not key.startswith(made)] == []


def test_every_state_and_every_kind_of_message_has_a_word() -> None:
    keys = _texts("en").keys()
    assert {f"state_{one}" for one in (*NEXT, *OFFER_STATES)} <= keys
    assert {f"kind_{one}" for one in (*KINDS, *OF_THE_SITE)} <= keys


def test_one_is_said_as_one_and_in_french_none_too() -> None:
    english, french = in_language("en"), in_language("fr")
    assert (english("doses", n=0), english("doses", n=1), english("doses", n=2)) == ("0 doses", "1 dose", "2 doses")
    assert (french("doses", n=0), french("doses", n=1), french("doses", n=2)) == ("0 dose", "1 dose", "2 doses")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "fr_BE.UTF-8", "LC_ALL": "nl_BE"}, "nl"),
        ({"LANG": "de", "LC_MESSAGES": ""}, "de"),
        ({"LANG": "frr_DE"}, "en"),
        ({"LANG": "fr_BE.UTF-8", "QVAX_LANGUAGE": "en"}, "en"),
    ],
)
def test_the_language_is_what_was_set_else_that_of_the_system(
    environ: dict[str, str], language: str, tmp_path: Path
) -> None:
    assert Qvax(environ={"HOME": str(tmp_path), **environ}).language == language


def _evening(cli: Cli) -> str:
    """All that a coordinator reads in an evening with a yes, a no, a slip taken back, silence and the end."""
    cli.people(5)
    read = [cli("offer", "--center", "namur", "--doses", 2, "--vaccine", "Comirnaty")]
    codes = cli.codes()
    read += [cli("respond", codes["P0"], "yes"), cli("respond", codes["P1"], "no"), cli("undo"), cli("status")]
    cli.reply(codes["P1"], "Oui")
    read += [cli("poll"), cli("sheet"), cli("cancel", codes["P0"]), cli("offers")]
    cli.pass_minutes(31)
    read += [cli("status"), cli("poll", code=None), cli("vaccinated", codes["P1"])]
    cli.pass_minutes(100)
    read += [cli("poll", code=None), cli("status", 1), cli("status"), cli("handoff", "list"), cli("handoff", "export")]
    return "".join(one.out + one.err for one in read)


def _before_an_evening(cli: Cli) -> str:
    """All that a coordinator reads who looks at the list, enters when people can come, and sees what came in."""
    first, _ = cli.people(2)
    read = [
        cli("select", "--center", "namur", "--doses", 3, code=5), cli("simulate", "--center", "namur", "--doses", 2),
        cli("availability", "set", first, "today 18:00-21:00"), cli("availability", "repeat", first, "sat 9:00-12:00"),
        cli("reservist", "list"), cli("reservist", "show", first), cli("inbox", "list"), cli("handoff", "list"),
        cli("offer", "--center", "namur", "--doses", 2),
    ]  # fmt: skip
    cli.reply(cli.codes()["P0"], "Oui mais pas avant 19h30")
    cli.reply(cli.codes()["P1"], "Non, enlevez-moi de votre liste")
    read += [
        cli("poll"),
        cli("inbox", "list"),
        cli("inbox", "done", 1),
        cli("outbox", "list"),
        cli("outbox", "show", 1),
    ]
    read += [cli("availability", "clear", first), cli("reservist", "forget", first, "--yes")]
    return "".join(one.out + one.err for one in read)


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_what_is_read_before_an_evening_and_of_what_came_in_is_in_that_language_alone(cli: Cli, language: str) -> None:
    cli.environ["LANG"] = f"{language}_BE.UTF-8"
    read = _before_an_evening(cli)
    english = re.findall(
        r"\b(?:the|can come|born|people|evenings|every|asks|says|waits|handed|taken|erased|is read|Nobody|Done)\b",
        re.sub(r"qvax [a-z]+ [a-z]+", "", read),
    )
    assert not english, read


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_what_is_read_in_an_evening_is_in_that_language_alone(cli: Cli, language: str) -> None:
    cli.environ["LANG"] = f"{language}_BE.UTF-8"
    read = _evening(cli)
    english = re.findall(
        r"\b(?:the|they|asked|confirmed|declined|answered|until|being|silent|Nobody|doses placed|Minutes left)\b",
        re.sub(r"qvax [a-z-]+", "", read),
    )
    assert not english, read


def test_json_and_what_is_stored_know_no_language(cli: Cli) -> None:
    cli.environ["LANG"] = "fr_BE.UTF-8"
    cli.people(1)
    offered = cli.json("offer", "--center", "namur", "--doses", 1)
    assert offered["offer"]["state"] == "open"
    assert offered["invited"][0]["state"] == "sent"
    assert "is confirmed" not in cli("respond", offered["invited"][0]["code"], "oui").err
