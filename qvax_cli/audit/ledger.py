"""A ledger of offers that anybody can check, without a name, number, address or birth date in it (R34).

One JSON object a line. Each line holds the SHA-256 of the one before and of its own text without that hash; the first
says of which version it is, the last how many there are. It is checked here with nothing but the standard library.

A code has 40 bits, so a quick hash of it would be guessed in minutes. It stands as a slow one: scrypt, 16 MB and some
hundredths of a second for each, with a salt for the whole ledger, so that whoever has a code needs one.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import scrypt, sha256
from typing import Any, NamedTuple

from qvax_cli.audit.eligible import age
from qvax_cli.audit.judge import Judge
from qvax_cli.audit.state import GIVEN, Offer, World

_CODE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
Line = dict[str, Any]
#: Gives the same again, one after the other: things, and how many there are.
Watch = Callable[[Iterator[tuple[int, str]], int], Iterable[tuple[int, str]]]
#: What a ledger is made like: version 1 had quick hashes of codes, each with a salt of its own.
VERSION = 2
_SALT_BYTES = 16


class Verified(NamedTuple):
    """What a ledger tells: its head, how many offers it has, what is wrong with it; of a code, its owner's own line."""

    head: str
    offers: int
    problems: list[str]
    own: tuple[str, ...] = ()


def publish(judge: Judge, offers: Sequence[int], codes: Mapping[int, str], head: str, watch: Watch) -> Iterator[str]:
    """The lines of a ledger. codes: of the invitations, which only their owners find again in it; watch: looks on while
    these are hidden."""
    before, count, salt = "", 0, os.urandom(_SALT_BYTES)
    asked = [one for number in offers for one in judge.world.offers[number].asked if one in codes]
    hidden = dict(watch(_hidden({one: codes[one] for one in asked}, salt), len(asked)))
    for line in _lines(judge, offers, hidden, {"version": VERSION, "head": head, "salt": salt.hex()}):
        before, count = _hash(before, line), count + 1
        yield json.dumps({**line, "hash": before})
    end: Line = {"kind": "end", "lines": count}
    yield json.dumps({**end, "hash": _hash(before, end)})


def _hidden(codes: Mapping[int, str], salt: bytes) -> Iterator[tuple[int, str]]:
    """The codes as a ledger holds them, one after the other; all processors are at it."""
    from concurrent.futures import ThreadPoolExecutor

    hands = ThreadPoolExecutor(os.cpu_count())
    try:
        yield from zip(codes, hands.map(lambda code: _slow(code, salt), codes.values()), strict=True)
    finally:
        hands.shutdown(cancel_futures=True)  # whoever ends it does not wait for all the others


def _slow(code: str, salt: bytes) -> str:
    return scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()


def verify(lines: Iterable[str], code: str | None = None) -> Verified:
    """Checks a ledger; with the code of an invitation also what it says of its owner."""
    problems: list[str] = []
    found: list[Line] = []
    before, ended = "", False
    for number, text in enumerate(lines, 1):
        try:
            line: Line = json.loads(text)
            stored = line.pop("hash")
        except (ValueError, KeyError, AttributeError, TypeError):
            return Verified("", 0, [f"line {number} is no line of a ledger"])
        if _hash(before, line) != stored:
            problems.append(f"line {number} is not what was published")
        before, ended = stored, line.get("kind") == "end" and line.get("lines") == len(found)
        found.append(line)
    if not ended:
        problems.append("the ledger was cut: its last line is missing")
    if found and found[0].get("version") != VERSION:
        made = found[0].get("version")
        return Verified("", 0, [f"this is a ledger of version {made}; this qvax reads version {VERSION}"])
    head = str(found[0].get("head", "")) if found else ""
    offers = [line for line in found if line.get("kind") == "offer"]
    try:
        for offer in offers:
            problems += _judged(offer, [line for line in found if line.get("offer") == offer["id"]])
        own = _own(found, code) if code else ()
    except (KeyError, TypeError, ValueError):
        return Verified(head, len(offers), [*problems, "a line lacks what a ledger tells"])
    return Verified(head, len(offers), problems, own)


def _hash(before: str, line: Line) -> str:
    text = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(f"{before}\n{text}".encode()).hexdigest()


def _lines(judge: Judge, offers: Iterable[int], codes: Mapping[int, str], made: Line) -> Iterator[Line]:
    yield {"kind": "ledger", **made}
    for number in offers:
        offer, places = judge.world.offers[number], judge.available.get(number, [])
        yield {
            "kind": "offer", "id": number, "doses": offer.doses, "from": offer.from_at, "until": offer.until,
            "policy": offer.policy, "answer": offer.answer, "last_call": offer.last_call, "available": len(places),
            "state": offer.state,
        }  # fmt: skip
        yield from _people(judge.world, offer, places, codes)


def _people(world: World, offer: Offer, places: list[int], codes: Mapping[int, str]) -> Iterator[Line]:
    place = {person: number for number, person in enumerate(places, 1)}
    asked = {one.reservist for one in offer.asked.values()}
    last = max((place[person] for person in asked if person in place), default=0)
    for one in sorted(offer.asked.values(), key=lambda one: one.id):
        yield {
            "kind": "asked", "offer": offer.id, "place": place.get(one.reservist),
            "age": _years(world, one.reservist, offer), "asked": one.asked, "sent": one.sent, "expires": one.expires,
            "answered": one.received, "state": one.state, "code": codes.get(one.id),
        }  # fmt: skip
    for person in places[:last]:
        if person not in asked:
            yield {"kind": "not asked", "offer": offer.id, "place": place[person], "age": _years(world, person, offer)}


def _years(world: World, person: int, offer: Offer) -> int | None:
    born = world.people[person].born if person in world.people else None
    return None if born is None else age(born, offer.from_at)


def _judged(offer: Line, lines: list[Line]) -> Iterator[str]:
    """What a ledger alone can show of an offer."""
    name, asked = f"offer {offer['id']}", [line for line in lines if line["kind"] == "asked"]
    given = sum(line["state"] in GIVEN for line in asked)
    if given > offer["doses"]:
        yield f"{name} promises {given} of {offer['doses']} doses"
    due = offer["until"] - (offer["last_call"] if offer["policy"] == "standby" else 0)
    for line in asked:
        if line["sent"] is not None and line["expires"] != min(line["sent"] + offer["answer"], due):
            yield f"{name}: somebody had another time to answer than promised"
    places = sorted(line["place"] for line in lines if line.get("place") is not None)
    if places != list(range(1, len(places) + 1)):
        yield f"{name}: somebody older is missing"
    rounds: dict[int, list[int]] = {}
    for line in asked:
        if line["place"] is not None:
            rounds.setdefault(line["asked"], []).append(line["place"])
    if any(places != sorted(places) for places in rounds.values()):
        yield f"{name}: people were not asked by age"


def _own(lines: list[Line], code: str) -> tuple[str, ...]:
    """What a ledger says of the owner of a code, in words; nothing when it is not in it."""
    sought = _slow(code.upper().translate(_CODE), bytes.fromhex(lines[0]["salt"]))
    for line in lines:
        if line.get("kind") == "asked" and line["code"] == sought:
            offer = next(one for one in lines if one.get("kind") == "offer" and one["id"] == line["offer"])
            others = [one for one in lines if one.get("kind") == "asked" and one["offer"] == line["offer"]]
            ages = [one["age"] for one in others if one["age"] is not None]
            where = f"number {line['place']} by age of {offer['available']}" if line["place"] else "not yet among those"
            youngest = f"; the youngest asked was {min(ages)}" if ages else ""
            return (
                f"You were {where} who were available when offer {offer['id']} was opened; {len(others)} were asked"
                f"{youngest}.",
                f"What became of your invitation: {line['state'].replace('_', ' ')}.",
            )
    return ()
