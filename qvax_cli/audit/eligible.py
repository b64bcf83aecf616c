"""Who could be asked for an offer at a moment, whatever they hold (R3, R9, R10)."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from qvax_cli.audit.state import Offer, Person

_BRUSSELS = ZoneInfo("Europe/Brussels")


def fits(person: Person, offer: Offer, at: int, *, limits: bool = True) -> bool:
    """On the list of that center, of the right age, with a window that overlaps enough. limits: of age, too."""
    return (
        person.listed
        and person.center == offer.center
        and overlap(person, offer, at) >= offer.overlap
        and (not limits or of_age(person, offer))
    )


def overlap(person: Person, offer: Offer, at: int) -> int:
    """The most seconds that a window of theirs shares with what is left of the offer; negative when none touches it."""
    start, until, most = max(at, offer.from_at), offer.until, -1
    for begin, end in person.windows:
        most = max(most, min(end, until) - max(begin, start))
    return most


def of_age(person: Person, offer: Offer) -> bool:
    """Whether they are within the limits of an offer; whoever was erased cannot be told to be without."""
    if person.born is None or (offer.min_age is None and offer.max_age is None):
        return True
    years = age(person.born, offer.from_at)
    return (offer.min_age or 0) <= years <= (offer.max_age if offer.max_age is not None else years)


def age(born: str, at: int) -> int:
    """Whole years on the day of that moment in Brussels (R3)."""
    birth, today = date.fromisoformat(born), _day(at)
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


@lru_cache(maxsize=256)
def _day(at: int) -> date:
    return datetime.fromtimestamp(at, _BRUSSELS).date()
