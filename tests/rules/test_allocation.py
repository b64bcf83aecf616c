"""Who gets a dose, who waits for one, who is let go (R28 to R30)."""

from qvax_cli.rules.allocation import Asked, Supply, deadline, hears_by, to_ask_again, to_confirm, to_release

MINUTE = 60
#: Two hours, half an hour to answer, ten minutes of last call.
OFFER = Supply(1, 0, 120 * MINUTE, 30 * MINUTE, 10 * MINUTE, 0.5)
STRICT = OFFER._replace(surplus=None)


def waiting(rank: int, at: int = 0) -> Asked:
    """Somebody asked at that minute who has not answered."""
    handed_over_at = at * MINUTE
    return Asked(rank, rank, "waiting", handed_over_at, handed_over_at, handed_over_at + OFFER.answer_seconds)


def standby(rank: int, said: int, at: int = 0) -> Asked:
    """Somebody asked at one minute who said yes at another."""
    return waiting(rank, at)._replace(state="standby", answer="yes", answered_at=said * MINUTE)


def confirmed(supply: Supply, *people: Asked, at: int) -> list[int]:
    """The ranks of those confirmed at that minute."""
    return [person.rank for person in to_confirm(supply, people, now=at * MINUTE)]


def test_the_oldest_is_confirmed_at_once() -> None:
    assert confirmed(OFFER, standby(1, 5), waiting(2), waiting(3), at=5) == [1]


def test_a_younger_yes_waits_for_the_older_who_were_asked_before() -> None:
    assert confirmed(OFFER, waiting(1), standby(2, 5), at=5) == []
    assert confirmed(OFFER._replace(doses=2), waiting(1), standby(2, 5), at=5) == [2]


def test_an_older_person_asked_after_the_yes_is_not_waited_for() -> None:
    assert confirmed(OFFER, waiting(1, at=6), standby(2, 5), at=7) == [2]


def test_who_is_asked_in_the_second_of_a_yes_is_not_waited_for() -> None:
    assert confirmed(OFFER, waiting(1, at=5)._replace(key=3), standby(2, 5), at=5) == [2]


def test_of_a_round_answered_within_its_second_the_older_were_asked_before() -> None:
    assert confirmed(OFFER, waiting(1, at=5), standby(2, 5, at=5), at=5) == []
    assert confirmed(OFFER, waiting(1, at=5)._replace(key=3), standby(2, 5, at=5), at=5) == [2]


def test_of_two_on_standby_the_older_is_confirmed() -> None:
    assert confirmed(OFFER, standby(3, 5), standby(2, 20), at=30) == [2]


def test_at_the_last_call_every_dose_left_goes_to_standby_oldest_first() -> None:
    people = [waiting(1, at=90), standby(4, 95), standby(3, 96), standby(2, 97)]
    two = OFFER._replace(doses=2)
    assert confirmed(two, *people, at=109) == [2]
    assert confirmed(two, *people, at=110) == [2, 3]


def test_a_strict_offer_confirms_every_yes_for_which_there_is_a_dose() -> None:
    assert confirmed(STRICT, waiting(1), standby(2, 5), at=40) == [2]


def test_all_are_released_when_the_doses_are_promised() -> None:
    people = [waiting(1), standby(2, 5), waiting(3)]
    assert to_release(OFFER, people, now=0) == []
    assert [person.rank for person in to_release(OFFER._replace(confirmed=1), people, now=0)] == [3, 2, 1]


def test_a_strict_offer_lets_go_the_youngest_of_too_many() -> None:
    people = [waiting(1), waiting(3), waiting(2)]
    assert [person.rank for person in to_release(STRICT._replace(doses=2), people, now=0)] == [3]
    assert to_release(STRICT._replace(doses=3), people, now=0) == []


def test_nobody_on_standby_waits_longer_than_those_asked_before_them() -> None:
    # 1 was asked after 3 had said yes; 2 waits for 1. What 3 waited for is over, and the dose is not for them.
    people = [waiting(1, at=20), standby(2, 25, at=0), standby(3, 5)]
    assert confirmed(OFFER, *people, at=31) == []
    assert [person.rank for person in to_release(OFFER, people, now=31 * MINUTE)] == [3]


def test_people_on_standby_hear_when_the_older_have_had_their_time() -> None:
    people = [waiting(1), waiting(2, at=3), waiting(4, at=9), standby(3, 5), waiting(0, at=6)]
    assert hears_by(OFFER, people, people[3], now=5 * MINUTE) == 33 * MINUTE
    unsent = people[0]._replace(handed_over_at=None, expires_at=None)
    assert hears_by(OFFER, [unsent, *people[1:]], people[3], now=5 * MINUTE) == 110 * MINUTE


def test_while_answers_cannot_be_read_people_on_standby_hear_at_the_last_call() -> None:
    people = [waiting(1), standby(3, 5)]
    assert hears_by(OFFER, people, people[1], now=40 * MINUTE) == 110 * MINUTE
    assert confirmed(OFFER, *people, at=109) == []
    assert confirmed(OFFER, *people, at=110) == [3]


def test_on_standby_answers_are_due_before_the_last_call() -> None:
    assert deadline(OFFER, 0) == 30 * MINUTE
    assert deadline(OFFER, 100 * MINUTE) == 110 * MINUTE
    assert deadline(STRICT, 100 * MINUTE) == 120 * MINUTE


def test_the_released_are_asked_again_oldest_first() -> None:
    released = [waiting(rank)._replace(state="released") for rank in (3, 1, 2)]
    assert [person.rank for person in to_ask_again([waiting(0), *released])] == [1, 2, 3]
