"""The rules once more, as plainly as they can be written: lists, sorting, no index, no database, no clock.

It shares nothing with the product but the words, so that both have to be wrong in the same way to agree on an error.
Every method does what one command does; `reservists`, `offers` and `invitations` are then what the database must hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tests.races.invariants import fits

ANSWER, OVERLAP, LAST_CALL = 1800, 900, 600
LIVE = ("queued", "sent")
Window = tuple[int, int]


class RefusedByRule(Exception):
    """The command must end with exit code 4 and change nothing."""


@dataclass
class Reservist:
    """Somebody on the list. `reached`: there is a channel for them."""

    id: int
    niss: str
    birth: date
    lot: int
    center: str
    reached: bool
    windows: list[Window] = field(default_factory=list)
    state: str = "listed"


@dataclass
class Offer:
    """Spare doses of a center."""

    id: int
    center: str
    doses: int
    begin: int
    until: int
    low: int | None
    high: int | None
    state: str = "open"


@dataclass
class Invitation:
    """One person asked for one offer. `told`: the states it went through; `born`: as was known when they were asked,
    which decides however a list corrects it later."""

    id: int
    offer: Offer
    person: Reservist
    told: list[str]
    born: date
    sent_at: int | None = None
    expires_at: int | None = None
    answered_at: int | None = None
    withheld: list[Window] = field(default_factory=list)

    @property
    def state(self) -> str:
        return self.told[-1]

    @property
    def live(self) -> bool:
        return self.state in LIVE


class Evening:
    """All that a center knows."""

    def __init__(self) -> None:
        self.reservists: list[Reservist] = []
        self.offers: list[Offer] = []
        self.invitations: list[Invitation] = []
        self.spool_works = True

    # What can be asked of it

    def of(self, offer: Offer, *states: str) -> list[Invitation]:
        return [i for i in self.invitations if i.offer is offer and i.state in states]

    def confirmed(self, offer: Offer) -> int:
        return len(self.of(offer, "confirmed", "vaccinated"))

    def pending(self, offer: Offer) -> int:
        return len(self.of(offer, *LIVE))

    def held_by(self, person: Reservist) -> Invitation | None:
        held = [i for i in self.invitations if i.person is person and (i.live or i.state == "confirmed")]
        assert len(held) <= 1
        return held[0] if held else None

    def in_play(self, offer: Offer, now: int) -> bool:
        return offer.state == "open" and now <= offer.until

    def state_of(self, offer: Offer) -> str:
        """R21."""
        filled = offer.state == "open" and self.confirmed(offer) == offer.doses
        return "filled" if filled else offer.state

    def candidates(self, offer: Offer, now: int) -> list[Reservist]:
        """R10, in the order of R11."""
        begin = max(now, offer.begin)
        found = [
            person
            for person in self.reservists
            if person.state == "listed"
            and person.center == offer.center
            and self.held_by(person) is None
            and not any(i.person is person and i.offer is offer for i in self.invitations)
            and fits(person.birth, offer.begin, offer.low, offer.high)
            and any(min(end, offer.until) - max(start, begin) >= OVERLAP for start, end in person.windows)
        ]
        return sorted(found, key=lambda person: (person.birth, person.lot))

    # The commands

    def announce(self, offer: Offer, now: int) -> None:
        self.offers.append(offer)
        self.invite(offer, now)
        self.hand_over(now)

    def invite(self, offer: Offer, now: int) -> int:
        """R12; how many were asked or found to be out of reach."""
        made = 0
        if not self.in_play(offer, now) or offer.until - now < LAST_CALL:
            return made
        while self.confirmed(offer) + self.pending(offer) < offer.doses:
            candidates = self.candidates(offer, now)
            if not candidates:
                break
            person, made = candidates[0], made + 1
            first = "queued" if person.reached else "undeliverable"
            self.invitations.append(Invitation(len(self.invitations) + 1, offer, person, [first], person.birth))
        return made

    def hand_over(self, now: int) -> None:
        """R13; where somebody cannot be reached the next is asked at once."""
        while self.spool_works and (due := [i for i in self.invitations if i.state == "queued"]):
            for invitation in due:
                if now > invitation.offer.until - LAST_CALL:
                    invitation.told.append("undeliverable")
                elif not invitation.person.reached:
                    invitation.told.append("undeliverable")
                    self.invite(invitation.offer, now)
                else:
                    invitation.told.append("sent")
                    invitation.sent_at, invitation.expires_at = now, min(now + ANSWER, invitation.offer.until)

    def poll(self, answers: Iterable[tuple[Invitation, str, int]], now: int, center: str | None = None) -> list[str]:
        """R15: the answers (as they were received), then silence, then the next ones; what the answers came to."""
        results, freed = [], set()
        for invitation, word, received in answers:
            result, offers = self.answer(invitation, word, min(received, now), now)
            results.append(result)
            freed |= {offer.id for offer in offers}
        for one in self.invitations:
            if center not in (None, one.offer.center):
                continue
            if one.state == "sent" and one.expires_at is not None and one.expires_at < now:
                one.told.append("expired")
                self._withhold(one)
            elif one.state == "queued" and one.offer.until - LAST_CALL < now:
                one.told.append("undeliverable")
        for offer in self.offers:
            if center in (None, offer.center) and offer.state == "open" and offer.until < now:
                offer.state = "closed"
        for offer in self.offers:
            if center in (None, offer.center) or offer.id in freed:
                self.invite(offer, now)
        self.hand_over(now)
        return results

    def respond(self, invitation: Invitation, word: str, now: int) -> str:
        result, offers = self.answer(invitation, word, now, now)
        for offer in offers:
            self.invite(offer, now)
        self.hand_over(now)
        return result

    def answer(self, invitation: Invitation, word: str, received: int, now: int) -> tuple[str, list[Offer]]:
        """R15 to R17: what an answer comes to, and which offers may have a dose to give on."""
        if invitation.sent_at is not None and received < invitation.sent_at:
            received = now  # nobody answers before they are asked
        stands = invitation.state in ("confirmed", "declined") and invitation.answered_at is not None
        if stands and received < (invitation.answered_at or 0):
            return "repeat", []  # they have said something else since
        return (self._yes if word == "yes" else self._no)(invitation, received, now)

    def _no(self, invitation: Invitation, received: int, now: int) -> tuple[str, list[Offer]]:
        if invitation.state == "too_late":
            self._give_back(invitation, now)
            return "declined", []
        if not invitation.live and invitation.state not in ("expired", "undeliverable", "confirmed"):
            return "repeat", []
        if invitation.state == "expired":
            self._give_back(invitation, now)
        invitation.told.append("declined")
        invitation.answered_at = received
        return "declined", [invitation.offer]

    def _yes(self, it: Invitation, received: int, now: int) -> tuple[str, list[Offer]]:
        if it.state in ("confirmed", "vaccinated"):
            return "repeat", []
        in_time = received <= (it.offer.until if it.expires_at is None else it.expires_at)
        if it.state in ("expired", "too_late") and in_time:
            self._give_back(it, now)
        honours = it.offer.state != "cancelled" and now <= it.offer.until + LAST_CALL
        if in_time and honours and self._has_a_dose(it):
            offers = [it.offer]
            if not it.live:
                held = self.held_by(it.person)
                if held is not None:
                    held.told.append("cancelled")
                    offers.append(held.offer)
                self._make_room(it.offer, it.offer.doses - 1)
            it.told.append("confirmed")
            it.answered_at = received
            return "confirmed", offers
        if it.live or it.state in ("expired", "undeliverable"):
            if it.state == "sent" and not in_time:
                self._withhold(it)
            it.told.append("too_late")
            it.answered_at = received
        return "too_late", [it.offer]

    def _has_a_dose(self, it: Invitation) -> bool:
        """R16: who was still asked has one; who answered in time and was read late goes before those still asked."""
        if it.live:
            return True
        held = self.held_by(it.person)
        free = it.offer.doses - self.confirmed(it.offer)
        if it.person.state != "listed":
            return False
        if it.state in ("expired", "too_late"):
            return free > 0 and (held is None or held.live)
        return it.state in ("declined", "undeliverable") and held is None and free > self.pending(it.offer)

    def _make_room(self, offer: Offer, places: int) -> None:
        """The youngest of those still asked give way (R16, R20)."""
        live = sorted(self.of(offer, *LIVE), key=lambda i: (i.born, i.person.lot))
        while live and self.confirmed(offer) + len(live) > places:
            live.pop().told.append("cancelled")

    def _withhold(self, invitation: Invitation) -> None:
        invitation.withheld += invitation.person.windows
        invitation.person.windows = []

    def _give_back(self, invitation: Invitation, now: int) -> None:
        if invitation.person.state == "listed":
            theirs = [window for window in invitation.withheld if window[1] > now]
            invitation.person.windows = merged([*invitation.person.windows, *theirs])
        invitation.withheld = []

    def outcome(self, invitation: Invitation, state: str, now: int) -> None:
        """R19 and R22: cancelled, no_show, vaccinated. What is so already stays so."""
        if invitation.state != state or invitation.answered_at is None:
            if invitation.state != "confirmed":
                raise RefusedByRule
            invitation.told.append(state)
            if state == "no_show":
                self._withhold(invitation)
            if state == "vaccinated":
                invitation.person.windows = []
                invitation.person.state = "vaccinated"
        self.invite(invitation.offer, now)
        self.hand_over(now)

    def change_doses(self, offer: Offer, doses: int, now: int) -> None:
        """R20."""
        if not self.in_play(offer, now) or doses < max(1, self.confirmed(offer)):
            raise RefusedByRule
        self._make_room(offer, doses)
        offer.doses = doses
        self.invite(offer, now)
        self.hand_over(now)

    def close(self, offer: Offer, release: bool, now: int) -> None:
        """R20."""
        if offer.state != "cancelled" and not self.in_play(offer, now):
            raise RefusedByRule
        for invitation in self.of(offer, *LIVE, *(["confirmed"] if release else [])):
            invitation.told.append("cancelled")
        offer.state = "cancelled"
        self.hand_over(now)

    def forget(self, person: Reservist, now: int) -> None:
        """R7."""
        held = self.held_by(person)
        if held is not None:
            held.told.append("cancelled")
        person.state, person.windows = "erased", []
        for invitation in self.invitations:
            if invitation.person is person:
                invitation.withheld = []
        if held is not None and self.invite(held.offer, now):
            self.hand_over(now)

    def set_windows(self, person: Reservist, windows: list[Window], now: int, *, add: bool) -> None:
        """R8."""
        if person.state != "listed":
            raise RefusedByRule
        kept = [window for window in person.windows if window[1] > now] if add else []
        person.windows = merged([*kept, *windows])

    def update(self, person: Reservist, new: Reservist, windows: list[Window] | None, now: int) -> bool:
        """R6: an import brings somebody up to date; whether anything differs."""
        held = [window for window in person.windows if window[1] > now]
        taken = [window for i in self.invitations if i.person is person for window in i.withheld]
        if windows is None or (not held and set(windows) <= set(taken)):
            windows = held  # the same file again does not undo what silence took (R18)
        then = (new.birth, new.center, new.reached, merged(windows))
        if then == (person.birth, person.center, person.reached, held):
            return False
        person.birth, person.center, person.reached, person.windows = then
        return True


def merged(windows: Iterable[Window]) -> list[Window]:
    """The same time without overlaps: the moments at which somebody begins or ends to be there."""
    edges = sorted(edge for start, end in windows for edge in ((start, 0), (end, 1)))
    found: list[Window] = []
    depth, begin = 0, 0
    for at, ends in edges:
        if not ends:
            begin, depth = (at if depth == 0 else begin), depth + 1
        else:
            depth -= 1
            if depth == 0:
                found.append((begin, at))
    return found
