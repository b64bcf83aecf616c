"""What must hold in the database and the spool at any moment, checked from outside: plain SQL, none of our code."""

from collections import Counter
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from qvax_cli.store.server import Server
from tests.databases import Opened, opened

_BRUSSELS = ZoneInfo("Europe/Brussels")
_HALF_HOUR = 1800
#: What an event says became of its invitation.
STATES = {
    "invited": "queued",
    "undeliverable": "undeliverable",
    "handed over": "sent",
    "on standby": "standby",
    "released": "released",
    "asked again": "queued",
    "confirmed": "confirmed",
    "declined": "declined",
    "expired": "expired",
    "answered too late": "too_late",
    "withdrawn": "cancelled",
    "ended with the inbox unread": "cancelled",
    "cancelled": "cancelled",
    "vaccinated": "vaccinated",
    "no show": "no_show",
}
_OF_WINDOWS = ("availability withheld", "availability given back")
#: The states in which a message of a kind may wait; the others say what is not, or no more, true.
_TRUE_IN = {
    "invitation": {"queued"},
    "confirmation": {"confirmed", "vaccinated"},
    "expired": {"expired"},
    "no_show": {"no_show"},
    "second_dose": {"vaccinated"},
    "cancelled": {"cancelled"},
    "taken_back": {"cancelled"},
    "again": {"queued"},
    "standby": {"standby"},
    "released": {"released"},
    "too_late": {"too_late", "expired", "declined", "cancelled", "no_show", "undeliverable"},
}


def check(db: Path | Server, now: int, *, file: bool = True) -> None:
    """All that holds between two commands, whatever ran before and however it ended; `file`: of the file itself too."""
    with opened(db) as conn:
        if file and conn.of_a_file:
            _file_is_whole(conn)
        _r12_and_r14(conn)
        _r13_and_r15(conn)
        _r18(conn)
        _index_of_windows(conn, now)
        _log_tells_every_change(conn)
        _messages_are_true(conn, now)
        _erased_means_erased(conn)


def _none(conn: Opened, sql: str) -> None:
    found = [tuple(row) for row in conn.execute(sql)]
    assert not found, (sql, found)


def _file_is_whole(conn: Opened) -> None:
    assert [row[0] for row in conn.execute("PRAGMA integrity_check")] == ["ok"]
    _none(conn, "PRAGMA foreign_key_check")


def _r12_and_r14(conn: Opened) -> None:
    """No dose is promised twice, nobody is asked twice at a time, and the counts are those of the invitations."""
    _none(conn, "SELECT * FROM offers WHERE confirmed > doses OR (policy = 'strict' AND confirmed + pending > doses)")
    _none(
        conn,
        """SELECT reservist_id, count(*) FROM invitations WHERE state IN ('queued', 'sent', 'standby', 'confirmed')
           GROUP BY reservist_id HAVING count(*) > 1""",
    )
    _none(conn, "SELECT offer_id, reservist_id FROM invitations GROUP BY 1, 2 HAVING count(*) > 1")
    _none(
        conn,
        """SELECT o.id, o.pending, o.confirmed FROM offers AS o WHERE
           pending <> (SELECT count(*) FROM invitations WHERE offer_id = o.id AND state IN ('queued', 'sent'))
           OR standby <> (SELECT count(*) FROM invitations WHERE offer_id = o.id AND state = 'standby')
           OR confirmed <> (SELECT count(*) FROM invitations WHERE offer_id = o.id
                            AND state IN ('confirmed', 'vaccinated'))""",
    )
    _none(
        conn,
        "SELECT id, state FROM offers WHERE state IN ('open', 'filled') AND (state = 'filled') <> (confirmed = doses)",
    )
    _none(
        conn,
        """SELECT i.code FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
           WHERE o.state IN ('closed', 'cancelled') AND i.state IN ('queued', 'sent', 'standby')""",
    )


def _r13_and_r15(conn: Opened) -> None:
    """The clock runs from the hand-over to the end of the offer, and who is confirmed answered within it."""
    _none(
        conn,
        """SELECT i.code, i.sent_at, i.expires_at FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
           WHERE i.sent_at IS NOT NULL AND i.expires_at <> (
               SELECT min(least) FROM (SELECT i.sent_at + o.answer_seconds AS least UNION ALL
               SELECT o.until_at - CASE o.policy WHEN 'strict' THEN 0 ELSE o.last_call_seconds END) AS both_ends)""",
    )
    _none(
        conn,
        """SELECT i.code, i.answered_at FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
           WHERE i.state IN ('confirmed', 'vaccinated', 'no_show')
             AND (i.answered_at IS NULL OR i.answered_at > coalesce(i.expires_at, o.until_at))""",
    )
    _none(conn, "SELECT code FROM invitations WHERE state = 'sent' AND sent_at IS NULL")


def _r18(conn: Opened) -> None:
    """Only silence takes windows away."""
    _none(
        conn,
        """SELECT i.code, i.state FROM withheld JOIN invitations AS i ON i.id = invitation_id
           WHERE i.state NOT IN ('expired', 'too_late', 'no_show')""",
    )


def _index_of_windows(conn: Opened, now: int) -> None:
    """`available` holds the windows of the listed, in half hours, in the person's place of the order (R11)."""
    wanted: dict[tuple[int, int, int], set[int]] = {}
    rows = conn.execute(
        """SELECT r.id, r.center_id, r.birth_date, r.lot, r.state, w.starts_at, w.ends_at
           FROM windows AS w JOIN reservists AS r ON r.id = w.reservist_id ORDER BY r.id, w.starts_at"""
    )
    last = None
    for person, center, birth, lot, state, starts, ends in rows:
        assert state == "listed", f"reservist {person} has left and has a window"
        assert last is None or last[0] != person or last[1] < starts, "windows overlap or touch (R8)"
        last = (person, ends)
        turn = date.fromisoformat(birth).toordinal() * 2**32 + lot
        halves = range(starts // _HALF_HOUR, -(-ends // _HALF_HOUR))
        wanted.setdefault((person, center, turn), set()).update(halves)
    found: dict[tuple[int, int, int], set[int]] = {}
    for center, cell, turn, person in conn.execute("SELECT center_id, block, rank, reservist_id FROM available"):
        level, index = divmod(cell, 2**32)
        halves = range(index << level, index + 1 << level)
        held = found.setdefault((person, center, turn), set())
        assert held.isdisjoint(halves), f"cells of reservist {person} overlap"
        held.update(halves)
    passed = now // _HALF_HOUR  # what lies before this half hour may be swept out of the one and not the other
    assert _coming(found, passed) == _coming(wanted, passed)


def _coming(halves: dict[tuple[int, int, int], set[int]], passed: int) -> dict[tuple[int, int, int], set[int]]:
    coming = {who: {half for half in held if half >= passed} for who, held in halves.items()}
    return {who: held for who, held in coming.items() if held}


def history(conn: Opened, invitation: int) -> list[str]:
    """What the log says of an invitation, as the states that it went through."""
    rows = conn.execute("SELECT what, facts FROM events WHERE invitation_id = ? ORDER BY id", (invitation,))
    told = []
    for what, facts in rows:
        found = [fact.partition("=")[2] for fact in (facts or "").split() if fact.startswith("state=")]
        if what == "taken back":  # to whatever it was before (R41)
            assert len(found) == 1, facts
        elif what in STATES:
            assert found == [STATES[what]], (what, facts)
        else:
            assert what in ("came back", "entered by hand", *_OF_WINDOWS), (what, facts)
        told += found
    return told


def _log_tells_every_change(conn: Opened) -> None:
    """R24: from the log alone the state of every invitation is known."""
    for row in conn.execute("SELECT id, code, state FROM invitations").fetchall():
        told = history(conn, row["id"])
        assert told[0] in ("queued", "undeliverable"), (row["code"], told)
        assert told[-1] == row["state"], (row["code"], told, row["state"])
        assert all(a != b for a, b in pairwise(told)), (row["code"], told)
        assert told.count("sent") <= 1 + told.count("released"), (row["code"], told)
    _none(conn, "SELECT id FROM events WHERE operator = ''")


def _messages_are_true(conn: Opened, now: int) -> None:
    """Nothing waits in the outbox that is not true any more: nobody is confirmed and told of their silence."""
    rows = conn.execute(
        """SELECT m.kind, i.state, i.code FROM messages AS m JOIN invitations AS i ON i.id = m.invitation_id
           WHERE m.state = 'queued'"""
    )
    for kind, state, code in rows:
        assert state in _TRUE_IN.get(kind, {state}), f"{code} is {state}, and still to be told: {kind}"
    _none(
        conn,
        """SELECT code FROM invitations AS i WHERE state = 'queued' AND NOT EXISTS
           (SELECT 1 FROM messages WHERE invitation_id = i.id AND kind IN ('invitation', 'again')
            AND state = 'queued')""",
    )
    _none(
        conn,
        f"""SELECT code FROM invitations AS i WHERE state = 'confirmed' AND channels <> ''
            AND NOT EXISTS (SELECT 1 FROM messages WHERE invitation_id = i.id AND kind = 'confirmation'
                            AND state <> 'dropped')
            AND EXISTS (SELECT 1 FROM offers WHERE id = i.offer_id AND until_at >= {now})""",
    )


def _erased_means_erased(conn: Opened) -> None:
    for table in ("windows", "available"):
        _none(
            conn, f"SELECT r.id FROM {table} AS t JOIN reservists AS r ON r.id = t.reservist_id WHERE state = 'erased'"
        )
    _none(
        conn,
        """SELECT r.id FROM withheld AS w JOIN invitations AS i ON i.id = w.invitation_id
           JOIN reservists AS r ON r.id = i.reservist_id WHERE r.state = 'erased'""",
    )


def left_uncovered(db: Path | Server, now: int) -> list[tuple[int, int]]:
    """Offers with a dose that nobody is asked for although somebody could be, and who that is (R10, R12)."""
    with opened(db) as conn:
        rows = conn.execute(
            """SELECT DISTINCT o.id, o.from_at, o.min_age, o.max_age, r.id, r.birth_date,
                      w.starts_at, w.ends_at, o.until_at, o.overlap_seconds
               FROM offers AS o
               JOIN reservists AS r ON r.center_id = o.center_id AND r.state = 'listed'
               JOIN windows AS w ON w.reservist_id = r.id
               WHERE o.state IN ('open', 'filled') AND o.until_at - ? >= o.last_call_seconds
                 AND o.confirmed + o.pending < o.doses
                 AND NOT EXISTS (SELECT 1 FROM invitations WHERE reservist_id = r.id
                                 AND (offer_id = o.id OR state IN ('queued', 'sent', 'confirmed')))""",
            (now,),
        ).fetchall()
    return sorted(
        {
            (offer, person)
            for offer, begin, low, high, person, birth, starts, ends, until, overlap in rows
            if fits(date.fromisoformat(birth), begin, low, high)
            and min(ends, until) - max(starts, begin, now) >= overlap
        }
    )


def fits(birth: date, begin: int, low: int | None, high: int | None) -> bool:
    """Whether somebody born that day fits the age limits of an offer that begins at that moment (R3, R9)."""
    on = datetime.fromtimestamp(begin, UTC).astimezone(_BRUSSELS).date()
    age = relativedelta(on, birth).years
    return (low is None or age >= low) and (high is None or age <= high)


def spooled(db: Path) -> Counter[tuple[str, str]]:
    """How many mails of each (kind, code) stand in the spool."""
    return Counter(tuple(file.name.split(".")[2:4]) for file in Path(f"{db}-spool").glob("new/*"))  # type: ignore[misc]


def check_spool(db: Path) -> None:
    """Every message handed over stands in the spool exactly once, and an invitation tells the deadline that counts."""
    counts = spooled(db)
    with opened(db) as conn:
        # Whenever doses come back, somebody who was let go is asked once more, and may be let go again (R30).
        again = conn.execute(
            """SELECT i.code, count(*) FROM events AS e JOIN invitations AS i ON i.id = e.invitation_id
               WHERE e.what = 'asked again' GROUP BY i.code"""
        )
        times = Counter(dict(map(tuple, again)))
    for (kind, code), number in counts.items():
        most = {"again": times[code], "released": 1 + times[code], "standby": 1 + times[code]}
        assert number <= most.get(kind, 1), counts
    assert not list(Path(f"{db}-spool").glob("tmp/*"))
    ids = [message_from_bytes(f.read_bytes())["Message-ID"] for f in Path(f"{db}-spool").glob("new/*")]
    assert len(ids) == len(set(ids))
    with opened(db) as conn:
        rows = conn.execute(
            """SELECT m.kind, i.code, m.body, i.expires_at FROM messages AS m
               JOIN invitations AS i ON i.id = m.invitation_id JOIN reservists AS r ON r.id = i.reservist_id
               WHERE m.state = 'handed_over' AND r.state <> 'erased'"""
        ).fetchall()
    assert {(kind, code) for kind, code, _, _ in rows} <= set(counts)
    for kind, code, body, expires_at in rows:
        if times[code]:  # several mails of a kind, and the deadline is that of the last
            continue
        text = _text(db, kind, code)
        assert body is None or text.strip() == body.strip(), "the outbox shows another text than the one that left"
        if kind == "invitation" and expires_at is not None:  # None: taken back while it was on its way
            assert deadline(expires_at) in text.replace("\u00a0", " ").replace("\u202f", " "), (code, expires_at, text)


def deadline(moment: int) -> str:
    """A moment as a French invitation tells it."""
    wall = datetime.fromtimestamp(moment, UTC).astimezone(_BRUSSELS)
    return f"{wall.hour} h {wall.minute:02}" if wall.minute else f"{wall.hour} h"


def _text(db: Path, kind: str, code: str) -> str:
    (file,) = Path(f"{db}-spool").glob(f"new/*.{kind}.{code}.*")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    return str(mail.get_content())
