"""The tour of the README, replayed: what it shows is what the commands print."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CODE = re.compile(r"\b(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-HJKMNP-TV-Z]{8}\b")
DAY = "2026-12-01"  # a Tuesday


def _steps(page: str) -> Iterator[tuple[str, str, list[str]]]:
    """(time of day, command line, lines printed) of each step; a line `# 18:11 …` sets the clock."""
    blocks: list[str] = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    clock = "17:40"
    for step in re.split(r"^(?=[$#] )", "".join(blocks), flags=re.MULTILINE):
        first, *lines = step.rstrip("\n").split("\n")
        if first.startswith("# "):
            clock = first[2:7]
        elif first:
            yield clock, first.removeprefix("$ "), lines


class _Machine:
    """A new user's machine: an empty home, the folder of the project, a clock."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.real: dict[str, str] = {}  # what a code of the page is in this run

    def run(self, clock: str, line: str) -> list[str]:
        for shown, real in self.real.items():
            line = line.replace(shown, real)
        command, *words = shlex.split(line)
        assert command == "qvax", line
        done = subprocess.run(
            [sys.executable, "-m", "qvax_cli", *words],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1",
                 "QVAX_NOW": f"{DAY}T{clock}"},
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


def _without_codes(lines: list[str]) -> list[str]:
    names: dict[str, str] = {}
    numbers = count(1)
    text = CODE.sub(lambda found: names.setdefault(found[0], f"CODE{next(numbers):04}"), "\n".join(lines))
    return text.split("\n")


def test_the_tour_of_the_readme_is_true(tmp_path: Path) -> None:
    machine = _Machine(tmp_path)
    shown_all: list[str] = []
    printed_all: list[str] = []
    for clock, line, shown in _steps((ROOT / "README.md").read_text("utf-8")):
        printed = machine.run(clock, line)
        machine.learn(shown, printed)
        shown_all += [line.split()[1], *shown]
        printed_all += [line.split()[1], *printed]
    assert len(shown_all) > 20
    assert _without_codes(printed_all) == _without_codes(shown_all)


def test_links_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
