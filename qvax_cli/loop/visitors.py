"""The use cases of people who come to the site and are nobody yet.

All that they ask for is counted, and nothing that they see tells who is on the list.
"""

from collections.abc import Callable
from typing import NamedTuple

from qvax_cli.errors import KnownPerson
from qvax_cli.loop import register
from qvax_cli.loop.notify import write
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.upkeep import LAST_MESSAGES
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.registrations import COLUMNS, Checker, Registration
from qvax_cli.rules import contact, links, pace
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.pace import Pace
from qvax_cli.store import applications, centers, outbox, people, tallies, visits
from qvax_cli.store.applications import Application
from qvax_cli.store.database import Database
from qvax_cli.store.visits import Visit

#: How long an application waits to be confirmed (with what upkeep leaves it, a day), and a link to open a page.
A_DAY, LINK_LASTS = 24 * 3600 - LAST_MESSAGES, 30 * 60
#: So often figures can be typed for an application.
_TRIES = 5


class TooOften(Exception):
    """It was asked for more often than anybody needs; wait: seconds until it may be asked for again."""

    def __init__(self, wait: int) -> None:
        super().__init__("too often")
        self.wait = wait


class _Reached(NamedTuple):
    """Where somebody wants to be written to."""

    email: str | None
    mobile: str | None
    center_id: int


class Visitors(UseCases):
    """What anybody can ask of the site. key: the secret of its links; reach: how people are written to; remote: the
    address that asks."""

    def __init__(
        self, db: Database, clock: Callable[[], Instant], patience: float, *, reach: Reach, key: bytes, remote: str
    ) -> None:
        super().__init__(db, clock, patience)
        self.reach, self.key, self.remote = reach, key, remote

    def count(self, what: Pace) -> None:
        """Counts one more of that, by this network and by everybody. TooOften."""
        with self.changing() as now:
            own = self._times(what.what, pace.network(self.remote), now)
            every = self._times(pace.EVERYBODY.what, what.what, now)
        if own > what.most or every > pace.EVERYBODY.most:
            raise TooOften(pace.until_next(now))

    def apply(self, registration: Registration) -> bytes:
        """Keeps an application for a day, and writes to the address that it names; its seed. Whether the number is
        known is not looked at. Complaint when no channel reaches that address."""
        seed = links.draw_seed()
        with self.changing() as now:
            center = centers.get(self.db, registration.center)
            channels = self.reach(_Reached(registration.email, registration.mobile, center.id))
            if not channels:
                reason = "is missing: nothing is sent to mobile numbers"
                raise Complaint("email", reason, "give an e-mail address")
            typed = as_typed(registration)
            number = applications.add(self.db, seed, typed, now=now, expires_at=now + A_DAY)
            address = {"mail": registration.email, "sms": registration.mobile}
            for channel in channels:
                if self._may_write(channel, address.get(channel) or "", now):
                    outbox.add_without_invitation(
                        self.db,
                        "apply",
                        channel,
                        application_id=number,
                        occasion=number,
                        now=now,
                        not_after=now + A_DAY,
                    )
        return seed

    def application(self, text: str) -> Application | None:
        """The application that an address names, as long as it waits."""
        seed = links.seed_of(text)
        return applications.by_seed(self.db, seed, self.clock()) if seed else None

    def confirms(self, application: Application, text: str) -> bool:
        """Whether an address confirms this application: it holds the sign that was sent."""
        return links.is_token(self.key, "confirm", application.seed, text)

    def confirm(self, text: str, figures: str, checker: Checker) -> bool:
        """Puts the person of an application on the list, by the link or the figures that were sent; False when these
        are wrong. Whether they were on the list already is not told, but to them."""
        with self.changing() as now:
            seed = links.seed_of(text)
            one = applications.by_seed(self.db, seed, now) if seed else None
            if one is None:
                return False
            if not self.confirms(one, text):
                right = one.tries < _TRIES and links.is_figures(self.key, one.seed, figures)
                if not right:
                    applications.tried(self.db, one.id)
                    return False
            self._admit(one, checker, now)
            applications.end(self.db, one.id, now, links.draw_seed())
            return True

    def ask_for_link(self, address: str) -> None:
        """Writes to whoever is reached at that address how they open their page; nothing says whether that is
        anybody. Complaint when it is no address."""
        channel, email, mobile = _as_address(address)
        seed = links.draw_seed()
        with self.changing() as now:
            found = people.at_address(self.db, email=email, mobile=mobile)
            able = [one for one in found if channel in self.reach(one)]
            if self._may_write(channel, email or mobile or "", now) and able:
                until = now + LINK_LASTS
                number = visits.add_link(self.db, seed, able[0].id, channel, expires_at=until)
                outbox.add_without_invitation(
                    self.db, "link", channel, reservist_id=able[0].id, occasion=number, now=now, not_after=until
                )

    def link(self, text: str) -> str | None:
        """In which language an address opens somebody's page now; None when it opens none."""
        found = self._link(text, self.clock())
        return None if found is None else people.by_id(self.db, found.reservist_id).language

    def open_page(self, text: str, secret: bytes, lasts: int) -> Visit | None:
        """Begins a visit by a link, which opens nothing after that; secret: the hash of what the browser holds."""
        with self.changing() as now:
            found = self._link(text, now)
            if found is None or not visits.use_link(self.db, found.id, now):
                return None
            people.seen(self.db, found.reservist_id, now)
            visit = Visit(secret, found.reservist_id, found.channel, now + lasts)
            visits.begin(self.db, visit)
            return visit

    def _link(self, text: str, now: Instant) -> visits.PageLink | None:
        seed = links.seed_of(text)
        if seed is None or not links.is_token(self.key, "page", seed, text):
            return None
        return visits.link_by_seed(self.db, seed, now)

    def _admit(self, one: Application, checker: Checker, now: Instant) -> None:
        checked = checker.check(tuple(one.typed.get(column, "") for column in COLUMNS))
        if isinstance(checked, list):
            return  # what was right yesterday is not any more: a center that has closed
        try:
            # They ask for it themselves, and have confirmed it: as explicit as can be (R7).
            person = register.register(self.db, checked, readmit=True, source="site", now=now)
            write(self.db, person, "welcome", self.reach, now=now)
        except KnownPerson:
            known = people.by_number(self.db, checked.number)
            if known is not None and known.state == "listed":
                write(self.db, known, "known_already", self.reach, now=now)

    def _may_write(self, channel: str, address: str, now: Instant) -> bool:
        """Whether another message to this address is none too many; counted for everybody alike."""
        own = self._times(pace.TO_ADDRESS.what, address.lower(), now) <= pace.TO_ADDRESS.most
        return own and (channel != "sms" or self._times(pace.SMS.what, "", now) <= pace.SMS.most)

    def _times(self, what: str, whose: str, now: Instant) -> int:
        return tallies.add(self.db, links.keyed(self.key, f"{what}:{whose}"), pace.hour_of(now))


def as_typed(registration: Registration) -> dict[str, str]:
    """A registration as it could be typed again, by the names of the CSV columns."""
    from qvax_cli.rules.windows import window_text

    values = registration._replace(windows=None)._asdict()
    values["niss"] = values.pop("number")
    values["available"] = "|".join(window_text(window) for window in registration.windows or ())
    return {column: str(values.get(column) or "") for column in COLUMNS}


def _as_address(text: str) -> tuple[str, str | None, str | None]:
    """The channel, and the e-mail address or the mobile number. Complaint."""
    if "@" in text:
        return "mail", contact.email(text), None
    return "sms", None, contact.mobile(text)
