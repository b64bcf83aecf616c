"""The sheet for the desk: who is coming, on the screen, on paper and in a spreadsheet."""

import csv
import io
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from tests.conftest import Cli
from tests.screens import AtTerminal

KEYS = {"code", "name", "birth_date", "age", "language", "email", "mobile", "contact_name", "state"}


def _evening(cli: Cli) -> dict[str, str]:
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 3, code=None)
    codes = cli.codes()
    cli("respond", codes["P0"], "yes")
    cli("respond", codes["P1"], "yes")
    return codes


def test_the_sheet_names_the_confirmed_and_nobody_else(cli: Cli) -> None:
    codes = _evening(cli)
    shown = cli.json("sheet", 1)
    assert shown["offer"]["id"] == 1
    assert [one["code"] for one in shown["people"]] == [codes["P0"], codes["P1"]]
    assert all(set(one) == KEYS for one in shown["people"])
    cli("vaccinated", codes["P0"])
    assert [one["state"] for one in cli.json("sheet")["people"]] == ["vaccinated", "confirmed"]


def test_without_a_number_it_is_the_offer_that_goes_on_and_several_are_listed(cli: Cli) -> None:
    codes = _evening(cli)
    assert len(cli.json("sheet")["people"]) == 2
    cli("offer", "--center", "namur", "--doses", 1, code=None)
    error = cli("sheet", "--json", code=4).error
    assert "1 (namur), 2 (namur)" in error["message"]
    assert codes["P0"] in cli("sheet", 1).out
    cli("sheet", 99, code=3)


def test_the_page_is_whole_and_shows_what_people_typed_as_text(cli: Cli, tmp_path: Path) -> None:
    codes = _evening(cli)
    page = tmp_path / "desk.html"
    cli("sheet", 1, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert codes["P0"] in text
    assert codes["P2"] not in text
    assert "size: A4" in text
    assert "http" not in text
    assert "<script" not in text
    assert page.stat().st_mode & 0o077 == 0


def test_the_csv_has_one_line_a_person(cli: Cli) -> None:
    codes = _evening(cli)
    rows = list(csv.DictReader(io.StringIO(cli("sheet", "--csv").out)))
    assert [row["code"] for row in rows] == [codes["P0"], codes["P1"]]
    assert set(rows[0]) == KEYS
    assert all(not row["mobile"] or row["mobile"].startswith("'+") for row in rows)
    cli("sheet", "--csv", "--html", "x.html", code=2)


def test_the_log_can_be_held_to_what_stands_on_the_sheet_and_in_the_mail_of_a_confirmation(
    cli: Cli, tmp_path: Path
) -> None:
    _evening(cli)
    heads = {
        "sheet": cli.json("sheet")["head"],
        "page": _head(_page(cli, tmp_path)),
        "screen": _head(cli("sheet").err),
        "csv": _head(cli("sheet", "--csv").err),
        "status": cli.json("status")["head"],
        "one offer": cli.json("status", 1)["head"],
    }
    assert set(heads.values()) == {cli.json("audit")["head"]}
    mails = [message_from_bytes(file.read_bytes(), policy=default).get_content() for file in cli.spool]
    confirmed = [mail.rstrip().splitlines()[-1] for mail in mails if "est réservée" in mail]
    assert len(confirmed) == 2
    cli.pass_minutes(31)
    cli("poll", code=None)
    for head in (*heads.values(), *map(_head, confirmed)):
        cli("audit", "--head", head)
    assert not [mail for mail in mails if "est réservée" not in mail and re.search(r"\d+:[0-9a-f]{12}", mail)]


def _page(cli: Cli, folder: Path) -> str:
    cli("sheet", "--html", folder / "page.html")
    return (folder / "page.html").read_text(encoding="utf-8")


def _head(text: str) -> str:
    (found,) = re.findall(r"\d+:[0-9a-f]{12}", text)
    return str(found)


def test_on_a_terminal_of_80_columns_codes_birth_dates_and_phones_are_whole(cli: Cli) -> None:
    cli.register("1930-05-17", "Marie-Thérèse", email="mt@example.org", mobile="0470 12 34 56")
    cli("offer", "--center", "namur", "--doses", 1)
    (code,) = cli.codes().values()
    cli("respond", code, "yes")
    with AtTerminal(cli, "sheet", environ={"QVAX_LANGUAGE": "fr"}) as at:
        at.ends()
        row = next(line for line in at.screen.lines if code in line)
        assert "1930-05-17" in row
        assert "+32470123456" in row
        assert "confirmé" in row
        assert row.endswith("│")
