"""The log as it was written: whether it is whole, and what each event says (docs/reference/log.md)."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

Span = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """An event as it is stored: its number, the text that its hash is made of, and that hash."""

    id: int
    text: str
    hash: bytes


@dataclass(frozen=True)
class Line:
    """One of the people of an event that is about many."""

    reservist: int
    center: int
    windows: tuple[Span, ...]
    commitment: bytes


@dataclass(frozen=True)
class Event:
    """What an event says. `facts` by name; `people` of an event that is about many."""

    id: int
    at: int
    what: str
    center: int | None
    offer: int | None
    invitation: int | None
    reservist: int | None
    facts: Mapping[str, str]
    people: tuple[Line, ...] = ()

    def number(self, name: str) -> int | None:
        """A fact that is a number."""
        return int(self.facts[name]) if name in self.facts else None


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
    for row in rows:
        number += 1
        if row.id != number:
            chain.faults.append(Fault(row.id, "R33", f"an event is missing before event {row.id}"))
            number = row.id
        if sha256(before + row.text.encode()).digest() != row.hash:
            chain.faults.append(Fault(row.id, "R33", f"event {row.id} is not what it was when it was written"))
        before = row.hash
        chain.hashes.append(row.hash)
        event = _event(row)
        if "lines" in event.facts:
            event, fault = _with_people(event, *portions.get(row.id, (b"", b"")))
            chain.faults += fault
        chain.events.append(event)
    return chain


def spans(text: str) -> tuple[Span, ...]:
    """Windows as the log writes them."""
    return tuple((int(start), int(end)) for start, end in (one.split("-") for one in text.split(",") if one))


def _event(row: Row) -> Event:
    fields = row.text.split("\n")
    about = [int(field) if field else None for field in fields[4:8]]
    facts = dict(fact.partition("=")[::2] for fact in fields[9].split())
    return Event(row.id, int(fields[1]), fields[3], about[0], about[1], about[2], about[3], facts)


def _with_people(event: Event, packed: bytes, commitments: bytes) -> tuple[Event, list[Fault]]:
    try:
        text = zlib.decompress(packed)
    except zlib.error:
        text = b""
    bound = (sha256(text).hexdigest(), sha256(commitments).hexdigest())
    if bound != (event.facts["lines"], event.facts.get("commitments")):
        return event, [Fault(event.id, "R33", f"the people of event {event.id} are not those it was written with")]
    people = []
    for number, line in enumerate(text.decode().splitlines()):
        reservist, center, windows = line.split(" ")
        commitment = commitments[32 * number : 32 * number + 32]
        people.append(Line(int(reservist), int(center), spans(windows), commitment))
    return Event(**{**vars(event), "people": tuple(people)}), []
