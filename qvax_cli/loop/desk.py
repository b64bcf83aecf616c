"""The use cases of a center's desk. Each is one transaction: the change, and all that follows from it.

Nothing leaves the house here. What people are told stands in the outbox afterwards, and whoever called hands it over
(hand_over.py), or leaves that to the next round.
"""

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import NamedTuple

from qvax_cli.loop import amend, answer, outcome, undo
from qvax_cli.loop.announce import Policy, Terms, open_offer
from qvax_cli.loop.candidates import candidates
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.loop.forget import forget
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.settle import Settled, settle
from qvax_cli.loop.standby import hears_by
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.rules.age import age
from qvax_cli.rules.answer_rate import Past
from qvax_cli.rules.forecast import Forecast
from qvax_cli.rules.local_time import Instant, day
from qvax_cli.rules.windows import Window
from qvax_cli.store import asked as invitations
from qvax_cli.store import availability, centers, offers, outbox, past_answers, people, replies
from qvax_cli.store.asked import Asked
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import codes_of
from qvax_cli.store.offers import Offer
from qvax_cli.store.operators import allowed

#: More people than this are not asked on any evening.
MOST_PLAYED = 3_000


class Changed(NamedTuple):
    """An offer after a change, as it was committed. now: the moment of the change; settled: what followed from it;
    withdrawn: whose invitations were taken back."""

    now: Instant
    offer: Offer
    center: Center
    settled: Settled
    withdrawn: tuple[Asked, ...] = ()


class Looked(NamedTuple):
    """Who would be asked for an offer; availability: of each of them, in the same order."""

    now: Instant
    offer: Offer
    center: Center
    settled: Settled
    availability: tuple[tuple[Window, ...], ...]


class Foreseen(NamedTuple):
    """An offer that was not made: who would be asked, and how it could be expected to come out."""

    now: Instant
    offer: Offer
    settled: Settled
    expected: Forecast | None


class Rehearsed(NamedTuple):
    """An offer as it would be announced at that moment, with standby; ages: of those who could be asked for it, in the
    order in which they would be; past: what became of those whom the center asked before."""

    now: Instant
    offer: Offer
    center: Center
    ages: tuple[int, ...]
    past: Past


class Answered(NamedTuple):
    """An answer that was recorded. offer: as it is then; settled: what followed; asked: as it was before; result: what
    it came to (R16, R17); reason: why a yes brings no dose ("late", "over", "no_dose"); hears_by: until when somebody
    on standby hears (R29)."""

    now: Instant
    offer: Offer
    center: Center
    settled: Settled
    asked: Asked
    result: str
    reason: str | None = None
    hears_by: Instant | None = None


class Recorded(NamedTuple):
    """An outcome that was recorded. offer: as it is then; settled: what followed; asked: as it is now; again: it was so
    already."""

    now: Instant
    offer: Offer
    center: Center
    settled: Settled
    asked: Asked
    again: bool


class TakenBack(NamedTuple):
    """Something that was entered, taken back. offer: as it is then; settled: what followed, with whose invitations were
    withdrawn for it; asked: as it is again; undone: the state that was entered."""

    now: Instant
    offer: Offer
    center: Center
    settled: Settled
    withdrawn: tuple[Asked, ...]
    asked: Asked
    undone: str


class Forgotten(NamedTuple):
    """Somebody whose data were erased. named: by what their messages are known, the codes of all their invitations and
    the Message-IDs of what was about none; gave_up: the invitation that they held, as it was; offer: that it was for,
    as it is then; settled: what followed, as who was asked in their place."""

    now: Instant
    reservist_id: int
    named: tuple[str, ...]
    gave_up: Asked | None
    offer: Offer | None
    settled: Settled


class Desk(UseCases):
    """Where people at work change something. reach: how people are reached; policy: the numbers in force for new
    offers."""

    def __init__(
        self, db: Database, clock: Callable[[], Instant], patience: float, *, reach: Reach, policy: Policy
    ) -> None:
        super().__init__(db, clock, patience)
        self.reach = reach
        self.policy = policy

    def announce(self, center: str, terms: Terms, *, dry_run: bool = False) -> Changed:
        """Opens an offer and asks people for it (R9 to R12). A dry run is taken back. NotFound, Refused, Complaint."""
        with self.changing(dry_run=dry_run) as now:
            at = self._at(center, "announce doses")
            opened = open_offer(self.db, at, terms, self.policy, now=now)
            settled = settle(self.db, [opened.id], self.reach, now=now)
            return Changed(now=now, offer=offers.get(self.db, opened.id), center=at, settled=settled)

    def look(self, center: str, terms: Terms) -> Looked:
        """Who would be asked now, at any hour; changes nothing. It is the very offer, taken back: what is seen here
        cannot differ from what `announce` does. As `announce`."""
        with self.changing(dry_run=True) as now:
            at = self._at(center, "see who would be asked")
            opened = open_offer(self.db, at, terms, self.policy, now=now)
            settled = settle(self.db, [opened.id], self.reach.at_any_hour(), now=now)
            windows = tuple(availability.of(self.db, one.reservist.id) for one in settled.invited)
            offer = offers.get(self.db, opened.id)
            return Looked(now=now, offer=offer, center=at, settled=settled, availability=windows)

    def foresee(self, center: str, terms: Terms) -> Foreseen:
        """What announcing it now would come to; changes nothing. As `announce`."""
        with self.changing(dry_run=True) as now:
            at = self._at(center, "announce doses")
            opened = open_offer(self.db, at, terms, self.policy, now=now)
            settled = settle(self.db, [opened.id], self.reach, now=now)
            offer = offers.get(self.db, opened.id)
            return Foreseen(now, offer, settled, forecast_of(self.db, offer, now=now))

    def rehearse(self, center: str, terms: Terms) -> Rehearsed:
        """What an offer would begin with, at any hour; changes nothing. As `announce`."""
        with self.changing(dry_run=True) as now:
            at = self._at(center, "see who would be asked")
            offer = open_offer(self.db, at, terms._replace(policy="standby"), self.policy, now=now)
            able = (person for person, _ in candidates(self.db, offer, now=now) if self.reach(person))
            ages = tuple(age(date.fromisoformat(one.birth_date), day(now)) for one in islice(able, MOST_PLAYED))
            past = past_answers.learned(self.db, at.id)
            return Rehearsed(now=now, offer=offer, center=at, ages=ages, past=past)

    def respond(self, code: str, given: str, *, received_at: Instant | None = None) -> Answered:
        """Records "yes" or "no". received_at: the moment that counts, where it was not entered by hand; by itself the
        one before any waiting (R15). NotFound."""
        by_hand = received_at is None
        received_at = self.clock() if received_at is None else received_at
        with self.changing() as now:
            asked = invitations.by_code(self.db, code, allowed(self.db, "record answers"))
            had = availability.of(self.db, asked.reservist.id) if by_hand else ()
            applied = answer.apply(self.db, asked, given, received_at=received_at, now=now)
            if by_hand:
                undo.remember(self.db, asked, applied.state, had, now=now)
            replies.settle_of(self.db, asked.invitation.id, received_at, now)
            settled = settle(self.db, applied.offers, self.reach, now=now)
            offer = offers.get(self.db, asked.offer.id)
            waits = applied.result == "standby"
            return Answered(
                now=now,
                offer=offer,
                center=asked.center,
                settled=settled,
                asked=asked,
                result=applied.result,
                reason=applied.reason,
                hears_by=hears_by(self.db, asked.invitation.id, offer, now=now) if waits else None,
            )

    def cancel(self, code: str) -> Recorded:
        """A confirmed person does not want the dose after all (R19). NotFound, Refused."""
        return self._record(code, outcome.cancel)

    def no_show(self, code: str) -> Recorded:
        """A confirmed person did not come (R19). NotFound, Refused."""
        return self._record(code, outcome.no_show)

    def vaccinated(self, code: str) -> Recorded:
        """A confirmed person had the dose (R22). NotFound, Refused."""
        return self._record(code, outcome.vaccinated)

    def undo(self, code: str | None, *, within: int) -> TakenBack:
        """Takes back what was entered by hand last, of that invitation or of all, for so many seconds (R41). NotFound,
        Refused."""
        with self.changing() as now:
            center_id = allowed(self.db, "take back what was entered")
            undone = undo.undo(self.db, code, center_id=center_id, within=within, now=now)
            number = undone.before.offer.id
            settled = settle(self.db, [number], self.reach, now=now)
            return TakenBack(
                now=now,
                offer=offers.get(self.db, number),
                center=undone.before.center,
                settled=settled,
                withdrawn=tuple(undone.withdrawn),
                asked=undone.after,
                undone=undone.before.invitation.state,
            )

    def change_doses(self, number: int, doses: int, *, dry_run: bool = False) -> Changed:
        """Gives an offer another number of doses (R20). A dry run is taken back. NotFound, Refused, Complaint."""
        with self.changing(dry_run=dry_run) as now:
            before = offers.get(self.db, number, allowed(self.db, "change offers"))
            withdrawn = amend.change_doses(self.db, before, doses, now=now)
            settled = settle(self.db, [number], self.reach, now=now)
            return self._amended(number, now, settled, withdrawn)

    def close(self, number: int, *, release_confirmed: bool, dry_run: bool = False) -> Changed:
        """Cancels an offer (R20). A dry run is taken back. NotFound, Refused."""
        with self.changing(dry_run=dry_run) as now:
            before = offers.get(self.db, number, allowed(self.db, "change offers"))
            withdrawn = amend.close(self.db, before, release_confirmed=release_confirmed, now=now)
            settled = settle(self.db, [number], self.reach, now=now)
            return self._amended(number, now, settled, withdrawn)

    def forget(self, reservist_id: int, *, dry_run: bool = False) -> Forgotten:
        """Erases a person on their request (R7); somebody who is erased already stays so."""
        with self.changing(dry_run=dry_run) as now:
            person = people.by_id(self.db, reservist_id)
            allowed(self.db, "erase people", person.center_id)
            held = invitations.held_by(self.db, reservist_id)
            freed = forget(self.db, person, now=now)
            settled = settle(self.db, freed, self.reach, now=now)
            return Forgotten(
                now=now,
                reservist_id=reservist_id,
                named=(*codes_of(self.db, reservist_id), *outbox.message_ids(self.db, reservist_id)),
                gave_up=held,
                offer=held and offers.get(self.db, held.offer.id),
                settled=settled,
            )

    def _at(self, named: str, task: str) -> Center:
        center = centers.taking_part(self.db, named)
        allowed(self.db, task, center.id)
        return center

    def _record(self, code: str, what: Callable[..., Asked]) -> Recorded:
        with self.changing() as now:
            before = invitations.by_code(self.db, code, allowed(self.db, "record what became of people"))
            had = availability.of(self.db, before.reservist.id)
            after = what(self.db, before, now=now)
            undo.remember(self.db, before, after.invitation.state, had, now=now)
            settled = settle(self.db, [before.offer.id], self.reach, now=now)
            offer = offers.get(self.db, before.offer.id)
            return Recorded(
                now=now, offer=offer, center=before.center, settled=settled, asked=after, again=after is before
            )

    def _amended(self, number: int, now: Instant, settled: Settled, withdrawn: list[Asked]) -> Changed:
        offer = offers.get(self.db, number)
        center = centers.by_id(self.db, offer.center_id)
        return Changed(now=now, offer=offer, center=center, settled=settled, withdrawn=tuple(withdrawn))
