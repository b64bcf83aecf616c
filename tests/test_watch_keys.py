"""`--watch` at a real terminal: what is seen at which size, what the keys do, and that the terminal is given back."""

import signal
import socket
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.screens import AtTerminal


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Two people are asked, two more could be."""
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 2)
    return cli


def test_y_and_n_answer_for_the_chosen_person_once_enter_says_so(evening: Cli) -> None:
    with AtTerminal(evening, "poll", "--watch") as at:
        at.sees("P0 Peeters, 90")
        at.press("1y")
        at.sees("YES from P0 Peeters, 90?")
        at.press("x")  # no: nothing happens
        at.sees("q leaves")
        assert evening.states()["P0"] == "sent"
        at.press("\x1b[By\r")  # down: whoever comes next
        at.sees("P1 Peeters")
        at.sees("says yes: confirmed")
        at.press("1n\r")
        at.sees("says no")
        at.sees("P2 Peeters, 88")
        at.press("q")
        assert at.ends() == 0
        assert at.is_as_before
        assert "Stopped watching." in at.all
    assert evening.states() == {"P0": "declined", "P1": "confirmed", "P2": "sent"}


def test_u_takes_back_what_was_entered_for_the_wrong_person(evening: Cli) -> None:
    with AtTerminal(evening, "poll", "--watch") as at:
        at.sees("P0 Peeters, 90")
        at.press("1n\r")
        at.sees("1 declined")
        at.press("u")
        at.sees("UNDO what was entered last for P0 Peeters")
        at.press("\r")
        at.sees("P0 Peeters, 90")
        at.press("q")
        at.ends()
    assert evening.states()["P0"] == "sent"


def test_whoever_types_without_having_chosen_is_told_and_nothing_happens(evening: Cli) -> None:
    with AtTerminal(evening, "poll", "--watch") as at:
        at.sees("P0 Peeters, 90")
        at.press("y")
        at.sees("Choose somebody first")
        at.press("u")
        at.sees("Nothing was entered by hand")
        at.press("\r")
        at.sees("q leaves")
        at.press("q")
        assert at.ends() == 0
    assert set(evening.states().values()) == {"sent"}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 129)]
)
def test_whatever_ends_it_the_terminal_is_given_back(evening: Cli, number: signal.Signals, code: int) -> None:
    with AtTerminal(evening, "poll", "--watch") as at:
        at.sees("P0 Peeters, 90")
        assert at.screen.alternate
        at.process.send_signal(number)
        # Where Ctrl-C comes while a class is being made, Python ends by the signal itself, which shells call 130 too.
        ended = at.ends()
        assert ended == code or (ended, number) == (-signal.SIGINT, signal.SIGINT)
        assert at.is_as_before


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20), (120, 40), (40, 8)])
def test_at_any_size_no_line_wraps_and_totals_and_clock_stand_there(evening: Cli, columns: int, rows: int) -> None:
    with AtTerminal(evening, "poll", "--watch", columns=columns, rows=rows) as at:
        lines = at.sees("17:40:00")
        assert any(line.startswith("Offer 1") for line in lines)
        assert any("0 of 2 confirmed" in line for line in lines)
        assert not at.screen.overrun


def test_a_terminal_that_is_made_smaller_is_drawn_anew(evening: Cli) -> None:
    with AtTerminal(evening, "poll", "--watch", columns=120, rows=40) as at:
        at.sees("P0 Peeters, 90")
        at.resize(60, 12)
        lines = at.sees("17:40:00")
        assert all(len(line) <= 60 for line in lines)
        assert not at.screen.overrun


def test_without_colours_the_signs_say_the_same(evening: Cli) -> None:
    evening("respond", evening.codes()["P0"], "yes")
    with AtTerminal(evening, "poll", "--watch", environ={"NO_COLOR": "1"}) as at:
        at.sees("P1 Peeters, 89")
        assert any("✓" in line and "P0 Peeters" in line for line in at.screen.lines)
        assert not at.screen.colours
    with AtTerminal(evening, "poll", "--watch") as at:
        at.sees("P1 Peeters, 89")
        assert "32" in at.screen.colours  # green: confirmed


def test_in_the_coordinators_language(evening: Cli) -> None:
    with AtTerminal(evening, "poll", "--watch", environ={"QVAX_LANGUAGE": "fr"}) as at:
        at.sees("0 sur 2 confirmée ·")
        at.press("1o")
        at.sees("OUI de P0 Peeters, 90 ?")


def test_keys_are_heard_while_a_slow_inbox_is_read(evening: Cli, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("x")
    secret.chmod(0o600)
    with socket.create_server(("127.0.0.1", 0)) as server:  # takes everybody, and says nothing
        inbox = {
            "QVAX_INBOX_HOST": "127.0.0.1", "QVAX_INBOX_PORT": str(server.getsockname()[1]), "QVAX_INBOX_TLS": "none",
            "QVAX_INBOX_USER": "x", "QVAX_INBOX_PASSWORD_FILE": str(secret), "QVAX_INBOX_TIMEOUT_SECONDS": "60",
        }  # fmt: skip
        with AtTerminal(evening, "poll", "--watch", environ=inbox) as at:
            at.sees("P0 Peeters, 90")
            with server.accept()[0]:
                at.press("1n\r")
                at.sees("says no")
                assert evening.states()["P0"] == "declined"
                at.press("q")
                assert at.ends() == 0
            assert at.is_as_before
