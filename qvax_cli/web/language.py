"""The language of a page, and its words: one file a language, the same keys in each."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "nl", "de", "en")


def chosen(asked: str | None, persons: str, accepted: Iterable[str]) -> str:
    """`?lang=`, then that of the person, then what the browser accepts, then French."""
    wanted = [asked or "", persons, *(language[:2].lower() for language in accepted)]
    return next((language for language in wanted if language in LANGUAGES), "fr")


@cache
def words(language: str, part: str = "") -> dict[str, str]:
    """What stands on the pages; part: "desk" for those of the desk."""
    file = Path(__file__).parent / "texts" / part / f"{language}.toml"
    return {key: str(value) for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}
