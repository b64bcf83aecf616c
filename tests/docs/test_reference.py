"""The documentation and the code say the same."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from qvax_cli.cli import COMMANDS, app
from qvax_cli.settings import KEYS

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


def _command(name: str) -> Any:
    root: Any = typer.main.get_command(app)
    return root.get_command(typer.Context(root), name)


def test_the_reference_is_what_the_code_says_and_a_stale_page_is_noticed(tmp_path: Path) -> None:
    """In a copy where one page is spoilt and one left over, those two are stale, and no other."""
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    page = tmp_path / "docs" / "reference" / "exit-codes.md"
    page.write_text(page.read_text("utf-8").replace("| 7 |", "| 8 |"), "utf-8")
    (page.parent / "left-over.md").touch()
    again = [sys.executable, str(tmp_path / "docs" / "generate.py")]
    done = subprocess.run([*again, "--check"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert sorted(line.split()[0] for line in done.stderr.splitlines()) == [
        "docs/reference/exit-codes.md",
        "docs/reference/left-over.md",
    ]
    subprocess.run(again, check=True, capture_output=True, timeout=120)
    assert page.read_text("utf-8") == (DOCS / "reference" / "exit-codes.md").read_text("utf-8")
    assert not (page.parent / "left-over.md").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_in_a_line_what_it_does(name: str) -> None:
    _, short = COMMANDS[name]
    assert short.endswith(".")
    assert len(short) < 65
    command = _command(name)
    assert command.help
    for below, sub in getattr(command, "commands", {}).items():
        assert sub.help, f"qvax {name} {below} says nothing"
        assert below in short, f"the short help of {name} does not name {below}"


def test_every_command_has_its_help_and_its_json_in_the_reference() -> None:
    help_page = (DOCS / "reference" / "cli.md").read_text("utf-8")
    json_page = (DOCS / "reference" / "json.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"\n## qvax {name}\n" in help_page
        assert name in ("demo", "serve") or f"`qvax {name} " in json_page, f"{name} is missing in json.md"


def test_every_command_in_the_pages_exists() -> None:
    unknown = []
    for page in [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *DOCS.glob("how-to/*.md"), *DOCS.glob("decisions/*.md")]:
        for line in _command_lines(page.read_text("utf-8")):
            words = [word.strip(".,;:)'\"") for word in line.split()]
            while words and words[0].startswith("-"):
                words = words[2:] if words[0] in ("--db", "--config", "--operator") else words[1:]
            if words and words[0] not in (*COMMANDS, "…"):
                unknown.append(f"{page.name}: qvax {line}")
    assert not unknown


def _command_lines(text: str) -> list[str]:
    """What stands behind `qvax` in code, in a block or inline."""
    blocks = re.findall(r"^```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    inline = [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", rest)]
    code = "\n".join([*blocks, *inline])
    return re.findall(r"(?:^|\$ |/bin/)qvax (?!&&)([^\n#]*)", code, re.MULTILINE)


def test_every_variable_that_is_read_is_documented() -> None:
    page = (DOCS / "reference" / "settings.md").read_text("utf-8")
    source = "".join(module.read_text("utf-8") for module in (ROOT / "qvax_cli").rglob("*.py"))
    for variable in set(re.findall(r"QVAX_[A-Z]+(?:_[A-Z]+)*", source)):
        assert f"`{variable}`" in page, variable


def test_what_is_erased_when_is_what_the_settings_say() -> None:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    told = re.findall(r"(\d+) days.*?`\[retention\] (\w+)`", page)
    assert {name: int(days) for days, name in told} == {
        key.name: key.default for key in KEYS if key.section == "retention"
    }


def test_every_exit_code_of_the_contract_is_documented() -> None:
    page = (DOCS / "reference" / "exit-codes.md").read_text("utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == {0, 1, 2, 3, 4, 5, 6, 7, 130}


def test_every_decision_is_in_the_list() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text("utf-8")
    pages = sorted(page.name for page in DOCS.glob("decisions/0*.md"))
    assert pages == re.findall(r"\((0\d+-[^)]*)\)", listed)
    for number, page in enumerate(pages, 1):
        assert page.startswith(f"{number:04}-")
        assert (DOCS / "decisions" / page).read_text("utf-8").startswith(f"# {number}. ")
