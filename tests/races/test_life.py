"""The life of invitations: any evening, command by command, against a plain model of the rules (R6 to R24)."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from qvax_cli.rules.national_number import make
from tests.conftest import machine
from tests.databases import opened
from tests.races import invariants
from tests.races.model import LAST_CALL, Evening, Invitation, Offer, RefusedByRule, Reservist, Window, merged
from tests.races.places import ROUNDS, folder

_BRUSSELS = ZoneInfo("Europe/Brussels")
_CENTERS = ("namur", "charleroi")
_MINUTE, _HOUR = 60, 3600
#: Few birth dates, so that the lot decides often; one turns 65 tomorrow.
_BIRTHS = st.sampled_from(
    [date(1931, 5, 17), date(1944, 2, 29), date(1956, 4, 7), date(1956, 4, 6), date(1999, 12, 31)]
)
_WINDOWS = st.lists(
    st.tuples(st.integers(-90, 600), st.sampled_from([30, 31, 45, 60, 120, 300, 900])).filter(lambda w: sum(w) >= 31),
    max_size=3,
)
_MANY_WINDOWS = st.one_of(st.just([(-60, 600)]), st.just([(-60, 600)]), _WINDOWS)
_PICK = st.integers(0, 999)
_HEADER = "niss;last_name;first_name;birth_date;email;mobile;center;available\n"
Row = tuple[int, date, str, int, list[tuple[int, int]]]
_CENTER = st.sampled_from([_CENTERS[0], _CENTERS[0], _CENTERS[0], _CENTERS[1]])


class Life(RuleBasedStateMachine):
    """One machine, one clock, and the model beside it. After every command both must hold the same."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        # The lots of a failing evening must fall again as they fell.
        self._stack.enter_context(patch("os.urandom", Random(0).randbytes))
        self._stack.enter_context(patch.dict("os.environ", QVAX_DEBUG="1"))
        self.cli = machine(self._stack.enter_context(folder()))
        self.cli.now += 17
        self.it = Evening()
        self._mails: dict[int, tuple[Invitation, str]] = {}
        self._numbers = self._serial = 0
        self._gone: list[Reservist] = []

    def teardown(self) -> None:
        try:
            if not self.it.spool_works:
                self._spool_breaks_or_mends()
                self.both_hold_the_same()
            invariants.check(self.cli.database, self.cli.now)
            invariants.check_spool(self.cli.db)
        finally:
            self._stack.close()

    # People and their windows

    def _pick(self, found: list[Any], number: int) -> Any:
        return found[number % len(found)]

    def _spans(self, windows: list[tuple[int, int]]) -> list[Window]:
        """Windows around now, on whole minutes, allowed by R8."""
        minute = self.cli.now - self.cli.now % _MINUTE
        return merged((minute + at * _MINUTE, minute + (at + long) * _MINUTE) for at, long in windows)

    @staticmethod
    def _written(spans: list[Window]) -> list[str]:
        walls = [[datetime.fromtimestamp(at, UTC).astimezone(_BRUSSELS) for at in span] for span in spans]
        return [f"{start:%Y-%m-%dT%H:%M}/{end:%Y-%m-%dT%H:%M}" for start, end in walls]

    def _niss(self, birth: date, *, silent: bool) -> str:
        """A number that carries the birth date, or (silent) only its year."""
        self._numbers += 1
        if not silent:
            return make(birth, self._numbers)
        body = f"{birth.year % 100:02}0000{self._numbers:03}"
        return f"{body}{97 - int(body) % 97:02}"

    def _row(self, person: Reservist, spans: list[Window]) -> str:
        """Somebody as a row of a file of registrations."""
        contact = "ann@example.org;" if person.reached else ";0470123456"
        times = "|".join(self._written(spans))
        return f"{person.niss};Peeters;Ann;{person.birth};{contact};{person.center};{times}\n"

    def _add(self, birth: date, center: str, reached: bool, windows: list[tuple[int, int]], silent: bool) -> None:
        spans = self._spans(windows)
        niss = self._niss(birth, silent=silent)
        self._register(Reservist(0, niss, birth, 0, center, reached, spans))

    def _register(self, person: Reservist, *more: str) -> None:
        person.id = self.cli.register(
            person.birth.isoformat(),
            "Ann",
            *more,
            *[word for text in self._written(person.windows) for word in ("--available", text)],
            niss=person.niss,
            birth_date=person.birth.isoformat(),
            center=person.center,
            available=None,
            **({"email": "ann@example.org"} if person.reached else {"email": None, "mobile": "0470123456"}),
        )
        with opened(self.cli.database) as conn:
            person.lot = conn.execute("SELECT lot FROM reservists WHERE id = ?", (person.id,)).fetchone()[0]
        self.it.reservists.append(person)

    @initialize(
        people=st.lists(st.tuples(_PICK, _BIRTHS, _CENTER, st.integers(0, 5), _MANY_WINDOWS), min_size=6, max_size=12),
        doses=st.integers(1, 4),
    )
    def a_list_and_an_offer(self, people: list[Row], doses: int) -> None:
        rows = []
        for _, birth, center, kind, windows in people:
            niss = self._niss(birth, silent=kind == 2)
            person = Reservist(0, niss, birth, 0, center, kind != 1, self._spans(windows))
            rows.append(self._row(person, person.windows))
            self.it.reservists.append(person)
        assert self.cli.json("import", "-", stdin=_HEADER + "".join(rows))["added"] == len(rows)
        with opened(self.cli.database) as conn:
            for person in self.it.reservists:
                found = conn.execute("SELECT id, lot FROM reservists WHERE number = ?", (person.niss,)).fetchone()
                person.id, person.lot = found
        self.it.reservists.sort(key=lambda person: person.id)
        self.offer(_CENTERS[0], doses, None, None, (None, None))

    @rule(
        what=st.sampled_from(["register", "set", "add", "import", "import"]),
        rows=st.lists(st.tuples(_PICK, _BIRTHS, _CENTER, st.integers(0, 5), _MANY_WINDOWS), min_size=1, max_size=3),
    )
    def the_list_changes(self, what: str, rows: list[Row]) -> None:
        who, birth, center, kind, windows = rows[0]
        if what == "import":
            self._import(rows)
        elif what != "register":
            self._availability(who, windows, add=what == "add")
        elif self._gone and who % 2:
            old = self._gone.pop()
            self._register(Reservist(0, old.niss, old.birth, 0, center, True, self._spans(windows)), "--readmit")
        else:
            self._add(birth, center, reached=kind != 1, windows=windows, silent=kind == 2)

    def _availability(self, who: int, windows: list[tuple[int, int]], *, add: bool) -> None:
        person = self._pick(self.it.reservists, who)
        spans = self._spans(windows)
        if spans:
            words = ["add" if add else "set", person.id, *self._written(spans)]
        else:
            words, add = ["clear", person.id], False
        self._both(lambda: self.it.set_windows(person, spans, self.cli.now, add=add), "availability", *words)

    def _import(self, rows: list[Row]) -> None:
        text = _HEADER
        counts: dict[str, tuple[Reservist, Reservist, list[Window] | None]] = {}
        on_the_list = {person.niss: person for person in self.it.reservists}  # the last one, if they came back
        for who, birth, center, kind, windows in rows:
            person = on_the_list[self._pick(self.it.reservists, who).niss]
            carried = person.niss[2:6] != "0000"
            birth = person.birth if carried else birth.replace(year=person.birth.year, day=1)
            waits = any(i.person is person and i.state == "queued" for i in self.it.invitations)
            new = Reservist(0, person.niss, birth, 0, center, waits or kind != 1, [])
            spans = self._spans(windows) or None
            taken = [w for i in self.it.invitations if i.person is person for w in i.withheld if w[1] > self.cli.now]
            if taken and kind:  # mostly the very file that put them on the list
                spans = merged(taken)
            text += self._row(new, spans or [])
            if person.state == "listed":
                counts[person.niss] = person, new, spans
        updated = sum(self.it.update(person, new, spans, self.cli.now) for person, new, spans in counts.values())
        assert self.cli.json("import", "-", stdin=text)["updated"] == updated
        if len({self._pick(self.it.reservists, row[0]).niss for row in rows}) == len(rows):
            assert self.cli.json("import", "-", stdin=text)["updated"] == 0

    def _forget(self, who: int) -> None:
        person = self._pick(self.it.reservists, who)
        if person.state == "listed":
            self._gone.append(person)
        self._both(lambda: self.it.forget(person, self.cli.now), "reservist", "forget", person.id, "--yes")
        # What they wrote is erased with them, read or not.
        self._mails = {at: mail for at, mail in self._mails.items() if mail[0].person is not person}
        asked = [i for i in self.it.invitations if i.person is person]
        if asked:  # they find the old message, and phone all the same
            self._phone(asked[-1], "yes")

    # Offers

    @rule(
        center=_CENTER,
        doses=st.integers(1, 4),
        begin=st.one_of(st.none(), st.sampled_from([1, 30, 200])),
        lasts=st.one_of(st.none(), st.sampled_from([9, 10, 14, 15, 15, 15, 16, 30, 31, 180])),
        ages=st.sampled_from([(None, None), (None, None), (65, None), (None, 64), (18, 65)]),
    )
    def offer(
        self, center: str, doses: int, begin: int | None, lasts: int | None, ages: tuple[int | None, int | None]
    ) -> None:
        now = self.cli.now
        start = now if begin is None else now + begin * _MINUTE
        until = start + (120 if lasts is None else lasts) * _MINUTE
        low, high = ages
        words = ["--center", center, "--doses", doses]
        given = {
            "--from": begin and f"+{begin}m",
            "--until": lasts and f"+{(begin or 0) + lasts}m",
            "--min-age": low,
            "--max-age": high,
        }
        words += [word for name, value in given.items() if value is not None for word in (name, value)]
        new = Offer(len(self.it.offers) + 1, center, doses, start, until, low, high)
        first = len(self.it.invitations)
        self.it.announce(new, now)
        shown = self._done("select", *words)["candidates"]
        done = self._done("offer", *words)
        made = [i for i in self.it.invitations[first:] if i.offer is new]
        assert [one["reservist"] for one in done["invited"]] == [i.person.id for i in made if i.person.reached]
        if until - now >= 600:
            assert [one["reservist"] for one in shown][: len(made)] == [i.person.id for i in made if i.person.reached]

    @rule(which=_PICK, more=st.sampled_from([-3, -2, -1, -1, 0, 1, 2]))
    def doses_change(self, which: int, more: int) -> None:
        offer = self._pick(self.it.offers, which)
        doses = max(0, offer.doses + more)
        self._both(lambda: self.it.change_doses(offer, doses, self.cli.now), "doses", offer.id, doses)

    def _close(self, which: int) -> None:
        offer = self._pick(self.it.offers, which)
        release = which % 2 == 0
        words = ["close", offer.id, *(["--release-confirmed"] if release else [])]
        self._both(lambda: self.it.close(offer, release, self.cli.now), *words)

    # Answers

    def _asked(self, number: int) -> Invitation:
        """Mostly somebody whose answer is awaited or has just been given up."""
        likely = [i for i in self.it.invitations if i.live or i.state == "expired"]
        found = likely if likely and number % 4 else self.it.invitations
        return found[number % len(found)]

    def _code(self, invitation: Invitation) -> str:
        with opened(self.cli.database) as conn:
            return str(conn.execute("SELECT code FROM invitations WHERE id = ?", (invitation.id,)).fetchone()[0])

    @precondition(lambda self: self.it.invitations)
    @rule(which=_PICK, word=st.sampled_from(["yes", "yes", "no"]))
    def phone(self, which: int, word: str) -> None:
        self._phone(self._asked(which), word)

    def _phone(self, invitation: Invitation, word: str) -> None:
        done = self._done("respond", self._code(invitation), word)
        assert done["result"] == self.it.respond(invitation, word, self.cli.now)

    @precondition(lambda self: self.it.invitations)
    @rule(which=_PICK, word=st.sampled_from(["yes", "yes", "no"]), when=st.integers(0, 6))
    def mail(self, which: int, word: str, when: int) -> None:
        """A mail is delivered, at this moment or before; it is read at the next poll."""
        invitation = self._asked(which)
        self._deliver(invitation, word, when)

    @precondition(lambda self: any(i.state == "expired" for i in self.it.invitations))
    @rule(which=_PICK, word=st.sampled_from(["yes", "yes", "yes", "no"]), when=st.sampled_from([3, 4, 5, 6]))
    def a_mail_was_not_read_in_time(self, which: int, word: str, when: int) -> None:
        silent = [i for i in self.it.invitations if i.state == "expired"]
        self._deliver(self._pick(silent, which), word, when)
        self.poll(None)

    def _deliver(self, invitation: Invitation, word: str, when: int) -> None:
        expires = invitation.expires_at or invitation.offer.until
        moments = [self.cli.now, self.cli.now - 1, self.cli.now - 700, expires, expires + 1, expires - 1, expires - 900]
        received = min(moments[when], self.cli.now)
        while received in self._mails:  # two at the same second have no order
            received -= 1
        self._mails[received] = (invitation, word)
        self._serial += 1
        said = {"yes": "Oui, je viens !", "no": "Non merci"}[word]
        self.cli.reply(self._code(invitation), said, received=received, name=str(self._serial))

    @precondition(lambda self: any(i.state in ("confirmed", "vaccinated") for i in self.it.invitations))
    @rule(which=_PICK, state=st.sampled_from(["cancelled", "no_show", "vaccinated", "vaccinated"]))
    def outcome(self, which: int, state: str) -> None:
        likely = [i for i in self.it.invitations if i.state in ("confirmed", "vaccinated")]
        invitation = self._pick(likely if which % 5 else self.it.invitations, which)
        command = {"cancelled": "cancel", "no_show": "no-show"}.get(state, state)
        self._both(lambda: self.it.outcome(invitation, state, self.cli.now), command, self._code(invitation))

    # Time, and what goes on by itself

    @rule(center=st.sampled_from([None, None, *_CENTERS]))
    def poll(self, center: str | None) -> None:
        answers = [(*self._mails[received], received) for received in sorted(self._mails)]
        self._mails.clear()
        before = {i.id: i.state for i in self.it.invitations}
        results = self.it.poll(answers, self.cli.now, center)
        done = self._done("poll", *(["--center", center] if center else []))
        assert [answer["result"] for answer in done["answers"]] == results
        silent = [i for i in self.it.invitations if i.state == "expired" and before.get(i.id) != "expired"]
        assert len(done["expired"]) == len(silent)
        if center is None and self.it.spool_works:
            assert invariants.left_uncovered(self.cli.database, self.cli.now) == []

    @precondition(lambda self: any(i.state == "sent" for i in self.it.invitations))
    @rule()
    def somebody_stays_silent(self) -> None:
        self.cli.now = max(self.cli.now, 1 + min(i.expires_at or 0 for i in self.it.invitations if i.state == "sent"))
        self.poll(None)

    @rule(what=st.sampled_from(["cleanup", "cleanup", "spool", "spool", "forget", "forget", "close"]), who=_PICK)
    def upkeep(self, what: str, who: int) -> None:
        if what == "cleanup":
            self._cleanup()
        elif what == "forget":
            self._forget(who)
        elif what == "close":
            self._close(who)
        else:
            self._spool_breaks_or_mends()

    def _cleanup(self) -> None:
        answers = [(*self._mails[received], received) for received in sorted(self._mails)]
        self._mails.clear()
        dry = self.cli.json("cleanup", "--dry-run")
        self.it.poll(answers, self.cli.now)
        done = self._done("cleanup")
        done.pop("troubles", None)  # of a hand-over, which a dry run does not make
        assert done == dry

    @rule(seconds=st.sampled_from([1, 59, 60, 61, 599, 600, 601, 1799, 1800, 1801, 3600, 3 * _HOUR]))
    def time_passes(self, seconds: int) -> None:
        self.cli.now += seconds

    @precondition(lambda self: self.it.invitations)
    @rule(which=_PICK, off=st.integers(-1, 1))
    def time_passes_until_something_ends(self, which: int, off: int) -> None:
        moments = {i.expires_at for i in self.it.invitations if i.state == "sent"}
        moments |= {o.until for o in self.it.offers if o.state == "open"} | {o.until - 600 for o in self.it.offers}
        moments |= {end for person in self.it.reservists for _, end in person.windows}
        coming = sorted(moment + off for moment in moments if moment is not None and moment + off >= self.cli.now)
        if coming:
            self.cli.now = self._pick(coming[:6], which)

    def _spool_breaks_or_mends(self) -> None:
        """The disk that the spool is on goes away, or is there again."""
        spool = Path(f"{self.cli.db}-spool")
        kept = spool.with_name("kept")
        if self.it.spool_works:
            if spool.exists():
                spool.rename(kept)
            spool.symlink_to(kept.with_name("not-mounted"))
            self.it.spool_works = False
        else:
            spool.unlink()
            if kept.exists():
                kept.rename(spool)
            self.it.spool_works = True
            self.it.hand_over(self.cli.now)
            self._done("outbox", "retry")

    def _given_up(self) -> None:
        """While the spool is away, it is not fixed when an invitation that is too late to go is given up."""
        with opened(self.cli.database) as conn:
            for one in self.it.invitations:
                if one.state == "queued" and self.cli.now > one.offer.until - LAST_CALL:
                    (state,) = conn.execute("SELECT state FROM invitations WHERE id = ?", (one.id,)).fetchone()
                    one.told += ["undeliverable"] if state == "undeliverable" else []

    def _both(self, in_the_model: Callable[[], object], *words: object) -> None:
        try:
            in_the_model()
        except RefusedByRule:
            self.cli(*words, code=4)
        else:
            self._done(*words)

    def _done(self, *words: object) -> Any:
        """What a command printed that was done, in part at least."""
        result = self.cli(*words, "--json", code=None)
        assert result.code in (0, 5), (words, result.err)
        return result.data

    @invariant()
    def both_hold_the_same(self) -> None:
        self._given_up()
        invariants.check(self.cli.database, self.cli.now, file=False)
        with opened(self.cli.database) as conn:
            offers = conn.execute("SELECT state, doses, confirmed, pending, from_at, until_at FROM offers ORDER BY id")
            assert [tuple(row) for row in offers] == [
                (self.it.state_of(o), o.doses, self.it.confirmed(o), self.it.pending(o), o.begin, o.until)
                for o in self.it.offers
            ]
            rows = conn.execute("SELECT * FROM invitations ORDER BY id").fetchall()
            assert [(r["offer_id"], r["reservist_id"], r["state"]) for r in rows] == [
                (i.offer.id, i.person.id, i.state) for i in self.it.invitations
            ]
            assert [(r["sent_at"], r["expires_at"], r["answered_at"]) for r in rows] == [
                (i.sent_at, i.expires_at, i.answered_at) for i in self.it.invitations
            ]
            assert [invariants.history(conn, r["id"]) for r in rows] == [i.told for i in self.it.invitations]
            people = conn.execute("SELECT r.state, c.code FROM reservists AS r JOIN centers AS c ON c.id = center_id")
            assert [tuple(row) for row in people] == [(p.state, p.center) for p in self.it.reservists]
            windows: dict[int, list[Window]] = {}
            now = self.cli.now
            for person, start, end in conn.execute("SELECT * FROM windows ORDER BY reservist_id, starts_at"):
                windows.setdefault(person, []).append((start, end))
            for person in self.it.reservists:
                held = [window for window in windows.get(person.id, []) if window[1] > now]
                assert held == [window for window in person.windows if window[1] > now], person


def test_r6_to_r24_hold_after_every_command_of_any_evening() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=max(settings().max_examples * 2 // 5, 10 * ROUNDS),
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            # Making a failing evening shorter takes minutes: only where time was given.
            phases=[phase for phase in Phase if phase is not Phase.shrink],
        ),
    )
