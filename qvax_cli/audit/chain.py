"""The log as it was written: whether it is whole, and what each event says (docs/reference/log.md)."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

Span = tuple[int, int]


class Row(NamedTuple):
    """An event as it is stored: the columns that its hash is made of, in order, and that hash."""

    fields: tuple[int | str | None, ...]
    hash: bytes


#: One of the people of an event that is about many: reservist, center, windows as the log writes them, commitment.
Line = tuple[int, int, str, bytes]


@dataclass(frozen=True)
class Portion:
    """The people of an event that is about many, as they are stored; each is read when they are gone through."""

    lines: str
    commitments: bytes

    def __iter__(self) -> Iterator[Line]:
        fields, bound = self.lines.replace("\n", " ").split(" "), self.commitments
        cuts = [bound[start : start + 32] for start in range(0, len(bound), 32)]
        return zip(map(int, fields[:-1:3]), map(int, fields[1::3]), fields[2::3], cuts, strict=True)


class Event(NamedTuple):
    """What an event says. `facts` by name; `people` of an event that is about many."""

    id: int
    at: int
    what: str
    center: int | None
    offer: int | None
    invitation: int | None
    reservist: int | None
    facts: Mapping[str, str]
    people: Iterable[Line] = ()

    def number(self, name: str) -> int | None:
        """A fact that is a number."""
        found = self.facts.get(name)
        return None if found is None else int(found)


@dataclass(frozen=True)
class Fault:
    """What is not as the rules have it: by which event it shows, of which offer and person, and which rule."""

    event: int
    rule: str
    message: str
    offer: int | None = None
    reservist: int | None = None


@dataclass
class Chain:
    """What was read: the events, their hashes, and where the chain is broken."""

    events: list[Event] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def head(self) -> str:
        """The number of the newest event and 12 signs of its hash."""
        return f"{len(self.hashes)}:{self.hashes[-1].hex()[:12]}" if self.hashes else "0:"


def read(rows: Iterable[Row], portions: Mapping[int, tuple[bytes, bytes]]) -> Chain:
    """The events, each checked against the one before. portions: by event, the people and their commitments."""
    chain = Chain()
    before, number = bytes(32), 0
    for fields, stored in rows:
        event = _event(fields)
        number += 1
        if event.id != number:
            chain.faults.append(Fault(event.id, "R33", f"an event is missing before event {event.id}"))
            number = event.id
        text = "\n".join(["" if field is None else str(field) for field in fields])
        if sha256(before + text.encode()).digest() != stored:
            chain.faults.append(Fault(event.id, "R33", f"event {event.id} is not what it was when it was written"))
        before = stored
        chain.hashes.append(stored)
        if "lines" in event.facts:
            event, fault = _with_people(event, *portions.get(event.id, (b"", b"")))
            chain.faults += fault
        chain.events.append(event)
    return chain


@lru_cache(maxsize=10_000)  # the same few windows come again and again
def spans(text: str) -> tuple[Span, ...]:
    """Windows as the log writes them."""
    return tuple([(int(start), int(end)) for start, end in (one.split("-") for one in text.split(",") if one)])


def _event(fields: tuple[Any, ...]) -> Event:
    number, at, _, what, center, offer, invitation, reservist, _, told = fields
    facts = dict([fact.partition("=")[::2] for fact in told.split(" ")]) if told else {}
    return Event(number, at, what, center, offer, invitation, reservist, facts)


def _with_people(event: Event, packed: bytes, commitments: bytes) -> tuple[Event, list[Fault]]:
    try:
        text = zlib.decompress(packed)
    except zlib.error:
        text = b""
    bound = (sha256(text).hexdigest(), sha256(commitments).hexdigest())
    if bound != (event.facts["lines"], event.facts.get("commitments")):
        return event, [Fault(event.id, "R33", f"the people of event {event.id} are not those it was written with")]
    return event._replace(people=Portion(text.decode(), commitments)), []
