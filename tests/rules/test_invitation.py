"""What an answer comes to, in every state and under all circumstances (R14 to R18)."""

from itertools import product

import pytest

from qvax_cli.rules.invitation import (
    AWAITED,
    HOLDS,
    IN_PLAY,
    LIVE,
    NEXT,
    OFFER_STATES,
    PLACED,
    Circumstances,
    Decision,
    decide,
)

STATES = tuple(NEXT)
#: An evening on which all is well: one dose is free and nobody else is asked for it.
WELL = Circumstances(
    state="sent", in_time=True, overtaken=False, in_play=True, free=1, uncovered=1, listed=True, held=None
)


def _all() -> list[Circumstances]:
    yes_or_no = (True, False)
    return [
        Circumstances(state, in_time, overtaken, in_play, free, uncovered, listed, held)
        for state, in_time, overtaken, in_play in product(STATES, yes_or_no, yes_or_no, yes_or_no)
        for free, uncovered in ((1, 1), (1, 0), (0, 0))
        for listed, held in product(yes_or_no, (None, *HOLDS))
    ]


ALL = _all()

#: What a yes comes to, by state, in time and late.
YES_IN_TIME = {
    "queued": "confirmed",
    "sent": "confirmed",
    "standby": "repeat",
    "confirmed": "repeat",
    "declined": "confirmed",
    "expired": "confirmed",
    "undeliverable": "confirmed",
    "released": "confirmed",
    "cancelled": "too_late",
    "too_late": "confirmed",
    "vaccinated": "repeat",
    "no_show": "too_late",
}
YES_LATE = {state: "repeat" if result == "repeat" else "too_late" for state, result in YES_IN_TIME.items()}
#: In time, with all doses promised: only who is still being asked has one of their own.
YES_WHEN_FULL = {**YES_LATE, "queued": "confirmed", "sent": "confirmed"}
#: In time, while somebody else is asked for the dose: what was read late displaces them, a change of mind does not.
YES_WHEN_ASKED = {**YES_WHEN_FULL, "expired": "confirmed", "too_late": "confirmed", "released": "confirmed"}
NO = {
    "queued": "declined",
    "sent": "declined",
    "standby": "declined",
    "confirmed": "declined",
    "declined": "repeat",
    "expired": "declined",
    "undeliverable": "declined",
    "released": "declined",
    "cancelled": "repeat",
    "too_late": "declined",  # which changes no state, and gives the windows back
    "vaccinated": "repeat",
    "no_show": "repeat",
}


@pytest.mark.parametrize("state", STATES)
def test_r16_what_a_yes_comes_to(state: str) -> None:
    it = WELL._replace(state=state)
    assert decide("yes", it).result == YES_IN_TIME[state]
    assert decide("yes", it._replace(in_time=False)).result == YES_LATE[state]
    assert decide("yes", it._replace(free=0, uncovered=0)).result == YES_WHEN_FULL[state]
    assert decide("yes", it._replace(uncovered=0)).result == YES_WHEN_ASKED[state]
    assert decide("yes", it._replace(in_play=False)).result == YES_LATE[state]


@pytest.mark.parametrize("state", STATES)
def test_r17_a_no_declines_whenever_it_comes_and_whatever_is_left(state: str) -> None:
    for it in (it for it in ALL if it.state == state and not it.overtaken):
        assert decide("no", it).result == NO[state]


@pytest.mark.parametrize("state", STATES)
def test_r14_who_has_a_dose_elsewhere_or_has_left_the_list_gets_no_second_one(state: str) -> None:
    again = WELL._replace(state=state)
    for it in (again._replace(held="confirmed"), again._replace(listed=False)):
        assert decide("yes", it).result == YES_WHEN_FULL[state]
    for held in LIVE:
        expected = {**YES_IN_TIME, "declined": "too_late", "undeliverable": "too_late"}
        assert decide("yes", again._replace(held=held)).result == expected[state]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_r15_what_was_received_before_a_later_answer_changes_nothing(answer: str) -> None:
    for it in (it for it in ALL if it.overtaken):
        assert decide(answer, it) == Decision("repeat", settles=False)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_never_leads_where_the_state_does_not(answer: str) -> None:
    for it in ALL:
        decision = decide(answer, it)
        assert decision.becomes is None or decision.becomes in NEXT[it.state]
        assert (decision.becomes == "confirmed") == (decision.result == "confirmed")
        assert (decision.told == "confirmation") == (decision.result == "confirmed")


def test_r16_a_yes_is_confirmed_only_where_a_dose_is_free() -> None:
    for it in ALL:
        if decide("yes", it).result == "confirmed":
            assert it.in_time
            assert it.in_play
            assert it.state in LIVE or (it.free > 0 and it.listed)


def test_r18_windows_go_for_silence_alone_and_come_back_for_whatever_was_none() -> None:
    for answer, it in product(("yes", "no"), ALL):
        decision = decide(answer, it)
        assert not (decision.gives_back and decision.takes_away)
        if decision.takes_away:
            assert (answer, it.state, it.in_time) == ("yes", "sent", False)
        if it.state == "expired" and not it.overtaken and (it.in_time or answer == "no"):
            assert decision.gives_back


def test_r28_a_yes_for_which_no_dose_is_left_yet_waits_on_standby() -> None:
    for it in ALL:
        waits, confirmed = decide("yes", it._replace(fits=False)), decide("yes", it)
        if confirmed.result == "confirmed":
            assert (waits.result, waits.becomes, waits.told) == ("standby", "standby", "standby")
        else:
            assert waits == confirmed


def test_r30_a_late_yes_of_somebody_released_keeps_them_first_for_a_dose_that_comes_back() -> None:
    late = decide("yes", WELL._replace(state="released", free=0, uncovered=0))
    assert (late.result, late.becomes) == ("too_late", None)


def test_the_groups_of_states() -> None:
    assert {then for state in STATES for then in NEXT[state]} <= set(STATES)
    assert set(AWAITED) <= set(LIVE) < set(HOLDS)
    assert not set(LIVE) & set(PLACED)
    assert set(IN_PLAY) < set(OFFER_STATES)
