"""The site with people at it: its pages beside a bare one, an evening of answers, and what asking tells by its time."""

import http.client
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median

from bench import lists
from bench.measure import milliseconds, percentile, timed
from bench.report import Table
from bench.site_at_work import KEY, URL, bare_page, evening, polling, serving
from bench.visitors import Answered, Request, ask, come, paced
from qvax_cli.loop.links import Links
from qvax_cli.loop.passwords import hashed
from qvax_cli.rules.links import code_of
from qvax_cli.rules.national_number import make
from qvax_cli.store import asked, open_database, operators, visits
from qvax_cli.store.visits import Visit

#: So many of them a second.
_LOOKS, _ANSWERS, _REGISTRATIONS = 50, 200 / 60, 8


def pages(folder: Path, seconds: float) -> Table:
    """What people wait for who look, who answer and who register, while polls run."""
    table = Table(
        "The site",
        f"One process of `qvax serve`, asked over loopback when each page has been seen: {_LOOKS} pages a second, half "
        "of them invitations and half people's own, while one `qvax poll` after the other runs beside it. Time counts "
        "from the moment at which a page was to be asked for. The bare page is one of Flask behind waitress, with one "
        f"query, in a process of its own. Then {60 * _ANSWERS:.0f} yeses a minute, each sent twice at once, beside "
        f"{_REGISTRATIONS} registrations a second. A yes is lost when its sender is still waited for; who was let go "
        f"when all doses were given stays so. {seconds:g} seconds of each.",
        ("What", "Requests", "Median", "99th percentile"),
    )
    path = evening(folder, round(seconds * _ANSWERS))
    invitations, own = _invitations(path), _own_pages(path)
    with bare_page(path) as port:
        _row(table, "a bare page", come(port, paced([Request("", "/")], _LOOKS, seconds)))
    with serving(path) as port, polling(path):
        come(port, [invitations[0], own[0], Request("", "/register")])
        both = [one for pair in zip(invitations, own, strict=False) for one in pair]
        looked = come(port, paced(both, _LOOKS, seconds))
        answers = paced(
            [one._replace(kind="an answer", form={"answer": "yes"}) for one in invitations], _ANSWERS, seconds
        )
        told = come(port, [*answers, *answers, *paced(_applications(path, new=True), _REGISTRATIONS, seconds)])
    for kind in ("an invitation", "an own page"):
        slow = _row(table, kind, [one for one in looked if one.kind == kind])
        table.ratio(f"99th percentile of {kind}", 1000 * slow, 25, "ms")
    for kind in ("an answer", "a registration"):
        _row(table, kind, [one for one in told if one.kind == kind])
    _judge(table, path, answers, sum(one.kind == "a registration" for one in told))
    return table


def asking(folder: Path, times: int) -> Table:
    """Whether the time that the site takes tells who is on the list."""
    table = Table(
        "What asking tells",
        f"The site is asked {times} times in turn for a link to the page of an address that somebody has and of one "
        "that nobody has, for the registration of a number that is on the list and of one that is not, and for a "
        "log-in at the desk, with a wrong password, by a name that somebody has and by one that nobody has.",
        ("Asked for", "Median", "Middle half", "Ratio"),
    )
    path = evening(folder, 0)
    with serving(path) as port, closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        listed = ("on the list", "not on the list")
        for what, who, known, unknown in (
            ("a link to a page", listed, _links(path, known=True), _links(path, known=False)),
            ("a registration", listed, _applications(path, new=False), _applications(path, new=True)),
            ("a log-in", ("somebody's name", "nobody's"), _log_ins(path, times, "bea"), _log_ins(path, times, "")),
        ):
            took: tuple[list[float], list[float]] = ([], [])
            for pair in list(zip(known, unknown, strict=False))[:times]:
                for one, found in zip(pair, took, strict=True):
                    found.append(timed(lambda one=one: _answered(connection, one)))  # type: ignore[misc]
            longer, shorter = sorted(map(median, took), reverse=True)
            ratio = table.ratio(f"{what}: the longer, of the shorter", longer / shorter, 1.15)
            for whose, found in zip(who, took, strict=True):
                half = f"{milliseconds(percentile(found, 0.25))} to {milliseconds(percentile(found, 0.75))}"
                table.row(f"{what}, {whose}", milliseconds(median(found)), half, ratio)
    return table


def _answered(connection: http.client.HTTPConnection, one: Request) -> None:
    status = ask(connection, one)
    assert status in (200, 303, 422), f"{one.path}: {status}"


def _row(table: Table, what: str, found: Sequence[Answered]) -> float:
    """Tells how long it took; the 99th percentile."""
    strange = {one.status for one in found} - {200, 303}
    assert not strange, f"{what}: {strange}"
    slow = percentile([one.seconds for one in found], 0.99)
    table.row(what, len(found), milliseconds(median(one.seconds for one in found)), milliseconds(slow))
    return slow


def _judge(table: Table, path: Path, answers: Sequence[Request], registrations: int) -> None:
    """Whether everything that was sent stands in the database, once."""
    codes = [code_of(one.path.removeprefix("/a/")) for one in answers]
    with closing(sqlite3.connect(path)) as conn:

        def number(sql: str, *values: object) -> int:
            return int(conn.execute(sql, values).fetchone()[0])

        lost = number(
            "SELECT count(*) FROM invitations WHERE state = 'sent' AND code IN (SELECT value FROM json_each(?))",
            json.dumps(codes),
        )
        twice = number("""SELECT count(*) FROM (SELECT 1 FROM events WHERE facts LIKE '%received=%'
                          GROUP BY invitation_id, what HAVING count(*) > 1)""")
        beyond = number("""SELECT count(*) FROM offers AS o WHERE doses <
                           (SELECT count(*) FROM invitations WHERE offer_id = o.id AND state = 'confirmed')""")
        waiting = number("SELECT count(*) FROM applications")
    table.ratio("answers lost", lost, 0, "")
    table.ratio("answers counted twice", twice, 0, "")
    table.ratio("offers with more people confirmed than doses", beyond, 0, "")
    table.ratio("registrations lost", registrations - waiting, 0, "")


def _invitations(path: Path) -> list[Request]:
    """The pages of those who are being asked, in no order."""
    links = Links(URL, KEY.encode())
    with closing(open_database(path, "bench")) as db:
        codes = db.all("SELECT code FROM invitations WHERE state = 'sent' ORDER BY id")
        found = [links.to_answer(asked.by_code(db, row["code"])).removeprefix(URL) for row in codes]
    Random(2021).shuffle(found)
    return [Request("an invitation", one) for one in found]


def _own_pages(path: Path) -> list[Request]:
    """The pages of a hundred people, each opened in a browser."""
    secrets = [f"secret{number}" for number in range(100)]
    with closing(open_database(path, "bench")) as db, db.write():
        for number, secret in enumerate(secrets, 1):
            visits.begin(db, Visit(sha256(secret.encode()).digest(), number, "mail", lists.NOW + 3600))
    return [Request("an own page", "/me", cookie=f"__Host-qvax={secret}") for secret in secrets]


def _links(path: Path, *, known: bool) -> list[Request]:
    with closing(open_database(path, "bench")) as db:
        rows = db.all("SELECT min(email) AS email FROM reservists WHERE email IS NOT NULL GROUP BY lower(email)")
    addresses = [row["email"] if known else f"nobody{number}@example.org" for number, row in enumerate(rows)]
    return [
        Request("a link", "/link", form={"address": address}, remote=_remote(number, known))
        for number, address in enumerate(addresses)
    ]


def _applications(path: Path, *, new: bool) -> list[Request]:
    """Registrations, each from a network of its own and with an address of its own."""
    if new:
        numbers = [make(date(1950, 1, 1) + timedelta(days=day), 501) for day in range(500)]
    else:
        with closing(open_database(path, "bench")) as db:
            numbers = [
                row["number"] for row in db.all("SELECT number FROM reservists WHERE state = 'listed' ORDER BY id")
            ]
    person = {"first_name": "Ann", "last_name": "Peeters", "center": "namur", "language": "fr", "consent": "yes"}
    return [
        Request(
            "a registration",
            "/register",
            form={**person, "niss": number, "email": f"{'new' if new else 'known'}{place}@example.org"},
            remote=_remote(place, new),
        )
        for place, number in enumerate(numbers)
    ]


def _log_ins(path: Path, times: int, name: str) -> list[Request]:
    """Log-ins with a wrong password; name: of an operator who is added, "" for names that nobody has."""
    if name:
        with closing(open_database(path, "bench")) as db, db.write():
            added = operators.add(db, name, "desk", 1, lists.NOW)
            operators.set_password(db, added.id, hashed("a long random word"))
    return [
        Request(
            "a log-in",
            "/desk/login",
            form={"operator": name or f"nobody{number}", "password": "another word"},
            remote=_remote(number, not name),
        )
        for number in range(times)
    ]


def _remote(number: int, other: bool) -> str:
    """An address in a network of its own: what one network asks for is counted."""
    return f"10.{100 * other + number // 250}.{number % 250}.1"
