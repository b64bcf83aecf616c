"""A long list on a server of PostgreSQL: who is asked, against Covidliste's own query; an import against COPY."""

import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Any

import psycopg

from bench import imports, lists, offers
from bench.measure import QVAX, in_turn, milliseconds, run, timed
from bench.report import Table
from qvax_cli.store import open_database
from qvax_cli.store.server import Server
from tests.postgresql.cluster import Cluster

#: The tables that an import fills.
_FILLED = ("reservists", "windows", "available")
#: A center's town, and how far people live from it at the most (degrees, kilometres).
_TOWN, _AROUND, _FAR = (50.47, 4.87), 0.1, 10

#: The same people as Covidliste keeps them (db/schema.rb at 9229721a): what its query reads, and the indexes of that.
#: Coordinates are drawn; a cell of its grid is one of zoom level 15 (some 800 m wide there).
_COVIDLISTE = (
    f"""CREATE TABLE covidliste AS SELECT id, birth_date::date AS birthdate, lat, lon,
            floor((lon + 180) / 360 * 32768)::int AS grid_i,
            floor((1 - ln(tan(radians(lat)) + 1 / cos(radians(lat))) / pi()) / 2 * 32768)::int AS grid_j,
            to_timestamp(registered_at + id % 100000) AS created_at, now() AS confirmed_at,
            NULL::timestamp AS anonymized_at, NULL::timestamp AS match_confirmed_at, id % 3 AS matches_count
        FROM (SELECT *, {_TOWN[0]} + {_AROUND} * (random() - 0.5) AS lat,
                     {_TOWN[1]} + {_AROUND} * (random() - 0.5) AS lon
              FROM reservists) AS people""",
    "ALTER TABLE covidliste ADD PRIMARY KEY (id)",
    *(
        f"CREATE INDEX ON covidliste ({column})"
        for column in (
            *("anonymized_at", "birthdate", "confirmed_at", "grid_i", "grid_j", "match_confirmed_at", "matches_count"),
        )
    ),
    "ANALYZE covidliste",
)
#: Its query (app/services/reachable_users_service.rb there), for everybody between 18 and 100 within 10 km.
_REACHABLE = f"""
    SELECT u.id AS user_id, matches_count,
           ((SQRT((((%(lat)s) - u.lat)*110.574)^2
                  + (((%(lon)s) - u.lon)*111.320*COS(u.lat::float*3.14159/180))^2)) / 5.0)::int * 5 AS distance_bucket
    FROM covidliste u
    WHERE u.confirmed_at IS NOT NULL AND u.anonymized_at IS NULL AND u.match_confirmed_at IS NULL
      AND u.birthdate BETWEEN '1921-04-06' AND '2003-04-06'
      AND u.grid_i >= %(i)s - 13 AND u.grid_i <= %(i)s + 13 AND u.grid_j >= %(j)s - 13 AND u.grid_j <= %(j)s + 13
      AND (SQRT((((%(lat)s) - u.lat)*110.574)^2
                + (((%(lon)s) - u.lon)*111.320*COS(u.lat::float*3.14159/180))^2)) < {_FAR}
    ORDER BY matches_count ASC, distance_bucket ASC, created_at DESC LIMIT 30"""
_PLACE = {"lat": _TOWN[0], "lon": _TOWN[1], "i": 16827, "j": 11046}


def selection(cluster: Cluster, folder: Path, people: int, times: int) -> Table:
    """The first candidates of one center that holds everybody, on a server."""
    server = Server(cluster.url(f"one_{people}"))
    run(QVAX, "--db", lists.one_center(folder, people), "move", "--to", server.url, env=lists.ENV)
    table = Table(
        "Selection in one center on a server",
        f"In process, one center of {people:,} people with five windows each on average, on PostgreSQL. Beside it the "
        "query by which Covidliste found whom to ask, over the same people with its columns and indexes, all within "
        "reach: by how often they were asked, by distance, the latest registered first. It knows neither age order nor "
        "when somebody can come, so it finds the same 30 whoever can.",
        ("Who can come", "3 people", "30 people", "300 people", "Covidliste's query, 30"),
    )
    theirs = _of_covidliste(server, times)
    worst = 0.0
    with closing(open_database(server, "bench")) as db:
        db.optimise()
        for which, share in enumerate((*lists.SHARES, *lists.SHARES)):
            who = f"{share:.2%}, {'anybody' if which < len(lists.SHARES) else 'only the youngest'}"
            offer = offers.offer_at(db, lists.evening(which))
            found = [median(offers.select(db, offer, n) for _ in range(times)) for n in (3, 30, 300)]
            worst = max(worst, *found)
            table.row(who, *map(milliseconds, found), milliseconds(theirs))
    table.ratio("the slowest selection on a server", worst * 1000, 25, "ms")
    return table


def _of_covidliste(server: Server, times: int) -> float:
    with psycopg.connect(server.url, autocommit=True) as conn:
        for statement in _COVIDLISTE:
            conn.execute(statement.encode())
        query = partial(conn.execute, _REACHABLE.encode(), _PLACE)
        assert len(query().fetchall()) == 30
        return median(timed(query) for _ in range(times))


def importing(cluster: Cluster, folder: Path, rows: int, times: int) -> Table:
    """A first import on a server against the bare `COPY` of what it leaves."""
    table = Table(
        "An import on a server",
        f"{rows:,} rows as above, into PostgreSQL. `COPY` puts the same rows into tables with the same columns and "
        "indexes, each by one statement. The rows are read and checked for as long as a second import into a file "
        "takes, which writes nothing.",
        ("File", "First import", "`COPY`", "read and checked", "Ratio", "Second import"),
    )
    for windows in (False, True):
        file = imports.written(folder, rows, windows=windows)
        first, copy, checked, second = in_turn(times, *_actions(cluster, folder, file))
        name = "with windows" if windows else "without windows"
        ratio = table.ratio(f"first import of `COPY` and checking, {name}", first / (copy + checked), 1.3)
        table.row(name, *map(milliseconds, (first, copy, checked)), ratio, milliseconds(second))
    return table


def _actions(cluster: Cluster, folder: Path, file: Path) -> tuple[Callable[[], float], ...]:
    server, ours = Server(cluster.url("import")), folder / "on-a-file" / "q.db"

    def put(place: object) -> float:
        return run(QVAX, "--quiet", "--db", place, "import", file, env=lists.ENV)

    def first() -> float:
        cluster.sql("DROP DATABASE IF EXISTS import")
        run(QVAX, "--db", server.url, "init", env=lists.ENV)
        return put(server.url)

    def checked() -> float:
        shutil.rmtree(ours.parent, ignore_errors=True)
        run(QVAX, "--db", ours, "init", env=lists.ENV)
        put(ours)
        return put(ours)

    return first, partial(_copied, server), checked, partial(put, server.url)


def _copied(server: Server) -> float:
    """The seconds in which what an import has left is put into tables beside its own."""
    took = 0.0
    with psycopg.connect(server.url, autocommit=True) as conn:
        for table in _FILLED:
            with TemporaryFile() as kept:
                with conn.cursor().copy(f"COPY {table} TO STDOUT".encode()) as out:
                    for data in out:
                        kept.write(data)
                kept.seek(0)
                conn.execute(f"CREATE TABLE bare (LIKE {table} INCLUDING ALL)".encode())
                took += timed(partial(_put, conn, kept))
                conn.execute("DROP TABLE bare")
    return took


def _put(conn: "psycopg.Connection[Any]", kept: Any) -> None:
    with conn.cursor().copy("COPY bare FROM STDIN") as into:
        while data := kept.read(1 << 20):
            into.write(data)
