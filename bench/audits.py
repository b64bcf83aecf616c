"""A year of a center, audited: the log played again and every decision judged, against reading and hashing it alone."""

import csv
import sqlite3
import time
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

from bench.measure import QVAX, in_turn, milliseconds, run, timed
from bench.report import Table
from qvax_cli.audit.explain import explain
from qvax_cli.audit.report import audit
from qvax_cli.channels import Channel, Envelope, Taken
from qvax_cli.context import Qvax
from qvax_cli.imports import run as imports
from qvax_cli.imports.portions import Reading
from qvax_cli.loop import views
from qvax_cli.loop.announce import Terms
from qvax_cli.loop.poll import poll
from qvax_cli.registrations.columns import COLUMNS
from qvax_cli.rules.evening import Answer, draw
from qvax_cli.rules.local_time import Instant, parse_moment
from qvax_cli.sample.people import people
from qvax_cli.store import open_database
from qvax_cli.store.asked import Asked

_DAY, _MINUTE = 24 * 3600, 60
_BEGINS = parse_moment("2021-04-06T17:40", 0, "now")
#: Offers of a week, whose list goes in before the first.
_A_WEEK = 6
_DOSES = (2, 3, 4, 8)


class _Takes(Channel):
    """Takes every message, and keeps none."""

    name, by = "mail", "email"
    connections = 1

    def hand_over(self, envelope: Envelope, now: Instant) -> Taken:  # noqa: ARG002
        return Taken(now)


class _Center:
    """A center through a year: its list each week, its offers, and how people answer."""

    def __init__(self, path: Path, size: int) -> None:
        self.now, self.random, self.path, self.size = _BEGINS, Random(2021), path, size
        self.qvax = Qvax(db=path, operator="bench", now=lambda: self.now, environ={"HOME": str(path.parent)})
        self.qvax.__dict__["channels"] = {"mail": _Takes()}

    def week(self) -> None:
        """The list of the week, with other hours for everybody."""
        file = self.path.with_suffix(".csv")
        seed = self.random.randrange(1 << 30)
        hours = Random(seed)
        with file.open("w", encoding="utf-8", newline="") as out:
            rows = csv.DictWriter(out, COLUMNS)
            rows.writeheader()
            for person in people(self.size, centers=[("namur", "fr")]):
                days = hours.sample(("today", "tomorrow", "thu", "fri", "sat", "sun"), 3)
                rows.writerow(person | {"available": "|".join(f"{day} 17:00-20:00" for day in days)})
        reading = Reading(tuple(views.all_centers(self.qvax.db)), self.now, 18, None)
        with imports.look([str(file)], reading) as lists:
            imports.run(self.qvax.db, lists, self.qvax.now)

    def evening(self) -> int:
        """An offer from its opening to its end; how many people were asked."""
        policy = "standby" if self.random.random() < 0.7 else "strict"
        terms = Terms(self.random.choice(_DOSES), None, self.now + 2 * 60 * _MINUTE, None, None, None, policy)
        number = self.qvax.desk.announce("namur", terms).offer.id
        said: dict[str, tuple[Instant, Answer]] = {}
        for _ in range(13):
            self.qvax.hand_over()
            for one in self._live(number):
                if one.invitation.code not in said:
                    answer = next(draw(self.random, 0.2, 0.1))
                    said[one.invitation.code] = (self.now + answer.seconds, answer)
            self.now += 10 * _MINUTE
            for code, (at, answer) in said.items():
                if answer.said and self.now - 10 * _MINUTE < at <= self.now:
                    self.qvax.desk.respond(code, answer.said, received_at=at)
            poll(self.qvax.db, [], self.qvax.reach, now=self.now)
        _, asked = views.offer_with_invitations(self.qvax.db, number)
        for one in asked:
            if one.invitation.state == "confirmed":
                self.qvax.desk.vaccinated(one.invitation.code)
        self.qvax.hand_over()
        return len(asked)

    def _live(self, number: int) -> list[Asked]:
        return [one for one in views.offer_with_invitations(self.qvax.db, number)[1] if one.invitation.state == "sent"]


def year(folder: Path, size: int, offers: int) -> tuple[Path, int]:
    """A database after so many offers, played by the product itself; how many people were asked."""
    path, asked = folder / "year.db", 0
    run(QVAX, "--db", path, "init", env={"HOME": str(folder), "QVAX_NOW": "2021-04-06T17:40"})
    center = _Center(path, size)
    for number in range(offers):
        evening, week = number % _A_WEEK, number // _A_WEEK
        center.now = max(center.now + 60, _BEGINS + (7 * week + evening) * _DAY)
        if evening == 0:
            center.week()
        asked += center.evening()
    center.qvax.close()
    return path, asked


def measure(folder: Path, size: int, offers: int, times: int) -> Table:
    """The audit of a year."""
    began = time.perf_counter()
    path, asked = year(folder, size, offers)
    made = time.perf_counter() - began
    db = open_database(path, "bench")
    events = db.number("SELECT count(*) FROM events")
    report = audit(db)
    assert not report.faults, report.faults[:3]
    table = Table(
        "A year of a center, audited",
        f"In process: {size:,} people whose list comes each week, {offers} offers, {asked:,} invitations, {events:,} "
        f"events; made by the product in {made:.0f} s. {report.checked:,} decisions are judged, none with a fault. The "
        "bare loop reads the events and checks their chain, and nothing else.",
        ("What", "Time", "Ratio"),
    )
    plain, whole, one = in_turn(
        times,
        lambda: timed(partial(_bare, path)),
        lambda: timed(lambda: audit(db)),
        lambda: timed(lambda: explain(db, 1, offers // 2, now=_BEGINS)),
    )
    db.close()
    table.row("the chain alone", milliseconds(plain), "1.00 ×")
    table.row("`qvax audit`, in process", milliseconds(whole), f"{whole / plain:.2f} ×")
    table.row("`qvax explain`, of an offer in the middle", milliseconds(one), f"{one / plain:.2f} ×")
    table.ratio("the audit of a year", whole, 1, "s")
    return table


def _bare(path: Path) -> None:
    conn = sqlite3.connect(path)
    before = bytes(32)
    for *fields, stored in conn.execute(
        """SELECT id, at, operator, what, center_id, offer_id, invitation_id, reservist_id, detail, facts, hash
           FROM events ORDER BY id"""
    ):
        text = "\n".join("" if field is None else str(field) for field in fields)
        before = sha256(before + text.encode()).digest()
        assert before == stored
    conn.close()
