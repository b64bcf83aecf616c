"""What a command may touch: the database, the clock, the settings, the channels. Built once, passed by hand."""

import os
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.errors import Misconfigured
from qvax_cli.output import Output
from qvax_cli.times import Clock, clock

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from qvax_cli.channels import Channel, Inbox
    from qvax_cli.loop.hand_over import HandOver
    from qvax_cli.loop.invite import Policy
    from qvax_cli.loop.reach import Manner, Reach
    from qvax_cli.settings import Settings
    from qvax_cli.store.database import Database


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
        named = db or default_database(environ)
        # Spool, inbox and locks stand beside the file itself, whatever link leads there.
        self.db_path = named.resolve() if named.is_symlink() else named
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
        from qvax_cli.channels.from_settings import outgoing

        return outgoing(self.settings, self.db_path)

    @cached_property
    def inboxes(self) -> "list[Inbox]":
        from qvax_cli.channels.from_settings import incoming
        from qvax_cli.store import replies

        return incoming(self.settings, self.db_path, lambda key: replies.known(self.db, key) is not None, self.now)

    @property
    def policy(self) -> "Policy":
        from qvax_cli.loop.invite import Policy

        return Policy(
            answer_seconds=self.settings.seconds("policy.answer_minutes"),
            overlap_seconds=self.settings.seconds("policy.least_overlap_minutes"),
            last_call_seconds=self.settings.seconds("policy.last_call_minutes"),
            default_seconds=self.settings.seconds("policy.default_hours"),
        )

    @cached_property
    def reach(self) -> "Reach":
        """How people are reached."""
        from qvax_cli.loop.reach import Reach

        return Reach(self.channels, self._manner)

    @cached_property
    def _manners(self) -> "dict[int, Manner]":
        """Those of the centers that were asked for, by id. Misconfigured when one is named that does not exist."""
        from qvax_cli.store import centers

        for code in self.settings.centers:
            if not any(center.code == code for center in centers.every(self.db)):
                raise Misconfigured(f"[centers.{code}]: there is no such center", "see: qvax center list")
        return {}

    def _manner(self, center_id: int) -> "Manner":
        """The way of a center, from the configuration. Misconfigured."""
        if center_id not in self._manners:
            from qvax_cli.loop.reach import Manner
            from qvax_cli.rules.quiet_hours import parse
            from qvax_cli.store import centers

            code = centers.by_id(self.db, center_id).code
            order, mode, quiet = (
                str(self.settings.of_center(code, f"channels.{name}")) for name in ("order", "mode", "quiet_hours")
            )
            names = tuple(order.split(", ")) if order else tuple(self.channels)
            if not set(names) <= set(self.channels):
                missing = ", ".join(sorted(set(names) - set(self.channels)))
                raise Misconfigured(
                    f"the channels of {code} are {order}, but there is no channel {missing}",
                    f"configure it in a section [{missing}], or take it out of the list",
                )
            self._manners[center_id] = Manner(names, mode == "together", parse(quiet, "quiet_hours"))
        return self._manners[center_id]

    def write(self, *, dry_run: bool = False) -> "AbstractContextManager[None]":
        """A transaction of a change that people are told of: not begun while the configuration is unusable."""
        self.reach  # noqa: B018
        return self.db.write(dry_run=dry_run)

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
