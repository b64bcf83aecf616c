"""The forecast of an offer, measured against evenings played by the same rules (R32)."""

from random import Random

import pytest

from qvax_cli.rules.allocation import Asked, Supply, deadline
from qvax_cli.rules.answer_rate import Past, prior
from qvax_cli.rules.asking import to_ask
from qvax_cli.rules.evening import draw, play
from qvax_cli.rules.forecast import Forecast, forecast

MINUTE = 60
NO_PAST = Past()


def offer(doses: int, minutes: int, surplus: float | None = 0.5) -> Supply:
    """An offer of so many minutes."""
    return Supply(doses, 0, minutes * MINUTE, 30 * MINUTE, 10 * MINUTE, surplus)


def asked(supply: Supply, past: Past = NO_PAST) -> list[Asked]:
    """Those who are asked at the start."""
    number = to_ask(supply, [], past, now=0).ask
    return [Asked(key, key, "waiting", 0, 0, deadline(supply, 0)) for key in range(number)]


def played(supply: Supply, past: Past) -> float:
    """The share of evenings, drawn from what is believed, on which all doses are used."""
    believed, filled, evenings = prior(past, supply.answer_seconds), 0, 80
    for seed in range(evenings):
        random = Random(seed)
        rate = max(0.03, random.betavariate(*believed))
        answers = draw(random, rate, (1 - rate) / 4)
        filled += play(supply, answers, past, start=0, every=2 * MINUTE).filled_at is not None
    return filled / evenings


@pytest.mark.parametrize(
    ("supply", "past"),
    [
        (offer(1, 60), NO_PAST),
        (offer(3, 40), NO_PAST),
        (offer(3, 60), NO_PAST),
        (offer(3, 120), Past(60, 240)),
        (offer(10, 60), NO_PAST),
        (offer(1, 120, None), Past(60, 240)),
        (offer(2, 180, None), Past(60, 140)),
        (offer(3, 240, None), Past(60, 240)),
    ],
)
def test_the_chance_is_that_of_played_evenings(supply: Supply, past: Past) -> None:
    assert forecast(supply, asked(supply, past), past, now=0).used == pytest.approx(played(supply, past), abs=0.12)


def test_an_offer_whose_doses_are_promised_is_filled() -> None:
    supply = offer(1, 120)._replace(confirmed=1)
    assert forecast(supply, [], NO_PAST, now=60) == Forecast(1.0, 0.0, 60)


def test_with_a_yes_for_every_dose_it_is_filled_when_the_older_have_had_their_time() -> None:
    people = [Asked(1, 1, "waiting", 0, 0, 1800), Asked(2, 2, "standby", 0, 0, 1800, "yes", 60)]
    found = forecast(offer(1, 120), people, NO_PAST, now=60)
    assert (found.used, found.filled_by) == (1.0, 1800)
    assert 0 < found.surplus < 1


def test_when_nobody_can_be_asked_any_more_only_those_who_wait_count() -> None:
    supply = offer(2, 120)
    people = [Asked(key, key, "waiting", 6000, 6000, 6600) for key in range(8)]
    assert forecast(supply, people[:1], NO_PAST, now=6001).used == 0.0
    assert 0 < forecast(supply, people[:4], NO_PAST, now=6001).used < forecast(supply, people, NO_PAST, now=6001).used
    assert forecast(supply, people[:1], NO_PAST, now=6001).filled_by is None


def test_a_short_list_lowers_the_chance() -> None:
    supply, past, lists = offer(3, 120), Past(60, 240), (0, 3, 10, 30, 1000)
    chances = [forecast(supply, asked(supply, past), past, now=0, available=left).used for left in lists]
    assert chances == sorted(chances)
    assert chances[0] < 0.3 < 0.98 < chances[-1]
    assert forecast(supply, [], NO_PAST, now=0, available=2).used == 0.0


def test_more_time_is_a_better_chance_and_more_surplus_an_earlier_end() -> None:
    chances = [forecast(offer(10, minutes), asked(offer(10, minutes)), NO_PAST, now=0).used for minutes in (30, 60, 90)]
    assert chances == sorted(chances)
    few, many = (forecast(s, asked(s), NO_PAST, now=0).filled_by for s in (offer(3, 120, 0.1), offer(3, 120, 2.0)))
    assert few is not None
    assert many is not None
    assert many < few


@pytest.mark.parametrize("surplus", [None, 0.0, 0.5, 3.0])
@pytest.mark.parametrize("doses", [1, 3, 200])
@pytest.mark.parametrize("minutes", [1, 15, 21, 600, 7 * 24 * 60])
def test_any_offer_has_a_forecast(doses: int, minutes: int, surplus: float | None) -> None:
    supply = offer(doses, minutes, surplus)
    found = forecast(supply, asked(supply), NO_PAST, now=0)
    assert 0 <= found.used <= 1
    assert found.filled_by is None or 0 <= found.filled_by <= supply.until
