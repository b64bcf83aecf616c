"""Knows the lines that we write ourselves again, wherever they come back to us."""

import re
from functools import cache
from pathlib import Path
from string import Template

# A line of little more than its facts could be anybody's.
_LEAST_LETTERS = 8
_A_FACT = ".{1,200}?"


def is_ours(line: str) -> bool:
    """Whether a line, or a subject, stands in one of our mails, whatever the facts in it."""
    return _any_line().fullmatch(" ".join(line.split())) is not None


@cache
def _any_line() -> re.Pattern[str]:
    texts = (Path(__file__).parent / "texts").rglob("*.txt")
    lines = {" ".join(line.split()) for text in texts for line in text.read_text(encoding="utf-8").splitlines()}
    return re.compile(
        "|".join(_pattern(line) for line in sorted(lines) if _letters(line) >= _LEAST_LETTERS), re.IGNORECASE
    )


def _letters(line: str) -> int:
    return sum(map(str.isalpha, Template(line).safe_substitute(dict.fromkeys(Template(line).get_identifiers(), ""))))


def _pattern(line: str) -> str:
    return _A_FACT.join(map(re.escape, re.split(r"\$\w+", line)))
