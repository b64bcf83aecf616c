"""Tables at a terminal of 80 columns: a line a person, whatever they are called, and no code, date or number cut."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from qvax_cli.console.columns import columns
from qvax_cli.output import as_table
from qvax_cli.output.columns import Column, fitted
from qvax_cli.words import in_language
from tests.conftest import Cli
from tests.screens import AtTerminal

LANGUAGES = ("en", "fr", "nl", "de")
NAME = "Maria-Magdalena Vandenbroeck-Vansteenkiste"
PHONE, BORN, CODE = "+32470123456", "1930-05-17", "M3R5JYKM"
#: The tables of people and offers, with the longest that stands in each of their columns.
CELLS = {
    "code": CODE, "name": NAME, "age": 101, "asked_by": "mail, sms", "answer_until": "di 06/04 18:10",
    "minutes_left": 30, "left": 30, "phone": PHONE, "contact": NAME, "born": BORN, "language": "nl",
    "mail": "maria-magdalena.vandenbroeck@example.org", "offer": 1234, "center": "grez-doiceau", "doses": 200,
    "confirmed": 200, "being_asked": 200, "lost": 200, "start": "di 06/04 17:40", "end": "di 06/04 19:40",
}  # fmt: skip
TABLES = (
    ("code", "name", ">age", "asked_by", "state", "answer_until", ">minutes_left"),
    ("code", "name", ">age", "state", ">left", "phone", "contact"),
    ("code", "name", "born", ">age", "language", "phone", "mail", "contact", "state"),
    (">offer", "center", ">doses", ">confirmed", ">being_asked", ">lost", "state", "start", "end"),
)


def _drawn(shown: list[Column], row: list[object], width: int = 80) -> list[str]:
    paper = io.StringIO()
    Console(file=paper, width=width).print(as_table(shown, [row], width))
    return paper.getvalue().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("names", TABLES)
@pytest.mark.parametrize("state", ["state_undeliverable", "state_expired", "state_vaccinated"])
def test_a_person_or_an_offer_has_one_line_in_every_language(language: str, names: tuple[str, ...], state: str) -> None:
    words = in_language(language)
    cells = {**CELLS, "state": words(state)}
    lines = _drawn(columns(words, names), [cells[name.lstrip(">")] for name in names])
    _, *head, _, row, _ = lines
    assert head
    assert max(map(len, lines)) <= 80
    for whole in (CODE, PHONE, BORN, "di 06/04 19:40"):
        if whole in [cells[name.lstrip(">")] for name in names]:
            assert whole in row


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_evening_of_somebody_with_a_long_name_keeps_to_its_lines(cli: Cli, language: str) -> None:
    cli.register("1930-05-17", "Maria-Magdalena", last_name="Vandenbroeck-Vansteenkiste", contact_name=NAME)
    cli.register("1931-05-17", "Jo", last_name="Ng", mobile="0470 12 34 56")
    for words in (
        ("offer", "--center", "namur", "--doses", 2, "--yes"), ("status",), ("offers",), ("reservist", "list"),
        ("outbox", "list"),
    ):  # fmt: skip
        with AtTerminal(cli, *words, environ={"QVAX_LANGUAGE": language}) as at:
            at.ends()
            framed = [line for line in at.screen.lines if line.startswith("│")]
            titles = [line for line in at.screen.lines if line.startswith("├")]
            assert titles
            assert not [line for line in framed if line[2:10].isspace() and framed.index(line) > 1], framed
            assert "Ng" not in at.all or any("Jo Ng" in line for line in framed)


_WORDS = st.text(st.sampled_from("abcdefgh "), min_size=0, max_size=60)


@given(st.lists(st.lists(_WORDS, min_size=4, max_size=4), max_size=4), st.integers(40, 200))
def test_a_table_is_never_wider_than_the_terminal_where_its_least_is_not(rows: list[list[str]], width: int) -> None:
    shown = [Column("Code"), Column("Name", cut=10), Column("What happened"), Column("Age", spare=1)]
    fit = fitted(shown, rows, width)
    assert sum(fit.widths) + 3 * len(fit.widths) + 1 <= max(width, 4 * 16 + 13)
    for n, wide in zip(fit.shown, fit.widths, strict=True):
        assert wide >= max(map(len, shown[n].title.split()))
        assert all(len(row[n]) <= wide for row in rows) or any(len(row[n]) > 10 for row in rows)


def test_what_nobody_has_is_left_out_before_what_somebody_has() -> None:
    shown = [Column("Name", cut=20), Column("Mail address", spare=1), Column("Contact person", spare=2)]
    row = ["N" * 40, "m" * 30, ""]
    assert fitted(shown, [row], 50).shown == (0, 1)
    assert fitted(shown, [row], 24).shown == (0,)
    assert fitted(shown, [row], 200).shown == (0, 1, 2)


def test_what_is_readily_left_out_gives_way_to_a_name() -> None:
    by = Column("Asked by", spare=1, readily=True)
    shown = [Column("Code"), Column("Name", cut=10), by, Column("Phone", spare=2)]
    row = ["M3R5JYKM", "Monique Wauthier", "mail", PHONE]
    assert fitted(shown, [row], 60).shown == (0, 1, 2, 3)
    assert fitted(shown, [row], 52) == ((0, 1, 3), (8, 16, 12))
    assert fitted(shown, [row], 42) == ((0, 1, 3), (8, 12, 12))
