"""The databases of the tests, as `qvax init` leaves them: a file for each, and on a server one for each worker."""

from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from itertools import count

import psycopg

from qvax_cli.store.server import Server
from tests.postgresql.cluster import Cluster


class Databases:
    """Databases on a server for the tests of one worker. Making one takes a tenth of a second, emptying it a tenth of
    that, so they are used again."""

    def __init__(self, cluster: Cluster, worker: str, init: Callable[[Server], object]) -> None:
        self.cluster = cluster
        self._worker = worker
        self._init = init
        self._numbers = count(1)
        self._free: list[Server] = []
        self._restore = ""

    def take(self) -> Server:
        """One with an empty list and the bundled centers."""
        if not self._free:
            return self._made()
        server = self._free.pop()
        with closing(psycopg.connect(server.url, autocommit=True)) as conn:
            conn.execute(self._restore.encode())
        return server

    def give_back(self, server: Server) -> None:
        """It is not needed any more."""
        self._free.append(server)

    def _made(self) -> Server:
        name = f"{self._worker}_{next(self._numbers)}"
        self.cluster.sql(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return Server(self.cluster.url(name))

    @cached_property
    def _template(self) -> str:
        """The name of the database that the others are copies of: what is there at first is kept beside the tables."""
        name = f"{self._worker}_template"
        server = Server(self.cluster.url(name))
        self._init(server)
        with closing(psycopg.connect(server.url, autocommit=True)) as conn:
            tables = [row[0] for row in conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
            counted = [
                row[0]
                for row in conn.execute(
                    """SELECT table_name FROM information_schema.columns
                       WHERE table_schema = 'public' AND is_identity = 'YES'"""
                )
            ]
            conn.execute("CREATE SCHEMA first")
            for table in tables:
                conn.execute(f"CREATE TABLE first.{table} AS TABLE public.{table}")
        # Neither rules nor references are looked at meanwhile, so that the order does not matter.
        self._restore = "; ".join(
            [
                "SET session_replication_role = replica",
                *(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM first.{table}" for table in tables),
                *(
                    f"""SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, false)
                        FROM {table}"""
                    for table in counted
                ),
            ]
        )
        return name
