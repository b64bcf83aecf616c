"""The screen of the evening as lines: what has room at which size."""

from itertools import product

import pytest

from qvax_cli.console.watch.hands import Hands, Wish
from qvax_cli.console.watch.keys import keys_in
from qvax_cli.console.watch.look import Look, look
from qvax_cli.console.watch.picture import picture, shared, wrapped
from qvax_cli.console.watch.rows import Line, rows_of
from qvax_cli.context import Qvax
from qvax_cli.words import in_language
from tests.conftest import machine

FOOT = Line("17:40:00 · q leaves")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Three offers, twenty people, some of them confirmed, some gone; somebody wrote what a person has to read."""
    cli = machine(tmp_path_factory.mktemp("crowded"))
    cli.people(24)
    for doses in (2, 3, 9):
        cli("offer", "--center", "namur", "--doses", doses)
    first, second, third = cli.codes(1), cli.codes(2), cli.codes(3)
    cli("respond", first["P0"], "yes")
    for name, answer in zip(list(third)[:4], ("yes", "yes", "no", "no"), strict=True):
        cli("respond", third[name], answer)
    cli.reply(second["P2"], "oui mais pas avant 19h30")
    cli("poll", code=None)
    qvax = Qvax(db=cli.database, now=lambda: cli.now, environ=cli.environ)
    try:
        return look(qvax, None, None, None)
    finally:
        qvax.close()


def _drawn(seen: Look, width: int, height: int, *, chosen: str = "", news: tuple[str, ...] = ()) -> list[str]:
    words = in_language("en")
    lines = picture(seen, words, width=width, height=height, chosen=chosen, news=news, foot=FOOT)
    return [line.text for line in lines]


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_at_any_size_nothing_runs_over_and_every_offer_and_the_clock_are_there(crowded: Look, language: str) -> None:
    words = in_language(language)
    news = [f"17:4{n} something long that happened to somebody with a long name in a long line" for n in range(9)]
    for width, height in product((40, 60, 80, 100, 132), range(4, 61)):
        lines = picture(crowded, words, width=width, height=height, chosen=None, news=news, foot=FOOT)
        assert len(lines) <= height, (width, height)
        assert all(len(line.text) <= width for line in lines), (width, height)
        assert lines[-1].text == FOOT.text
        for number in (1, 2, 3):
            assert sum(line.text.startswith(words("offer", number=number)) for line in lines) == 1, (width, height)


def test_where_there_is_room_everybody_has_a_line_and_the_finished_are_folded(crowded: Look) -> None:
    lines = _drawn(crowded, 80, 60)
    assert sum("Peeters, " in line for line in lines) == sum(map(len, rows_of(crowded)))
    assert "   2 declined" in lines


def test_live_ones_come_first_by_the_time_left_and_the_confirmed_are_never_forgotten(crowded: Look) -> None:
    states = [[row.asked.invitation.state for row in rows] for rows in rows_of(crowded)]
    assert states[0] == ["sent", "confirmed"]
    assert states[2] == [*["sent"] * 7, "confirmed", "confirmed"]
    lines = _drawn(crowded, 80, 20)
    assert any("✓ 2 more confirmed: Peeters, Peeters" in line for line in lines)


def test_the_chosen_one_is_seen_however_little_room_there_is(crowded: Look) -> None:
    last = rows_of(crowded)[2][-1].asked.invitation.code
    for height in (20, 24, 30):
        assert any(last in line for line in _drawn(crowded, 80, height, chosen=last)), height


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_a_long_name_leaves_room_for_the_code_and_for_what_was_written(crowded: Look, language: str) -> None:
    (waiting,) = crowded.to_read
    long = [
        watched._replace(
            asked=[
                one._replace(reservist=one.reservist._replace(first_name="Maria-Magdalena", last_name="Vandenbroeck"))
                for one in watched.asked
            ]
        )
        for watched in crowded.offers
    ]
    words = in_language(language)
    seen = crowded._replace(offers=long)
    lines = picture(seen, words, width=80, height=24, chosen=None, news=(), foot=FOOT)
    assert any(f"({waiting.code})" in line.text and "oui mais pas" in line.text for line in lines)


def test_what_a_person_has_to_read_comes_before_everything_else(crowded: Look) -> None:
    for height in (12, 24):
        lines = _drawn(crowded, 80, height, news=("17:40 something",))
        assert "oui mais pas avant 19h30" in "".join(lines[:2])


def test_room_is_given_as_it_is_wanted_and_else_evenly() -> None:
    assert shared(10, [2, 3, 1]) == [2, 3, 1]
    assert shared(5, [2, 9, 1]) == [2, 2, 1]
    assert shared(0, [2]) == [0]


def test_parts_that_do_not_fit_go_on_the_next_line() -> None:
    assert wrapped(["one", "two", "three"], 9) == ["one · two", "three"]


def test_keys_are_known_as_terminals_send_them() -> None:
    assert keys_in("\x1b[A\x1bOBY7\r\x1b") == ["up", "down", "y", "7", "enter", "escape"]
    assert keys_in("\x1b[C\x00é") == ["é"]


def test_hands_ask_back_and_only_enter_says_that_it_is_so() -> None:
    hands, codes = Hands(), ["A", "B", "C"]
    assert hands.press("up", codes) is None
    assert hands.chosen == "C"
    hands.press("down", codes)
    assert hands.chosen == "A"
    hands.press("o", codes)
    assert hands.asking == Wish("yes", "A")
    assert hands.press("y", codes) is None
    assert hands.asking is None
    hands.press("n", codes)
    assert hands.press("enter", codes) == Wish("no", "A")
    hands.press("9", codes)
    assert hands.chosen == ""
    hands.press("y", codes)
    assert hands.asking is None
    hands.press("u", codes)
    assert hands.asking == Wish("undo", "")
