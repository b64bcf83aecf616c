"""What invitations and offers can be, what follows what, and what an answer comes to (R13 to R22)."""

from typing import NamedTuple

#: What an invitation can become, from each of its states. The database holds the same (`invitation_life`).
NEXT: dict[str, tuple[str, ...]] = {
    "queued": ("sent", "standby", "confirmed", "declined", "undeliverable", "released", "cancelled", "too_late"),
    # A message that came back puts its invitation into the queue again, for the next channel.
    "sent": (
        *("queued", "standby", "confirmed", "declined", "expired", "undeliverable", "released", "cancelled"),
        "too_late",
    ),
    "standby": ("confirmed", "declined", "released", "cancelled"),
    "confirmed": ("vaccinated", "no_show", "cancelled", "declined"),
    "declined": ("standby", "confirmed"),
    "expired": ("standby", "confirmed", "declined", "too_late", "undeliverable"),
    "undeliverable": ("standby", "confirmed", "declined", "too_late"),
    # Whoever was released is asked again before anybody new, when a dose comes back (R30).
    "released": ("queued", "standby", "confirmed", "declined", "too_late", "undeliverable"),
    "cancelled": (),
    "too_late": ("standby", "confirmed"),
    "vaccinated": (),
    "no_show": (),
}

#: Asked, and no answer is known yet.
AWAITED = ("queued", "sent")
#: Nothing is decided yet: a person has at most one such invitation over all offers (R14).
LIVE = (*AWAITED, "standby")
#: What keeps a person from being asked again anywhere (R10).
HOLDS = (*LIVE, "confirmed")
#: A dose is promised or given.
PLACED = ("confirmed", "vaccinated")

#: What an offer can be (R21), and while it is what its doses can still be given away.
OFFER_STATES = ("open", "filled", "closed", "cancelled")
IN_PLAY = ("open", "filled")


def can_become(state: str, then: str) -> bool:
    """Whether an invitation in that state can become the other."""
    return then in NEXT[state]


class Circumstances(NamedTuple):
    """All that an answer depends on.

    state: of the invitation; in_time: received within its time (R15); overtaken: the person has said something else
    since; in_play: doses of the offer can still be given away; free: doses that are not confirmed; uncovered: those of
    them that nobody who is being asked has been promised; listed: the person is on the list; held: the state of another
    invitation that they hold; fits: a dose is left for them even if everybody older who may still say yes gets one,
    always so in a strict offer (R28).
    """

    state: str
    in_time: bool
    overtaken: bool
    in_play: bool
    free: int
    uncovered: int
    listed: bool
    held: str | None
    fits: bool = True


class Decision(NamedTuple):
    """What an answer comes to.

    result: as in the contract; becomes: the new state of the invitation, None when it stays; gives_back: what silence
    took is the person's again; takes_away: they were silent until their time was over (R18); makes_room: they take the
    place of somebody who is still being asked, and what they hold elsewhere is withdrawn; told: the kind of message
    that they get; settles: the offer may have a dose to give on; reason: of a yes that brings no dose, whether it came
    too "late", the offer is "over", or there is "no_dose" left.
    """

    result: str
    becomes: str | None = None
    gives_back: bool = False
    takes_away: bool = False
    makes_room: bool = False
    told: str | None = None
    settles: bool = True
    reason: str | None = None


_REPEAT = Decision("repeat", settles=False)


def decide(answer: str, it: Circumstances) -> Decision:
    """What "yes" or "no" comes to (R15 to R18). It never fails: too late, or once more, is a result like any other."""
    if it.overtaken:
        return _REPEAT
    return _yes(it) if answer == "yes" else _no(it)


def _no(it: Circumstances) -> Decision:
    """R17. Declining is never treated as silence: a late no gives the windows back too."""
    if it.state == "too_late":
        return Decision("declined", gives_back=True, told="declined", settles=False)
    if not can_become(it.state, "declined"):
        return _REPEAT
    told = "freed" if it.state == "confirmed" else "declined"
    return Decision("declined", "declined", gives_back=it.state == "expired", told=told)


def _yes(it: Circumstances) -> Decision:
    """R16."""
    if it.state in (*PLACED, "standby"):
        return _REPEAT
    gives_back = it.state in ("expired", "too_late") and it.in_time
    if it.in_time and it.in_play and can_become(it.state, "confirmed") and _has_a_dose(it):
        makes_room = it.state not in LIVE
        if not it.fits:
            return Decision("standby", "standby", gives_back, makes_room=makes_room, told="standby")
        return Decision("confirmed", "confirmed", gives_back, makes_room=makes_room, told="confirmation")
    return Decision(
        "too_late",
        # Whoever was released stays so: they are the first to be asked when a dose comes back (R30).
        "too_late" if can_become(it.state, "too_late") and it.state != "released" else None,
        gives_back,
        # Who was still being asked and answered after the deadline was silent until then (R18).
        takes_away=it.state == "sent" and not it.in_time,
        told="too_late",
        reason="late" if not it.in_time else "no_dose" if it.in_play else "over",
    )


def _has_a_dose(it: Circumstances) -> bool:
    """Whoever is being asked has one. A yes that was in time but read late displaces the youngest who is still being
    asked; a change of mind takes nothing from anybody."""
    if it.state in LIVE:
        return True
    if not it.listed or it.free <= 0:
        return False
    if it.state in ("expired", "too_late", "released"):
        return it.held is None or it.held in LIVE
    return it.held is None and it.uncovered > 0
