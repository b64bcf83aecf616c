"""Centers that share a list on a server of PostgreSQL: all at the same second, many hands, an offer against SQLite."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bench import lists
from bench.hands import answer
from bench.measure import QVAX, at_once, in_turn, milliseconds, run
from bench.report import Table
from qvax_cli.context import Qvax
from qvax_cli.loop.announce import Terms
from qvax_cli.store import open_database
from qvax_cli.store.postgresql import PostgreSQL
from qvax_cli.store.server import Server
from tests.postgresql.cluster import Cluster

_PROCESSES = 8
_DOSES = 3
#: What the bare loop locks, as we lock ours.
_BARE_LOCK = 1


def evening(cluster: Cluster, folder: Path, people: int, answers: int, times: int) -> Table:
    """98 centers announce at the same second; then eight processes record answers."""
    template, codes = _spread(cluster, folder, people)
    table = Table(
        "Many centers on a server",
        f"A list of {people:,} people on PostgreSQL {_version(template)}, on a socket of this machine, with its usual "
        f"settings. {len(codes)} centers announce {_DOSES} doses at the same second through {len(codes)} clients in "
        f"{_PROCESSES} processes: opened, asked, committed. Then {_PROCESSES} processes record {answers} answers each, "
        "every answer a transaction of its own; the bare loop runs the statements of such a transaction (one lock, one "
        "read, three writes, one commit) and nothing else.",
        ("What", "Time", "A second", "Of the bare loop"),
    )
    took = median(_announced(cluster, template, codes) for _ in range(times))
    table.ratio(f"{len(codes)} centers that announce {_DOSES} doses at once", took, 5, "s")
    table.row(f"{len(codes)} offers of {_DOSES} doses", milliseconds(took), f"{len(codes) / took:,.0f} offers", "")
    asked = _asked(cluster, template, codes, _PROCESSES * answers)
    every = _PROCESSES * answers
    ours = median(_race(cluster, asked, answer, answers) for _ in range(times))
    bare = median(_race(cluster, asked, _bare, answers) for _ in range(times))
    table.ratio("time of a thousand answers by eight processes", 1000 * ours / every, 1, "s")
    table.row(f"{every:,} answers, qvax", milliseconds(ours), f"{every / ours:,.0f} answers", f"{bare / ours:.2f} ×")
    table.row(f"{every:,} answers, bare loop", milliseconds(bare), f"{every / bare:,.0f} answers", "1.00 ×")
    return table


def offer(cluster: Cluster, folder: Path, people: int, times: int) -> Table:
    """A whole `qvax offer` on a server against the same on a file, and what it sends."""
    template, codes = _spread(cluster, folder, people)
    file, copy = folder / "offer.db", _copy(cluster, template, "offer")
    shutil.copy(lists.spread(folder, people), file)
    home = {**lists.ENV, "HOME": str(folder)}
    table = Table(
        "An offer on a server",
        f"A whole `qvax offer --doses {_DOSES}`, committed and handed to the spool, on the same {people:,} people. "
        "The driver is loaded for a server alone. Counted is how often an offer waits for its server.",
        ("Where", "Median", "Ratio"),
    )
    words = ("offer", "--center", codes[0], "--doses", _DOSES)
    small, large = in_turn(times, *(lambda at=at: run(QVAX, "--db", at, *words, env=home) for at in (file, copy.url)))
    file.unlink()
    table.row("SQLite, in a file", milliseconds(small), "1.00 ×")
    table.row(
        "PostgreSQL", milliseconds(large), table.ratio("an offer on a server of one in a file", large / small, 2.2)
    )
    few, many = (_sent(copy, codes[1], doses) for doses in (3, 20))
    a_dose = (many - few) / 17
    table.row("messages for an offer of 3 doses", few, "")
    table.row("messages for each dose more", f"{a_dose:.1f}", table.ratio("messages a dose", a_dose, 15, ""))
    return table


def _spread(cluster: Cluster, folder: Path, people: int) -> tuple[Server, list[str]]:
    """A database of so many sample people over all centers, and the codes of these; made once."""
    server = Server(cluster.url(f"spread_{people}"))
    if server.url not in _made:
        run(QVAX, "--db", lists.spread(folder, people), "move", "--to", server.url, env=lists.ENV)
        with closing(open_database(server, "bench")) as db:
            db.optimise()
        _made.add(server.url)
    with closing(open_database(server, "bench")) as db:
        rows = db.all("SELECT code FROM centers WHERE id IN (SELECT center_id FROM reservists) ORDER BY code")
    return server, [row["code"] for row in rows]


_made: set[str] = set()


def _copy(cluster: Cluster, template: Server, name: str) -> Server:
    of = conninfo_to_dict(template.url)["dbname"]
    cluster.sql(f"DROP DATABASE IF EXISTS {name};\nCREATE DATABASE {name} TEMPLATE {of}")
    return Server(cluster.url(name))


def _version(server: Server) -> str:
    with psycopg.connect(server.url) as conn:
        return str(conn.info.server_version // 10_000)


def _qvax(server: Server) -> Qvax:
    return Qvax(db=server, operator="bench", now=lambda: lists.NOW, environ={"HOME": "/nonexistent"})


def _terms(doses: int) -> Terms:
    return Terms(doses, None, None, None, None, None)


def _announced(cluster: Cluster, template: Server, codes: list[str]) -> float:
    copy = _copy(cluster, template, "evening")
    took = at_once(_announce, copy, [codes[n::_PROCESSES] for n in range(_PROCESSES)])
    assert _number(copy, "SELECT count(*) FROM invitations WHERE state = 'queued'") == len(codes) * _DOSES
    return took


def _announce(server: Server, codes: Sequence[str], start: Barrier) -> None:
    clients = [_qvax(server) for _ in codes]
    for client in clients:
        client.desk  # noqa: B018 (connects)
    with ThreadPoolExecutor(len(codes)) as pool:
        start.wait()
        list(pool.map(lambda client, code: client.desk.announce(code, _terms(_DOSES)), clients, codes))


def _asked(cluster: Cluster, template: Server, codes: list[str], every: int) -> Server:
    """A database in which so many people have just been asked, in all centers."""
    copy = _copy(cluster, template, "asked")
    client = _qvax(copy)
    for code in codes:
        client.desk.announce(code, _terms(-(-every // len(codes))))
    sent = "UPDATE invitations SET state = 'sent', sent_at = :now, expires_at = :now + 1800 WHERE state = 'queued'"
    assert client.db.changed(sent, now=lists.NOW) >= every, "too few people could be asked"
    client.close()
    return copy


def _race(cluster: Cluster, base: Server, work: Callable[..., None], answers: int) -> float:
    copy = _copy(cluster, base, "hands")
    with psycopg.connect(copy.url) as conn:
        codes = [row[0] for row in conn.execute("SELECT code FROM invitations WHERE state = 'sent' ORDER BY id")]
    took = at_once(work, copy, [codes[n::_PROCESSES][:answers] for n in range(_PROCESSES)])
    done = _number(copy, "SELECT count(*) FROM invitations WHERE state <> 'sent' AND answered_at IS NOT NULL")
    assert done == _PROCESSES * answers, "an answer was lost"
    return took


def _bare(server: Server, codes: Sequence[str], start: Barrier) -> None:
    with psycopg.connect(server.url, autocommit=True, prepare_threshold=1) as conn:
        start.wait()
        for code in codes:
            conn.execute("BEGIN")
            conn.execute("SELECT pg_advisory_xact_lock(%s)", (_BARE_LOCK,))
            row = conn.execute("SELECT id FROM invitations WHERE code = %s", (code,)).fetchone()
            assert row
            conn.execute(
                "UPDATE invitations SET state = 'confirmed', answered_at = %s WHERE id = %s", (lists.NOW, row[0])
            )
            conn.execute(
                """INSERT INTO messages (invitation_id, kind, channel, created_at, next_try_at, not_after)
                   VALUES (%s, 'confirmation', 'mail', 0, 0, 0)""",
                row,
            )
            conn.execute(
                """INSERT INTO events (id, at, operator, what, hash)
                   SELECT coalesce(max(id), 0) + 1, 0, 'bench', 'confirmed', decode(repeat('00', 32), 'hex')
                   FROM events"""
            )
            conn.execute("COMMIT")


def _number(server: Server, sql: str) -> int:
    with closing(open_database(server, "bench")) as db:
        return db.number(sql)


def _sent(server: Server, code: str, doses: int) -> int:
    """How often the client of an offer waits for its server."""
    client = _qvax(server)
    assert isinstance(client.db, PostgreSQL)
    with TemporaryFile("w+") as trace:
        client.db.conn.pgconn.trace(trace.fileno())
        client.desk.announce(code, _terms(doses))
        client.db.conn.pgconn.untrace()
        client.close()
        trace.seek(0)
        return sum(line.split()[2:5:2] in (["F", "Query"], ["F", "Sync"]) for line in trace)
