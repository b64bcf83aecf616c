"""The README and the tutorial, replayed: what they show is what the commands print."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MEASURED

ROOT = Path(__file__).parent.parent.parent
CODE = re.compile(r"\b(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-HJKMNP-TV-Z]{8}\b")
#: The pages that are replayed, and the language at the desk. Those of one evening begin with a list that is made.
PAGES = {
    "README.md": "en",
    "docs/tutorial.md": "en",
    "docs/standby.md": "en",
    "docs/an-evening.md": "en",
    "docs/une-soiree.md": "fr",
    "docs/een-avond.md": "nl",
    "docs/ein-abend.md": "de",
}
OF_AN_EVENING = list(PAGES)[3:]
LIST_IS_MADE = ("qvax init", "qvax import data/sample_registrations.csv")
#: How the line ends, in every language, that is true of every command of a page whose machine has no mail server: a
#: page shows it where it wants to, once is enough.
NO_SERVER = "qvax help mail"
#: The head of a log: its hash is another in each run.
HEAD = re.compile(r"(\b\d+:)[0-9a-f]{12}\b")
DAY = "2026-12-01"  # a Tuesday


def _steps(page: str) -> Iterator[tuple[str, str, list[str]]]:
    """(time of day, command line, lines printed) of each step; a line `# 18:11 …` sets the clock.

    A file that the page shows comes as the step `write NAME` with its lines.
    """
    clock = "17:40"
    for kind, name, block in re.findall(r"^```(console|csv)(?: (\S+))?\n(.*?)^```", page, re.DOTALL | re.MULTILINE):
        if kind == "csv":
            yield clock, f"write {name}", block.splitlines()
            continue
        for step in re.split(r"^(?=[$#] )", block, flags=re.MULTILINE):
            first, *lines = step.rstrip("\n").split("\n")
            if first.startswith("# "):
                clock = first[2:7]
            elif first:
                yield clock, first.removeprefix("$ "), lines


class _Machine:
    """A new user's machine: an empty home, a folder with the sample data, a clock."""

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        self.home, self.desk = folder / "home", folder / "desk"
        self.desk.mkdir()
        (self.desk / "data").symlink_to(ROOT / "data")
        self.real: dict[str, str] = {}  # what a code of the page is in this run

    def run(self, clock: str, line: str) -> list[str]:
        for shown, real in self.real.items():
            line = line.replace(shown, real)
        command, *words = shlex.split(line)
        assert command == "qvax", line
        done = subprocess.run(
            [sys.executable, "-m", "qvax_cli", *words],
            cwd=self.desk,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1",
                 "QVAX_NOW": f"{DAY}T{clock}", "QVAX_LANGUAGE": self.language, **MEASURED},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=60,
        )  # fmt: skip
        text = done.stdout.replace(str(self.home), "/home/ann")
        return [line.rstrip() for line in text.rstrip("\n").split("\n")]

    def learn(self, shown: list[str], printed: list[str]) -> None:
        """Which code stands for which, by their places."""
        pairs = zip(CODE.findall("\n".join(shown)), CODE.findall("\n".join(printed)), strict=False)
        for code, real in pairs:
            self.real.setdefault(code, real)


def _without_codes(lines: list[str], real: dict[str, str]) -> list[str]:
    """The lines with their codes numbered by first appearance, and heads of the log without their hash; commands hold
    the codes of the page."""
    numbers: dict[str, str] = {}
    shown = {code: shown for shown, code in real.items()}
    text = HEAD.sub(r"\1…", "\n".join(lines))
    return CODE.sub(
        lambda found: numbers.setdefault(shown.get(found[0], found[0]), f"CODE{len(numbers):04}"), text
    ).split("\n")


@pytest.mark.parametrize(("page", "language"), PAGES.items())
def test_what_a_page_shows_is_what_the_commands_print(page: str, language: str, tmp_path: Path) -> None:
    machine = _Machine(tmp_path, language)
    if page in OF_AN_EVENING:
        for line in LIST_IS_MADE:
            machine.run("09:00", line)
    shown_all: list[str] = []
    printed_all: list[str] = []
    for clock, line, lines in _steps((ROOT / page).read_text("utf-8")):
        if line.startswith("write "):
            (machine.desk / line.removeprefix("write ")).write_text("\n".join(lines) + "\n")
            continue
        printed = machine.run(clock, line)
        if not any(shown.endswith(NO_SERVER) for shown in lines):
            printed = [one for one in printed if not one.endswith(NO_SERVER)] or [""]
        machine.learn(lines, printed)
        shown_all += ["$ " + line, *lines]
        printed_all += ["$ " + line, *printed]
    assert len(shown_all) > 20
    assert _without_codes(printed_all, machine.real) == _without_codes(shown_all, {})


def test_links_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
