"""What docs/reference/schema.md says cannot happen, tried by hand on a real database."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import product
from pathlib import Path

import pytest

from qvax_cli.rules.invitation import NEXT, OFFER_STATES
from tests.conftest import Cli
from tests.databases import Forbidden, Opened, opened

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "schema.md"

_INVITE = "INSERT INTO invitations (code, offer_id, reservist_id, state, channels, created_at, asked_at)"
#: A statement that must fail, by a word of the line of the page that says so.
FORBIDDEN = {
    "stands once on the list": "UPDATE reservists SET number = (SELECT max(number) FROM reservists)",
    "A person on the list has": "UPDATE reservists SET email = NULL, mobile = NULL WHERE id = 1",
    "Of an erased person": "UPDATE reservists SET state = 'erased', left_at = 1 WHERE id = 1",
    "Brussels": "UPDATE centers SET takes_part = 1 WHERE region = 'brussels'",
    "two live or confirmed": f"{_INVITE} VALUES ('ABCDEFG2', 2, 1, 'queued', 'mail', 1, 1)",
    "asked twice": f"{_INVITE} VALUES ('ABCDEFG2', 1, 1, 'undeliverable', '', 1, 1)",
    "promised to two people": "UPDATE offers SET policy = 'standby', surplus = 9, confirmed = 2 WHERE id = 1",
    "In a strict offer": f"{_INVITE} VALUES ('ABCDEFG2', 1, 3, 'queued', 'mail', 1, 1)",
    "yeses beyond its doses": "UPDATE offers SET policy = 'standby' WHERE id = 1",
    "1 to 200 doses": "UPDATE offers SET doses = 201 WHERE id = 1",
    "from one state": "UPDATE invitations SET state = 'vaccinated' WHERE id = 1",
    "Whoever expired": "UPDATE invitations SET sent_at = NULL, expires_at = NULL, state = 'expired' WHERE id = 1",
    "one kind is written once": """INSERT INTO messages (invitation_id, kind, channel, created_at, next_try_at,
                                   not_after) VALUES (1, 'invitation', 'mail', 1, 1, 1)""",
    "A message is about": """INSERT INTO messages (invitation_id, reservist_id, kind, channel, created_at, next_try_at,
                                                   not_after) VALUES (1, 1, 'welcome', 'mail', 1, 1, 1)""",
    "never given to its channel twice": "INSERT INTO attempts (message_id, begun_at) VALUES (1, 1), (1, 1)",
    "A reply is applied once": """INSERT INTO replies (key, channel, received_at, read_at, result)
                                  VALUES ('a', 'mail', 1, 1, 'ignored'), ('a', 'mail', 1, 1, 'ignored')""",
    "the words are kept only": """INSERT INTO replies (key, channel, received_at, read_at, result, excerpt)
                                  VALUES ('a', 'mail', 1, 1, 'confirmed', 'Oui')""",
    "The log is neither": "DELETE FROM events WHERE id = 1",
    "The log has no gaps": "INSERT INTO events (id, at, operator, what, hash) VALUES (9999, 1, '', '', zeroblob(32))",
    "nothing opens again": """UPDATE reservists SET state = 'erased', left_at = 1, number = NULL, first_name = NULL,
                              last_name = NULL, birth_date = NULL, language = NULL, email = NULL, mobile = NULL,
                              contact_name = NULL WHERE id = 1""",
}  # fmt: skip


@pytest.fixture
def evening(cli: Cli) -> Iterator[Opened]:
    """Three people, one of them asked for the only dose of an offer, and another offer at another center."""
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", "1")
    cli("offer", "--center", "liege", "--doses", "1", code=5)
    with opened(cli.database) as conn:
        yield conn


@pytest.mark.parametrize("claim", FORBIDDEN)
def test_what_cannot_happen_is_refused_by_the_database(evening: Opened, claim: str) -> None:
    assert len([line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ") and claim in line]) == 1
    with pytest.raises(Forbidden):
        evening.execute(FORBIDDEN[claim])


def test_the_log_is_not_changed_either(evening: Opened) -> None:
    with pytest.raises(Forbidden, match="append-only"):
        evening.execute("UPDATE events SET what = 'nothing' WHERE id = 1")


def test_an_offer_is_filled_exactly_while_all_its_doses_are_confirmed(evening: Opened) -> None:
    def state() -> str:
        return str(evening.execute("SELECT state FROM offers WHERE id = 1").fetchone()[0])

    assert state() == "open"
    evening.execute("UPDATE invitations SET state = 'confirmed' WHERE id = 1")
    assert state() == "filled"
    evening.execute("UPDATE offers SET doses = 2 WHERE id = 1")
    assert state() == "open"
    evening.execute("UPDATE offers SET doses = 1 WHERE id = 1")
    evening.execute("UPDATE invitations SET state = 'cancelled' WHERE id = 1")
    assert state() == "open"


def test_no_claim_of_the_page_is_left_untried() -> None:
    table = PAGE.read_text("utf-8").partition("| --- | --- |\n")[2].partition("\n\n")[0]
    claims = re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
    assert len(claims) == len(FORBIDDEN) + 1, "one test for each, and one for what is filled"


@pytest.mark.sqlite("tests/postgresql/test_postgresql.py asks PostgreSQL the same")
def test_rules_and_database_agree_on_what_follows_what(evening: Opened) -> None:
    evening.execute("UPDATE offers SET doses = 200 WHERE id = 2")
    for number, (old, new) in enumerate(product(NEXT, NEXT), 10):
        evening.execute(
            """INSERT INTO invitations (id, code, offer_id, reservist_id, state, channels, created_at, asked_at,
                                        sent_at, expires_at) VALUES (?, ?, 2, ?, ?, 'mail', 1, 1, 1, 2)""",
            (number, f"{number:08}", number, old),
        )
        try:
            evening.execute("UPDATE invitations SET state = ? WHERE id = ?", (new, number))
            allowed = True
        except Forbidden:
            allowed = False
        assert allowed == (new == old or new in NEXT[old]), (old, new)


@pytest.mark.sqlite("tests/postgresql/test_postgresql.py asks PostgreSQL the same")
def test_rules_and_database_know_the_same_states(evening: Opened) -> None:
    evening.execute("UPDATE offers SET doses = 200 WHERE id = 2")
    columns = "(code, offer_id, reservist_id, state, channels, created_at, asked_at, sent_at, expires_at)"
    for number, state in enumerate((*NEXT, "asleep"), 10):
        with nullcontext() if state in NEXT else pytest.raises(Forbidden, match=r"state IN|_state_check"):
            evening.execute(
                f"INSERT INTO invitations {columns} VALUES (?, 2, ?, ?, 'mail', 1, 1, 1, 2)",
                (f"{number:08}", number, state),
            )
    for state in (*OFFER_STATES, "asleep"):
        with nullcontext() if state in OFFER_STATES else pytest.raises(Forbidden, match=r"state IN|_state_check"):
            evening.execute("UPDATE offers SET state = ? WHERE id = 2", (state,))
