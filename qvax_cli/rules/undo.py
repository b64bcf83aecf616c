"""Whether what was entered by hand can be taken back (R41), and what has to make room for that."""

from typing import NamedTuple

from qvax_cli.rules.invitation import AWAITED, PLACED
from qvax_cli.rules.local_time import Instant


class Entry(NamedTuple):
    """What was entered by hand at a moment: from which state of an invitation to which."""

    at: Instant
    was: str
    became: str


class Standing(NamedTuple):
    """What stands now. state: of the invitation; doses, confirmed: of its offer; holds_another: the person has another
    invitation meanwhile; exported: they stand in an export of the second-dose list; gone: their data were erased."""

    state: str
    doses: int
    confirmed: int
    holds_another: bool
    exported: bool
    gone: bool


def why_not(entry: Entry, it: Standing, *, now: Instant, within: int) -> str:
    """Why the entry stays, as a sentence; "" when it can be taken back. within: for how many seconds it can."""
    if now > entry.at + within:
        return f"that was entered more than {within // 60} minutes ago"
    if it.gone:
        return "the data of that person were erased"
    if it.state != entry.became:
        return "something else has happened to that invitation since"
    if it.exported:
        return "the person stands in an export of the second-dose list already"
    if it.holds_another and entry.was in (*AWAITED, "standby", "confirmed"):
        return "the person has been asked for another offer meanwhile"
    if entry.was in PLACED and entry.became not in PLACED and it.confirmed >= it.doses:
        return "the dose has been promised to somebody else meanwhile"
    return ""


def places(entry: Entry, doses: int) -> int:
    """How many doses of a strict offer may be taken by others, so that the invitation finds its place again."""
    takes = (*AWAITED, *PLACED)
    return doses - (1 if entry.was in takes and entry.became not in takes else 0)
