"""One round of `poll` and `--watch`: done, and said."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from qvax_cli.console import json_shapes, tables
from qvax_cli.console.invited import invited_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.console.lost import say_lost
from qvax_cli.console.out_of_order import say_out_of_order
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.delivery import Delivery
from qvax_cli.loop.expire import Ended
from qvax_cli.loop.poll import Round, fetch, poll, round_at
from qvax_cli.store.centers import Center
from qvax_cli.store.replies import ToRead
from qvax_cli.words import Words


class Done(NamedTuple):
    """A round, the invitations as they are after the hand-over, and what a person has to read."""

    round: Round
    delivery: Delivery
    to_read: list[ToRead]

    @property
    def undeliverable(self) -> list[str]:
        """Codes of invitations that no channel could take."""
        ended = (*self.round.undeliverable, *self.round.ended.undeliverable)
        return list(dict.fromkeys(one.invitation.code for one in (*ended, *self.delivery.undeliverable)))

    @property
    def troubles(self) -> list[str]:
        """What went wrong with channels and inboxes."""
        unread = [f"{name}: {why}" for name, why in self.round.unread.items()]
        return [*unread, *self.round.troubles, *self.delivery.troubles]

    def shape(self) -> json_shapes.Shape:
        """`poll` of the contract."""
        return {
            "answers": [answer._asdict() for answer in self.round.answers],
            "noted": [
                {"reservist": one.reservist, "windows": json_shapes.windows(one.windows)} for one in self.round.noted
            ],
            "expired": [one.invitation.code for one in self.round.ended.expired],
            "unread": [one.invitation.code for one in self.round.ended.unread],
            "invited": invited_shapes(self.delivery),
            **settled_shapes(self.round.settled),
            "closed": [offer.id for offer in self.round.ended.closed],
            "undeliverable": self.undeliverable,
            "came_back": [one._asdict() for one in self.round.came_back],
            "notes": [one._asdict() for one in self.round.notes],
            "unknown": [one.invitation.code for one in self.round.ended.unknown],
            "to_read": [json_shapes.to_read(one) for one in self.to_read],
            "troubles": self.troubles,
        }

    @property
    def anything(self) -> bool:
        """Whether anything happened; what only goes on waiting did not."""
        happened = {**self.shape(), "to_read": self.round.to_read}
        return any(happened.values())

    def is_news_after(self, before: "Done | None") -> bool:
        """Whether anything happened since the round before; that the same thing is still out of order is no news."""
        if before is None:
            return self.anything
        lasting = ("troubles", "unknown", "to_read")
        now, then = self.shape(), before.shape()
        return any(value for key, value in now.items() if key not in lasting) or any(now[k] != then[k] for k in lasting)


def one_round(qvax: Qvax, center: Center | None, meanwhile: Callable[[], None] | None = None) -> Done:
    """Answers, silence, invitations, closing; then the hand-over. meanwhile: done while inboxes are waited for."""
    now = qvax.now()
    at = round_at(qvax.db, center.id if center else None)
    fetched = fetch(qvax.inboxes, qvax.now, meanwhile)
    outcome = poll(qvax.db, fetched, qvax.reach, now=now, center_id=at)
    delivery = qvax.hand_over(outcome.settled.invited, everything=True)
    return Done(outcome, delivery, views.to_read(qvax.db))


def say_round(qvax: Qvax, done: Done) -> None:
    """What happened, for people."""
    say, words, now = qvax.output.say, qvax.words, done.delivery.at
    say(*_of_messages(qvax, done.round))
    say(*(words("round_silent", who=tables.called(one)) for one in done.round.ended.expired))
    for one in done.round.ended.unread:
        qvax.output.warn(words("time_over_unread", who=tables.called(one)))
    say_settled(qvax, done.round.settled)
    say_invited(qvax, done.delivery, troubles=not qvax.output.quiet)
    say(*_over(words, done.round.ended))
    say_lost(qvax, done.round.ended.closed)
    say_unread(qvax, done.round, troubles=not qvax.output.quiet)
    if qvax.output.quiet:
        say_out_of_order(qvax, now)
    if done.to_read:
        tables.to_read(qvax, done.to_read)
    if not done.anything:
        say(words("nothing_new"))
    for offer, _ in views.in_play(qvax.db):
        quiet = tables.quiet_line(qvax, offer, now)
        say(tables.offer_counts(words, offer), *([quiet] if quiet else []))


def _of_messages(qvax: Qvax, outcome: Round) -> Iterator[str]:
    """What the messages said that came in: answers, and what became of ours."""
    words = qvax.words
    about = [one.code for some in (outcome.answers, outcome.came_back, outcome.notes) for one in some]
    names = {one.invitation.code: tables.called(one) for one in views.of_codes(qvax.db, about)}
    for given in outcome.answers:
        answer, result = words(f"answer_{given.answer}"), words(f"state_{given.result}")
        yield words("round_answer", who=names[given.code], answer=answer, result=result)
    for noted in outcome.noted:
        windows = ", ".join(tables.windows_text(noted.windows, words))
        yield words("round_noted", who=f"{noted.name} (#{noted.reservist})", windows=windows)
    for back in outcome.came_back:
        who = names[back.code] if back.code else tables.whose(back.reservist)
        kind, why = words(f"kind_{back.kind}"), words.reason(back.why) or words("no_reason")
        yield words("round_back", who=who, kind=kind, channel=back.channel, why=why)
    for note in outcome.notes:
        who = names[note.code] if note.code else tables.whose(note.reservist)
        yield f"{who}: {words.reason(note.why)}."


def _over(words: Words, ended: Ended) -> Iterator[str]:
    for one in ended.undeliverable:
        yield words("round_never_left", who=tables.called(one))
    for it in ended.closed:
        yield words("round_over", number=it.id, n=it.doses, placed=it.confirmed, lost=it.lost)


def say_unread(qvax: Qvax, outcome: Round, *, troubles: bool = True) -> None:
    """What the inboxes said, and who cannot be told apart from the silent because of it; also with --quiet, as somebody
    has to phone. troubles: False leaves out what is told elsewhere, of what goes on being out of order."""
    warn, words = qvax.output.warn, qvax.words
    for name, why in outcome.unread.items() if troubles else ():
        warn(words("unread_inbox", name=name, why=why))
    for one in sorted(outcome.ended.unknown, key=lambda one: one.invitation.state != "sent"):
        code = one.invitation.code
        if one.invitation.state == "sent":
            warn(words("may_have_answered", who=tables.called(one), code=code))
        else:
            warn(words("may_have_answered_over", who=tables.called(one)))
    for trouble in outcome.troubles if troubles else ():
        warn(f"{trouble}.")
