"""The week that repeats: set, ended, and the windows of the coming week made from it (R8, R18)."""

from collections.abc import Iterable

from qvax_cli.errors import Refused
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.week import Week, coming, made, of_text, week_text
from qvax_cli.rules.windows import AHEAD, Window, merge
from qvax_cli.store import availability, events, people, repeats
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist
from qvax_cli.store.repeats import Repeat

#: Windows are made once a day, when the last day of the coming week is not there yet.
_ONCE_A_DAY = 24 * 3600
_TOGETHER = 250


def set_repeat(db: Database, reservist: Reservist, week: Week, *, now: Instant) -> None:
    """The person can come in this week again and again, or in none; what was made from another before goes."""
    if reservist.state != "listed":
        raise Refused(f"reservist {reservist.id} is not on the list any more ({reservist.state})", cause="not_listed")
    before = repeats.of(db, reservist.id)
    gone = coming(of_text(before.week), now, now + AHEAD) if before and before.runs else ()
    kept = [window for window in availability.of(db, reservist.id) if window.end > now and window not in gone]
    then = merge([*kept, *coming(week, now, now + AHEAD)])
    availability.replace(db, reservist, then)
    if week:
        repeats.put(db, [(reservist.id, week_text(week), now + AHEAD)])
    else:
        repeats.drop(db, [reservist.id])
    people.seen(db, reservist.id, now)
    _record(db, "repeat set" if week else "repeat cleared", reservist, then, now=now, repeat="set" if week else "ended")


def make_windows(db: Database, *, now: Instant) -> None:
    """Makes the windows of the coming week for everybody whose week repeats, in short transactions."""
    last = 0
    while due := repeats.due(db, now + AHEAD - _ONCE_A_DAY, after=last, limit=_TOGETHER):
        last = due[-1].reservist_id
        with db.write():
            _make(db, repeats.of_many(db, [one.reservist_id for one in due]).values(), now)


def _make(db: Database, due: Iterable[Repeat], now: Instant) -> None:
    done = []
    for one in due:
        if not one.runs or one.made_until >= now + AHEAD:
            continue  # somebody was faster
        done.append((one.reservist_id, one.week, now + AHEAD))
        new = [window for window in made(of_text(one.week), one.made_until, now + AHEAD) if window.end > now]
        reservist = people.by_id(db, one.reservist_id)
        if new and reservist.state == "listed":
            held = [window for window in availability.of(db, reservist.id) if window.end > now]
            then = merge([*held, *new])
            availability.replace(db, reservist, then)
            _record(db, "windows repeated", reservist, then, now=now)
    repeats.put(db, done)


def _record(
    db: Database, what: str, reservist: Reservist, then: tuple[Window, ...], *, now: Instant, repeat: str | None = None
) -> None:
    facts = {"windows": then, "repeat": repeat}
    events.record(db, what, now, center=reservist.center_id, reservist=reservist.id, facts=facts)
