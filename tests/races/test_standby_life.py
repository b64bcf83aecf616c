"""The life of an offer with standby: any evening, command by command, judged from outside by R26 to R31."""

from contextlib import ExitStack
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.conftest import Cli, machine
from tests.databases import opened
from tests.races import invariants
from tests.races.places import ROUNDS, folder

_MINUTE = 60
_LAST_CALL = 10 * _MINUTE
_PEOPLE = 28
_PICK = st.integers(0, 999)
_LIVE = ("queued", "sent", "standby")
Row = dict[str, Any]


class Standby(RuleBasedStateMachine):
    """One offer on one machine; after every command the database is judged, by a small reading of the rules."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._stack.enter_context(patch("os.urandom", Random(0).randbytes))
        self._stack.enter_context(patch.dict("os.environ", QVAX_DEBUG="1"))
        self.cli: Cli = machine(self._stack.enter_context(folder()))
        self.rows: dict[int, Row] = {}
        self.until = 0
        self.steps = count()
        self.asked: dict[int, int] = {}  # in which step somebody was asked, and their standing yes was received
        self.said: dict[int, int] = {}
        self.promised: dict[int, int] = {}  # when they hear, at the latest, in whatever time their answer is read
        self.posted: list[Path] = []
        self.inbox_works = True

    def teardown(self) -> None:
        try:
            invariants.check(self.cli.database, self.cli.now)
            invariants.check_spool(self.cli.db)
        finally:
            self._stack.close()

    @initialize(doses=st.integers(1, 4), minutes=st.sampled_from([35, 60, 120]), surplus=st.sampled_from([0.2, 0.5, 1]))
    def opens(self, doses: int, minutes: int, surplus: float) -> None:
        self.cli.people(_PEOPLE)
        self.until = self.cli.now + minutes * _MINUTE
        policy = ("--policy", "standby", "--surplus", surplus, "--until", f"+{minutes}m")
        self.cli.json("offer", "--center", "namur", "--doses", doses, *policy, code=None)
        self.judge(settled=True)

    def of(self, *states: str) -> list[Row]:
        """The invitations in these states, in the order in which they were made."""
        return [row for row in self.rows.values() if row["state"] in states]

    def free(self) -> int:
        """Doses that nobody has been promised."""
        return int(self.offer["doses"]) - int(self.offer["confirmed"])

    def holding(self, row: Row, states: tuple[str, ...] = _LIVE) -> list[Row]:
        """Who is older, was asked before that yes, and can still get a dose (R28)."""
        said = self.said[row["id"]]
        older = (other for other in self.of(*states) if other["rank"] < row["rank"])
        return [other for other in older if self.asked[other["id"]] < said]

    @precondition(lambda self: self.of("sent"))
    @rule(who=_PICK, yes=st.booleans())
    def answers_at_the_desk(self, who: int, yes: bool) -> None:
        row = self.of("sent")[who % len(self.of("sent"))]
        self.cli.now += 1
        if yes and self.cli.now <= row["expires_at"]:
            self.hears(row["id"])
        self.cli.json("respond", row["code"], "yes" if yes else "no")
        self.judge(settled=True)

    def hears(self, number: int) -> None:
        """A yes is received now: who is waited for, and for how long (R29)."""
        self.said[number] = next(self.steps)
        waited_for = self.holding(self.rows[number], ("queued", "sent"))
        last = self.until - _LAST_CALL
        ends = [row["expires_at"] if (row["expires_at"] or 0) >= self.cli.now else last for row in waited_for]
        self.promised[number] = min(last, max(ends, default=self.cli.now))

    @precondition(lambda self: self.of("sent", "expired"))
    @rule(who=_PICK, words=st.sampled_from(["yes", "no"]))
    def writes(self, who: int, words: str) -> None:
        """A mail that nobody has read yet."""
        row = self.of("sent", "expired")[who % len(self.of("sent", "expired"))]
        self.cli.now += 1
        if words == "yes" and self.cli.now <= row["expires_at"]:
            self.hears(row["id"])
        broken = not self.inbox_works
        if broken:  # what comes meanwhile lies there when it can be read again
            self.the_inbox_breaks_or_mends()
        self.posted.append(self.cli.reply(row["code"], words, name=f"-{next(self.steps)}"))
        if broken:
            self.the_inbox_breaks_or_mends()

    @rule()
    def polls(self) -> None:
        self.cli.now += 1
        self.cli.json("poll", code=None)
        if self.inbox_works:
            self.posted.clear()
        self.judge(settled=True)

    @rule(minutes=st.sampled_from([1, 5, 10, 31]))
    def time_passes(self, minutes: int) -> None:
        self.cli.now += minutes * _MINUTE
        self.polls()

    @precondition(lambda self: self.of("confirmed", "standby"))
    @rule(who=_PICK)
    def cancels(self, who: int) -> None:
        rows = self.of("confirmed", "standby")
        self.cli.now += 1
        self.cli.json("cancel", rows[who % len(rows)]["code"])
        self.judge(settled=True)

    @rule(doses=st.integers(1, 6))
    def the_doses_change(self, doses: int) -> None:
        self.cli.now += 1
        if self.offer["state"] in ("open", "filled"):
            self.cli.json("doses", 1, max(doses, int(self.offer["confirmed"])), code=None)
            self.judge(settled=True)

    @rule()
    def the_inbox_breaks_or_mends(self) -> None:
        place = Path(f"{self.cli.db}-inbox")
        aside = place.with_name("aside")
        if self.inbox_works:
            place.mkdir(exist_ok=True)
            place.rename(aside)
            place.write_text("not a folder")
        else:
            place.unlink()
            aside.rename(place)
        self.inbox_works = not self.inbox_works

    def judge(self, *, settled: bool) -> None:
        """What the last command has left is what the rules allow."""
        before = self.rows
        with opened(self.cli.database) as conn:
            self.offer = dict(conn.execute("SELECT * FROM offers WHERE id = 1").fetchone())
            self.rows = {row["id"]: dict(row) for row in conn.execute("SELECT * FROM invitations ORDER BY id")}
        for number, row in self.rows.items():
            if number not in before or row["asked_at"] != before[number]["asked_at"]:
                self.asked[number] = next(self.steps)
        invariants.check(self.cli.database, self.cli.now, file=False)
        self._r29_time_to_answer()
        self._r30_by_age(before)
        self._r28_confirmed_by_age(before)
        if settled and self.offer["state"] in ("open", "filled"):
            self._r28_nobody_who_fits_waits()
            self._r30_nobody_waits_for_a_filled_offer()
            if self.inbox_works:
                self._r29_everybody_hears()

    def _r29_time_to_answer(self) -> None:
        for row in self.of("sent"):
            assert row["expires_at"] <= self.until - _LAST_CALL
            assert row["expires_at"] - row["sent_at"] >= _LAST_CALL

    def _r30_by_age(self, before: dict[int, Row]) -> None:
        """Those asked at any time are the oldest of the list, and of the released the older come first."""
        ids = {row["reservist_id"] for row in self.rows.values()}
        assert ids == set(range(1, len(ids) + 1))  # people() makes them by age
        if len(self.rows) > len(before) > 0:
            assert not self.of("released")

    def _r28_confirmed_by_age(self, before: dict[int, Row]) -> None:
        new = [row for row in self.of("confirmed") if before.get(row["id"], row)["state"] != "confirmed"]
        for row in new if self.cli.now < self.until - _LAST_CALL else []:
            assert self.free() + len(new) - 1 >= len(self.holding(row))

    def _r28_nobody_who_fits_waits(self) -> None:
        over = self.cli.now >= self.until - _LAST_CALL
        for row in self.of("standby"):
            assert self.free() <= len(self.holding(row, ("standby",) if over else _LIVE))

    def _r30_nobody_waits_for_a_filled_offer(self) -> None:
        assert self.free() or not self.of(*_LIVE)

    def _r29_everybody_hears(self) -> None:
        assert not [row for row in self.of("standby") if self.cli.now > self.promised[row["id"]] and not self.posted]


def test_r26_to_r31_hold_after_every_command_of_any_evening_with_standby() -> None:
    run_state_machine_as_test(
        Standby,
        settings=settings(
            max_examples=max(settings().max_examples // 5, 10 * ROUNDS),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=[phase for phase in Phase if phase is not Phase.shrink],
        ),
    )
