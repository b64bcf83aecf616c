"""What an answer, an outcome, or taking it back came to, in a sentence to be said on the phone."""

from qvax_cli.console import tables
from qvax_cli.loop.desk import Answered, Recorded, TakenBack
from qvax_cli.store.asked import Asked
from qvax_cli.words import Words


def answered(words: Words, done: Answered) -> str:
    """What an answer came to (R16, R17)."""
    invitation, now = done.asked.invitation, done.now
    key = done.reason or done.result
    if done.result == "declined" and invitation.state == "confirmed":
        key = "given_up"
    elif key == "over" and done.offer.state == "cancelled":
        key = "cancelled"
    return words(
        f"said_{key}",
        who=tables.called(done.asked),
        center=done.center.name,
        until=tables.when(done.offer.until_at, now, words),
        by=tables.when(done.hears_by, now, words),
        state=words(f"state_{invitation.state}"),
        expired=tables.when(invitation.expires_at or done.offer.supply.answers_until, now, words),
    )


def recorded(words: Words, outcome: str, before: Asked, done: Recorded) -> str:
    """What an outcome came to (R19, R22). outcome: "cancel", "no_show" or "vaccinated"; before: the invitation as it
    was."""
    key = "again" if done.again else outcome
    return words(f"outcome_{key}", who=tables.called(done.asked), dose=words(_dose(before, done)))


def taken_back(words: Words, done: TakenBack) -> str:
    """What was taken back, and how it stands again (R41)."""
    was, state = words(f"state_{done.undone}"), words(f"state_{done.asked.invitation.state}")
    return words("undone", who=tables.called(done.asked), was=was, state=state)


def _dose(before: Asked, done: Recorded) -> str:
    if before.invitation.state == "standby":
        return "dose_none"
    return "dose_free" if done.offer.in_play(done.now) else "dose_over"
