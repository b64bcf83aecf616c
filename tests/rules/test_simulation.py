"""Both policies, side by side on drawn evenings (R32)."""

from random import Random

from qvax_cli.rules.allocation import Supply
from qvax_cli.rules.answer_rate import Past
from qvax_cli.rules.simulation import simulate

MINUTE = 60
NOON = 43_200
OFFER = Supply(3, 0, NOON + 120 * MINUTE, 30 * MINUTE, 10 * MINUTE)
PAST = Past(60, 240)


def test_standby_uses_the_doses_that_strict_asking_loses() -> None:
    strict, standby = simulate(OFFER, 0.5, PAST, start=NOON, available=200, random=Random(1), evenings=50)
    assert (strict.policy, standby.policy) == ("strict", "standby")
    assert strict.used < 2 < 2.9 < standby.used <= 3
    assert strict.all_used < 0.5 < 0.9 < standby.all_used <= 1
    assert strict.surplus == 0 < standby.surplus < 1.5
    assert strict.invitations < standby.invitations
    assert 0 < standby.minutes < strict.minutes <= 120


def test_a_seed_names_its_evenings() -> None:
    once, again, other = (
        simulate(OFFER, 0.5, PAST, start=NOON, available=50, random=Random(seed), evenings=5, every=300)
        for seed in (1, 1, 2)
    )
    assert once == again != other


def test_no_more_people_are_asked_than_there_are() -> None:
    strict, standby = simulate(OFFER, 0.5, PAST, start=NOON, available=2, random=Random(1), evenings=5)
    assert strict.invitations == standby.invitations == 2
    assert simulate(OFFER, 0.5, PAST, start=NOON, available=0, random=Random(1), evenings=5)[1].used == 0
