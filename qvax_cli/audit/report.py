"""An audit of a database: the log is read, played again, and compared with what stands now (R34)."""

from collections.abc import Collection, Iterable, Iterator
from itertools import starmap
from typing import NamedTuple

from qvax_cli.audit.chain import Chain, Fault, Row, Span, read
from qvax_cli.audit.judge import Judge
from qvax_cli.audit.ledger import Watch, publish
from qvax_cli.audit.state import Facts, World
from qvax_cli.errors import Refused
from qvax_cli.store import replay
from qvax_cli.store.database import Database
from qvax_cli.store.operators import allowed


class Report(NamedTuple):
    """What an audit came to. offers: how many were judged; checked, unchecked: decisions that could be judged, and that
    could not be any more; asked: how many people were asked; head: where the log ends; since: the event from which on
    it is complete; ledger: its lines, each made when it is taken."""

    offers: int
    asked: int
    checked: int
    unchecked: int
    faults: list[Fault]
    head: str
    since: int
    ledger: Iterator[str]


def audit(
    db: Database, *, offers: Collection[int] = (), center: int | None = None, published: Watch | None = None
) -> Report:
    """Judges the offers with these numbers, those of a center, or all. The chain is checked as a whole. published: with
    their ledger, and who looks on while that is made. Refused for an offer of which the log does not tell: it was over
    before the log was complete."""
    center = allowed(db, "audit", center)
    with db.read():
        chain = read(starmap(Row, replay.events(db)), replay.portions(db))
        beside = {number: Facts(*facts) for number, facts in replay.facts(db).items()}
        standing = replay.standing(db)
    judge = Judge(World(beside), ledger=published is not None)
    faults = [*chain.faults, *_played(judge, chain), *_differences(judge.world, standing, chain)]
    for number in sorted(set(offers) - judge.world.offers.keys()):
        raise Refused(
            f"offer {number} was over before the log was complete, so it cannot be played again", cause="before_the_log"
        )
    judged = {
        offer.id
        for offer in judge.world.offers.values()
        if (not offers or offer.id in offers) and (center is None or offer.center == center)
    }
    found = [fault for fault in faults if fault.offer is None or fault.offer in judged]
    since = next((event.id for event in chain.events if event.what == "log completed"), 1)
    found.sort(key=lambda fault: fault.event)
    asked = sum(len(judge.world.offers[one].asked) for one in judged)
    ledger = publish(judge, sorted(judged), replay.codes(db), chain.head, published) if published else iter(())
    checked, unchecked = (sum(counts[one] for one in judged) for counts in (judge.checked, judge.unchecked))
    return Report(len(judged), asked, checked, unchecked, found, chain.head, since, ledger)


def faults_of_the_log(db: Database) -> list[Fault]:
    """Where the log is not whole, or not as it was written; nothing is judged."""
    with db.read():
        return read((Row(*row) for row in replay.events(db)), replay.portions(db)).faults


def goes_through(db: Database, number: int, hash_begins: str) -> bool:
    """Whether the hash of that event begins so: whether the log is the one that this head was taken from."""
    stored = replay.hash_of(db, number)
    return stored is not None and stored.hex().startswith(hash_begins.lower())


def _played(judge: Judge, chain: Chain) -> Iterator[Fault]:
    """The faults of the decisions, and the events that say what nobody can read."""
    for event in chain.events:
        try:
            judge.play(event)
        except (ValueError, KeyError):
            yield Fault(event.id, "R33", f"event {event.id} does not say what events of its kind say", event.offer)
    yield from judge.faults


def _differences(world: World, now: replay.Standing, chain: Chain) -> Iterator[Fault]:
    """What the database says otherwise than the log."""
    if not chain.events:
        return
    newest = chain.events[-1]
    last = {event.invitation: event.id for event in chain.events}
    for one in world.invitations.values():
        said = now.invitations.get(one.id)
        if said != one.state:
            message = f"of invitation {one.id} the log says {one.state}, the database {said}"
            yield Fault(last[one.id], "R24", message, one.offer, one.reservist)
    for offer in world.offers.values():
        doses, state = now.offers.get(offer.id, (0, "missing"))
        if (doses, "open" if state == "filled" else state) != (offer.doses, offer.state.replace("filled", "open")):
            message = f"of offer {offer.id} the log says {offer.doses} doses, {offer.state}; it is {doses}, {state}"
            yield Fault(newest.id, "R24", message, offer.id)
    for person in world.people.values():
        theirs, logged = _coming(now.windows.get(person.id, ()), newest.at), _coming(person.windows, newest.at)
        if person.listed and theirs != logged:
            message = f"the windows of reservist {person.id} are not those of the log"
            yield Fault(newest.id, "R8", message, None, person.id)


def _coming(windows: Iterable[Span], at: int) -> list[Span]:
    return [window for window in windows if window[1] > at]
