"""What is read in an evening, in four languages: each says the same things, and all of them are used."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from qvax_cli.console.words import in_language
from qvax_cli.context import Qvax

ROOT = Path(__file__).parent.parent / "qvax_cli"
TEXTS = ROOT / "console" / "texts"
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
