"""What a command may touch: the database, the clock, the settings, the channels. Built once, passed by hand."""

import os
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.output import Output
from qvax_cli.times import Clock, clock

if TYPE_CHECKING:
    from qvax_cli.channels import Channel
    from qvax_cli.channels.inbox import Inbox
    from qvax_cli.loop.hand_over import HandOver
    from qvax_cli.loop.invite import Policy
    from qvax_cli.settings import Settings
    from qvax_cli.store.database import Database
    from qvax_cli.store.people import Reservist


class Qvax:
    """One run of qvax. Everything is opened when it is first used."""

    def __init__(
        self,
        *,
        db: Path | None = None,
        config: Path | None = None,
        operator: str | None = None,
        output: Output | None = None,
        now: Clock | None = None,
        sleep: Callable[[float], None] = time.sleep,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.environ = environ
        self.config = config
        self.output = output or Output()
        self.now = now or clock(environ)
        self.sleep = sleep
        self.db_path = db or default_database(environ)
        self._operator = operator

    @cached_property
    def operator(self) -> str:
        """Who is at work, for the log (R24): --operator, else $QVAX_OPERATOR, else the login name."""
        if self._operator or self.environ.get("QVAX_OPERATOR"):
            return self._operator or self.environ["QVAX_OPERATOR"]
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return str(os.getuid())

    @cached_property
    def settings(self) -> "Settings":
        from qvax_cli.settings import load

        return load(self.config, self.environ)

    @cached_property
    def db(self) -> "Database":
        from qvax_cli.store.database import open_database

        return open_database(self.db_path, self.operator)

    @cached_property
    def channels(self) -> "Mapping[str, Channel]":
        from qvax_cli.channels.configured import outgoing

        return outgoing(self.settings, self.db_path)

    @cached_property
    def inboxes(self) -> "list[Inbox]":
        from qvax_cli.channels.configured import incoming

        return incoming(self.db_path)

    @property
    def policy(self) -> "Policy":
        from qvax_cli.loop.invite import Policy

        return Policy(
            answer_seconds=self.settings.seconds("policy.answer_minutes"),
            overlap_seconds=self.settings.seconds("policy.least_overlap_minutes"),
            last_call_seconds=self.settings.seconds("policy.last_call_minutes"),
            default_seconds=self.settings.seconds("policy.default_hours"),
        )

    def reach(self, reservist: "Reservist") -> tuple[str, ...]:
        """The channels that can reach a person, in order."""
        return tuple(
            name
            for name, channel in self.channels.items()
            if channel.takes(reservist.email, reservist.mobile) is not None
        )

    def hand_over(self) -> "HandOver":
        """Hands over what waits in the outbox, after the commit that wrote it."""
        from qvax_cli.loop.hand_over import HandOver

        return HandOver(self.db, self.channels, self.reach, self.now).run()

    def close(self) -> None:
        """Closes the database, if it was opened."""
        if "db" in self.__dict__:
            self.db.close()


def default_database(environ: Mapping[str, str]) -> Path:
    """$QVAX_DB, else qvax.db in the user's data folder."""
    if environ.get("QVAX_DB"):
        return Path(environ["QVAX_DB"])
    home = Path(environ.get("HOME", "~")).expanduser()
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "qvax" / "qvax.db"
