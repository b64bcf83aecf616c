"""`qvax help`: the pages for users, also where qvax was installed without a folder of documentation."""

import tomllib
from pathlib import Path

from qvax_cli.cli import COMMANDS
from qvax_cli.console.page import filled
from qvax_cli.files import manual
from tests.conftest import Cli

ROOT = Path(__file__).parent.parent


def test_every_page_is_listed_with_its_title_and_can_be_read(cli: Cli) -> None:
    listed = cli.json("help")["topics"]
    assert {"topic": "mail", "title": "Mail out and answers in"} in listed
    assert [one["topic"] for one in listed] == list(manual())
    assert all(one["title"] for one in listed)
    assert cli("help", "mail").out == (ROOT / "docs/how-to/mail.md").read_text("utf-8")
    assert cli.json("help", "mail")["text"] == cli("help", "mail").out


def test_a_part_of_a_name_is_enough_while_only_one_page_has_it(cli: Cli) -> None:
    assert cli("help", "excel").out.startswith("# Import a list from Excel")
    assert "http-sms-provider, " not in cli("help", "nowhere", code=3).err
    assert "several pages" in cli("help", "s", code=3).err.lower()


def test_every_page_that_help_lists_here_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    pages = [page.relative_to(ROOT) for page in manual().values()]
    assert [str(page) for page in pages if not {str(page), str(page.parent)} & shipped.keys()] == []
    assert all(place == f"qvax_cli/data/{page}" for page, place in shipped.items() if page.startswith("docs"))


def test_the_wheel_has_the_manual_page_and_it_names_every_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (page, place), *_ = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"].items()
    assert place == "share/man/man1/qvax.1"
    text = (ROOT / page).read_text("utf-8").replace("\\-", "-")
    for name in COMMANDS:
        assert f"\n.SS qvax {name}" in text, name


def test_at_a_terminal_prose_fills_its_lines_and_code_and_tables_stay() -> None:
    table, code = "| a table | that is not touched, however wide it is |", "$ qvax offer   --doses 2   # a command"
    page = "# A title that is longer than the line\n\none two three\nfour five six\n\n- an item that\n  goes on\n"
    page += f"{table}\n\n```sh\n{code}\n```\nfour words after it\n"
    assert filled(page, 12).splitlines() == [
        "# A title that is longer than the line", "", "one two", "three four", "five six", "",
        "- an item", "  that goes", "  on", table, "", "```sh", code, "```", "four words", "after it",
    ]  # fmt: skip
    for topic in manual().values():
        text = topic.read_text("utf-8")
        assert filled(text, 80).split() == text.split()
