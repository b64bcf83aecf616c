"""What holds of every number reckoned and of every evening played."""

import math
from itertools import islice, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvax_cli.rules import chances
from qvax_cli.rules.allocation import Asked, State, Supply, to_release
from qvax_cli.rules.answer_rate import Past, answered_within, belief, prior
from qvax_cli.rules.asking import allowed, to_ask
from qvax_cli.rules.evening import Answer, Played, draw, play

MINUTE = 60
OFFER = Supply(3, 0, 120 * MINUTE, 30 * MINUTE, 10 * MINUTE, 0.5)
NO_PAST = Past()
supplies = st.builds(
    lambda doses, surplus: OFFER._replace(doses=doses, surplus=surplus), st.integers(1, 12), st.floats(0, 3)
)
pasts = st.builds(Past, st.integers(0, 500), st.integers(0, 2000))
states: st.SearchStrategy[State] = st.sampled_from(("waiting", "standby", "settled", "released"))


@st.composite
def people(draw_one: st.DrawFn) -> list[Asked]:
    """Some people asked in the first half hour, as they are at its end."""
    found = []
    for key in range(draw_one(st.integers(0, 30))):
        at, state = draw_one(st.integers(0, 29)) * MINUTE, draw_one(states)
        person = Asked(key, draw_one(st.integers(0, 99)), state, at, at, at + 30 * MINUTE)
        if state == "standby" or (state == "released" and draw_one(st.booleans())):
            person = person._replace(answer="yes", answered_at=29 * MINUTE)
        found.append(person)
    return found


@given(supplies, people(), pasts, st.integers(29, 120))
def test_never_fewer_are_asked_than_strictly_and_no_more_than_the_surplus_allows(
    supply: Supply, asked: list[Asked], past: Past, minute: int
) -> None:
    now = minute * MINUTE
    reckoned = to_ask(supply, asked, past, now=now)
    live = [person for person in asked if person.state in ("waiting", "standby")]
    in_time = now <= supply.asks_until
    strictly = to_ask(supply._replace(surplus=None), live, NO_PAST, now=now).ask if in_time else 0
    assert reckoned.ask >= strictly
    assert reckoned.ask == strictly or (reckoned.beyond or 0) <= allowed(supply, now) + 0.001
    assert allowed(supply, now) <= (supply.surplus or 0)
    assert in_time or reckoned.ask == 0


@given(supplies, people(), pasts, st.randoms())
def test_the_number_depends_on_nothing_but_what_is_known(
    supply: Supply, asked: list[Asked], past: Past, random: Random
) -> None:
    shuffled = random.sample(asked, len(asked))
    assert to_ask(supply, asked, past, now=30 * MINUTE) == to_ask(supply, shuffled, past, now=30 * MINUTE)


@given(supplies, people(), pasts)
def test_more_doses_more_surplus_or_a_lower_rate_never_ask_fewer(
    supply: Supply, asked: list[Asked], past: Past
) -> None:
    asks = to_ask(supply, asked, past, now=30 * MINUTE).ask
    more = supply._replace(doses=supply.doses + 1)
    assert to_ask(more, asked, past, now=30 * MINUTE).ask >= asks
    generous = supply._replace(surplus=(supply.surplus or 0) + 0.5)
    assert to_ask(generous, asked, past, now=30 * MINUTE).ask >= asks


@given(st.integers(0, 30), st.integers(0, 30), people(), st.integers(0, 12))
def test_strictly_one_person_is_asked_a_dose(doses: int, confirmed: int, asked: list[Asked], minute: int) -> None:
    supply = OFFER._replace(doses=max(1, doses), confirmed=min(confirmed, max(1, doses)), surplus=None)
    live = [person for person in asked if person.state == "waiting"]
    missing = supply.doses - supply.confirmed - len(live)
    assert to_ask(supply, live, NO_PAST, now=minute * 10 * MINUTE).ask == (max(0, missing) if minute <= 11 else 0)
    assert len(to_release(supply, live, now=0)) == max(0, -missing)


@given(st.lists(st.floats(0, 0.7), max_size=8), st.integers(0, 8))
def test_the_yeses_beyond_the_doses_are_never_reckoned_too_low(each: list[float], places: int) -> None:
    exactly = 0.0
    for said in product((False, True), repeat=len(each)):
        chance = math.prod(p if yes else 1 - p for p, yes in zip(each, said, strict=True))
        exactly += chance * max(0, sum(said) - places)
    assert chances.beyond(sum(each), len(each), places) >= exactly - 1e-9


@given(st.floats(0.01, 3), st.integers(1, 60))
def test_the_mean_for_a_surplus_brings_that_surplus(surplus: float, places: int) -> None:
    mean = chances.mean_for(surplus, places)
    people = 10**7  # a binomial distribution of so many is one of Poisson
    assert chances.beyond(mean, people, places) == pytest.approx(surplus, rel=0.1, abs=0.01)
    assert chances.reaches(mean, people, places) == pytest.approx(chances.reaches_of_many(mean, places), abs=1e-4)


@given(pasts, st.integers(0, 40), st.dictionaries(st.integers(0, 1800), st.integers(1, 40), max_size=20))
def test_a_belief_is_made_of_rates_and_a_yes_raises_it(past: Past, yes: int, without: dict[int, int]) -> None:
    start = prior(past, 1800)
    believed = belief(start, yes, without)
    assert sum(believed.weights) == pytest.approx(1)
    assert all(0 < rate < 1 for rate in believed.rates)
    assert belief(start, yes + 1, without).mean > believed.mean
    assert belief(start, yes, {**without, 1799: without.get(1799, 0) + 5}).mean < believed.mean


@given(pasts)
def test_one_evening_can_correct_the_past(past: Past) -> None:
    start = prior(past, 1800)
    assert start.yes + start.no <= (15.5 if start.yes > 2.001 else 60.5)
    assert belief(start, 20, {1800: 10}).mean > 0.2


def test_without_a_past_one_in_five_is_expected() -> None:
    start = prior(NO_PAST, 1800)
    assert start.yes / (start.yes + start.no) == pytest.approx(0.2)
    assert belief(start, 0, {}).mean == pytest.approx(0.2, abs=0.005)


def test_the_past_is_learnt() -> None:
    # 30 of 219 said yes in half an hour, in which 69 % of the answers come.
    learnt = belief(prior(Past(30, 189), 1800), 0, {})
    assert learnt.mean == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize(("minutes", "share"), [(0, 0), (0.5, 0), (5, 0.31), (10, 0.45), (30, 0.69), (60, 0.82)])
def test_answers_come_by_the_curve(minutes: float, share: float) -> None:
    assert answered_within(minutes * MINUTE) == pytest.approx(share, abs=0.01)


def _evening(supply: Supply, seed: int, rate: float) -> tuple[list[Answer], Played]:
    answers = list(islice(draw(Random(seed), rate, (1 - rate) / 3), 400))
    return answers, play(supply, iter(answers), NO_PAST, start=0, every=3 * MINUTE)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 10**6), st.floats(0.05, 0.6))
def test_on_an_evening_with_standby_nobody_older_is_passed_over(doses: int, seed: int, rate: float) -> None:
    answers, played = _evening(OFFER._replace(doses=doses), seed, rate)
    taken = [person for person in played.people if person.state == "confirmed"]
    assert len(taken) == played.used <= doses
    assert not [person for person in played.people if person.state == "standby"]
    for person in played.people:
        time_given = (person.expires_at or 0) - person.asked_at
        assert OFFER.last_call_seconds <= time_given
        said, seconds = answers[person.key]
        willing = said == "yes" and seconds <= time_given
        younger = [y for y in taken if y.rank > person.rank and (y.answered_at or 0) >= person.asked_at]
        assert not (willing and person.state != "confirmed" and younger)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 10**6), st.floats(0.05, 0.6))
def test_a_strict_evening_is_one_chain_a_dose(doses: int, seed: int, rate: float) -> None:
    answers, played = _evening(OFFER._replace(doses=doses, surplus=None), seed, rate)
    live: list[tuple[int, bool]] = []
    used = asked = 0
    for now in range(0, OFFER.until + 1, 3 * MINUTE):
        used += sum(yes for ends, yes in live if ends <= now)
        live = [(ends, yes) for ends, yes in live if ends > now]
        while len(live) + used < doses and now <= OFFER.until - OFFER.last_call_seconds:
            said, seconds = answers[asked]
            expires = min(now + OFFER.answer_seconds, OFFER.until)
            in_time = said is not None and now + seconds <= expires
            live.append((now + seconds, said == "yes") if in_time else (expires, False))
            asked += 1
    assert (played.used, len(played.people), played.surplus) == (used, asked, 0)


def test_the_same_seed_plays_the_same_evening() -> None:
    assert _evening(OFFER, 7, 0.2) == _evening(OFFER, 7, 0.2)
