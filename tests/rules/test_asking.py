"""How many are asked (R12, R27)."""

import pytest

from qvax_cli.rules.allocation import Asked, Supply
from qvax_cli.rules.answer_rate import Past
from qvax_cli.rules.asking import Reckoning, to_ask

MINUTE = 60
OFFER = Supply(3, 0, 120 * MINUTE, 30 * MINUTE, 10 * MINUTE, 0.5)
STRICT = OFFER._replace(surplus=None)
NO_PAST = Past()


def waiting(key: int) -> Asked:
    """Somebody asked at the start."""
    return Asked(key, key, "waiting", 0, 0, 30 * MINUTE)


def ask(supply: Supply, people: int = 0, at: int = 0, past: Past = NO_PAST) -> int:
    """How many more are asked at that minute when so many wait."""
    return to_ask(supply, [waiting(key) for key in range(people)], past, now=at * MINUTE).ask


def test_a_strict_offer_asks_one_person_a_dose() -> None:
    assert to_ask(STRICT, [waiting(1)], NO_PAST, now=0) == Reckoning(2, 3, 0, 1)
    assert ask(STRICT._replace(confirmed=1), people=2) == 0


@pytest.mark.parametrize(("supply", "last"), [(STRICT, 110), (OFFER, 100)])
def test_nobody_is_asked_who_would_have_less_than_the_last_call(supply: Supply, last: int) -> None:
    assert ask(supply, at=last) >= 3
    assert to_ask(supply, [], NO_PAST, now=last * MINUTE + 1).ask == 0


def test_without_surplus_as_many_are_asked_as_strictly() -> None:
    assert ask(OFFER._replace(surplus=0), people=1) == 2


def test_a_center_that_says_yes_more_often_asks_fewer() -> None:
    assert ask(OFFER, past=Past(60, 60)) < ask(OFFER) < ask(OFFER, past=Past(2, 100))


def test_more_are_asked_the_longer_people_are_silent() -> None:
    assert ask(OFFER, 14, at=0) == 0 < ask(OFFER, 14, at=10) < ask(OFFER, 14, at=25)


def test_nobody_is_silent_for_longer_than_answers_have_been_read() -> None:
    people = [waiting(key) for key in range(14)]
    assert to_ask(OFFER, people, NO_PAST, now=25 * MINUTE, read_until=0).ask <= 1


def test_the_round_says_what_it_was_reckoned_from() -> None:
    yes = waiting(1)._replace(state="standby", answer="yes", answered_at=300)
    no = waiting(2)._replace(state="settled", answer="no", answered_at=300)
    reckoned = to_ask(OFFER, [yes, no, waiting(3)], Past(20, 80), now=300)
    assert (reckoned.free, reckoned.standby, reckoned.waiting, reckoned.yes, reckoned.without) == (3, 1, 1, 1, 2)
    assert sum((reckoned.prior_yes or 0, reckoned.prior_no or 0)) == pytest.approx(15, abs=0.01)
    assert 0 < (reckoned.beyond or 0) <= (reckoned.allowed or 0) < 0.5
