"""What a command may touch: the database, the clock, the settings, the channels. Built once, passed by hand."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.errors import Misconfigured, Refused
from qvax_cli.home import Home, beside, default_file, itself
from qvax_cli.output import Output
from qvax_cli.rules.masked import masked
from qvax_cli.store.database import PATIENCE, no_key
from qvax_cli.store.server import Server, is_server
from qvax_cli.times import Clock, clock

if TYPE_CHECKING:
    from qvax_cli.channels import Channel, Inbox
    from qvax_cli.loop.announce import Policy
    from qvax_cli.loop.backups import Backups
    from qvax_cli.loop.delivery import Delivery
    from qvax_cli.loop.desk import Desk
    from qvax_cli.loop.handoffs import Handoffs
    from qvax_cli.loop.links import Links
    from qvax_cli.loop.reach import Reach
    from qvax_cli.loop.registry import Registry
    from qvax_cli.settings import Settings
    from qvax_cli.store.asked import Asked
    from qvax_cli.store.centers import Center
    from qvax_cli.store.database import Database
    from qvax_cli.words import Words

# Longer than an inbox looks back.
_REMEMBERED = 14 * 24 * 3600

#: What says the language of the system, the strongest first (POSIX).
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class Qvax:
    """One run of qvax. Everything is opened when it is first used."""

    def __init__(
        self,
        *,
        db: "Path | Server | str | None" = None,
        config: Path | None = None,
        operator: str | None = None,
        visitors: bool = False,
        output: Output | None = None,
        now: Clock | None = None,
        sleep: Callable[[float], None] | None = None,
        patience: float = PATIENCE,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.environ = environ
        self.config = config
        self.output = output or Output()
        self.now = now or clock(environ)
        self._sleep = sleep
        self.patience = patience
        self._named = db or environ.get("QVAX_DB")
        self._operator, self._visitors = operator, visitors  # of the site, who act each for themselves

    @cached_property
    def operator(self) -> str:
        """Who is at work, for the log (R24): --operator, else $QVAX_OPERATOR, else who came by sudo, else the login
        name."""
        if said := self._operator or self.environ.get("QVAX_OPERATOR") or self.environ.get("SUDO_USER"):
            return masked(said, "(a national number)")
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
    def words(self) -> "Words":
        """What is read at the desk, in its language. Misconfigured."""
        from qvax_cli.words import in_language

        return in_language(self.language)

    @cached_property
    def database(self) -> "Path | Server":
        """Where the database is: --db, else $QVAX_DB, else [database] url, else a file in the user's data folder.
        Misconfigured."""
        named = self._named or self.settings["database.url"] or default_file(self.environ)
        if not self._named and str(named).startswith("~"):
            raise Misconfigured("whoever runs this has no home folder", "name the database: --db FILE, or QVAX_DB")
        return self.place(named) if isinstance(named, str | Path) else named

    def place(self, named: str | Path) -> "Path | Server":
        """What a path or a URL means. Misconfigured."""
        if is_server(str(named)):
            return Server(str(named), self.settings.secret("database.password_file"))
        return itself(Path(named))

    @property
    def db_path(self) -> Path:
        """The file of the database. Refused when it is on a server."""
        if not isinstance(self.database, Path):
            raise Refused("that is for a database in a file, and this one is on a server", cause="not_a_file")
        return self.database

    @cached_property
    def language(self) -> str:
        """What is read at the desk: `defaults.language`, else the language of the system if it is one of the four, else
        English. Misconfigured."""
        if said := str(self.settings["defaults.language"]):
            return said
        locale = next((self.environ[name] for name in _LOCALE if self.environ.get(name)), "")
        return locale[:2] if locale[:2] in ("fr", "nl", "de") and locale[2:3] in ("", "_", ".", "@") else "en"

    def database_key(self) -> str:
        """The key of an encrypted database. Misconfigured when nothing says where it is."""
        from qvax_cli.database_key import key_of

        return key_of(self.settings, self.environ) or no_key()

    @cached_property
    def db(self) -> "Database":
        return self._opened()

    def open_anew(self) -> None:
        """Opens the database again, after the connection to it was lost. DatabaseFailure: then nothing has changed."""
        opened = self._opened()
        self.close()
        self.db = opened
        self.__dict__.pop("desk", None)

    def _opened(self) -> "Database":
        from qvax_cli.store import open_database

        db = open_database(self.database, self.operator, self.database_key)
        db.visitors = self._visitors
        if db.upgraded:
            schemas = "schema {} to {}".format(*db.upgraded)
            self.output.warn(f"{self.database} was brought up to date, {schemas}: an older qvax cannot open it now.")
        return db

    def pause(self, seconds: float, center: "Center | None") -> bool:
        """Waits so long, or, where the database tells of them, until somebody else has changed something of a center
        (None: of any): then True."""
        if self._sleep:
            self._sleep(seconds)
            return False
        return self.db.wait(seconds, center.id if center else None)

    @property
    def has_changed_something(self) -> bool:
        """Whether something was committed: what fails then has not undone it."""
        return "db" in self.__dict__ and self.db.commits > 0

    @cached_property
    def home(self) -> Home:
        """Where spool and inboxes stand: $QVAX_HOME, else beside the database; where that is on a server, where a file
        would be by default.

        No setting, because what a gateway brings is kept also while the configuration cannot be read.
        """
        if folder := self.environ.get("QVAX_HOME"):
            return Home(Path(folder))
        in_a_file = self._named and not is_server(str(self._named))
        return beside(itself(Path(str(self._named)) if in_a_file else default_file(self.environ)))

    @cached_property
    def channels(self) -> "Mapping[str, Channel]":
        from qvax_cli.channels.from_settings import outgoing

        return outgoing(self.settings, self.home)

    @cached_property
    def inboxes(self) -> "list[Inbox]":
        from qvax_cli.channels.from_settings import incoming
        from qvax_cli.store import replies

        return incoming(
            self.settings, self.home, lambda: replies.keys_since(self.db, self.now() - _REMEMBERED), self.now
        )

    @cached_property
    def links(self) -> "Links | None":
        """Links to the site in messages; None while there is no site. Misconfigured."""
        url, key = str(self.settings["web.url"]).rstrip("/"), self.settings.secret("web.key_file")
        if not url or not key:
            return None
        from qvax_cli.loop.links import Links

        return Links(url, key.encode())

    @cached_property
    def reach(self) -> "Reach":
        """How people are reached. Misconfigured."""
        from qvax_cli.loop.reach import Reach

        self.links  # noqa: B018 (what the messages need is asked for before there is one)
        from qvax_cli.store import centers

        return Reach.of(self.settings, centers.every(self.db), self.channels)

    @property
    def policy(self) -> "Policy":
        """The numbers in force for new offers."""
        from qvax_cli.loop.announce import Policy

        return Policy(
            answer_seconds=self.settings.seconds("policy.answer_minutes"),
            overlap_seconds=self.settings.seconds("policy.least_overlap_minutes"),
            last_call_seconds=self.settings.seconds("policy.last_call_minutes"),
            default_seconds=self.settings.seconds("policy.default_hours"),
            of_center=lambda code: (
                str(self.settings.of_center(code, "policy.policy")),
                float(self.settings.of_center(code, "policy.surplus")),
            ),
        )

    @cached_property
    def desk(self) -> "Desk":
        """Where people at work change something: not there while the configuration is unusable."""
        from qvax_cli.loop.desk import Desk

        return Desk(self.db, self.now, self.patience, reach=self.reach, policy=self.policy)

    @property
    def registry(self) -> "Registry":
        """Where the list is kept."""
        from qvax_cli.loop.registry import Registry

        return Registry(self.db, self.now, self.patience)

    @property
    def backups(self) -> "Backups":
        """Copies of the database, and what was put back from one."""
        from qvax_cli.loop.backups import Backups

        return Backups(self.db, self.now, self.patience)

    @property
    def handoffs(self) -> "Handoffs":
        """Who goes on to the second dose."""
        from qvax_cli.loop.handoffs import Handoffs

        return Handoffs(self.db, self.now, self.patience)

    def hand_over(self, made: "Iterable[Asked]" = (), *, everything: bool = False) -> "Delivery":
        """Hands over what waits in the outbox, after the commit that wrote it; how the invitations just made stand
        then, and with `everything` all others that it was about."""
        from qvax_cli.loop.compose import Writer
        from qvax_cli.loop.delivery import delivered
        from qvax_cli.loop.hand_over import hand_over

        writer = Writer(
            links=self.links,
            privacy_url=self.settings["texts.privacy_url"],
            answer_minutes=self.settings.seconds("policy.answer_minutes") // 60,
        )
        came = hand_over(self.db, self.channels, self.reach, writer, self.now, self._say_waiting)
        self.say_rehearsal()
        return delivered(self.db, made, came, everything=everything, at=self.now())

    @property
    def rehearses(self) -> bool:
        """Whether mails are put into the spool alone, where nobody receives them. Misconfigured."""
        order = self.settings["channels.order"]
        return not self.settings["mail.host"] and (not order or "mail" in order)

    def say_rehearsal(self) -> None:
        """What has to be known of messages that nobody has received, once a run. Misconfigured."""
        if self.rehearses and self.home.holds_mail:
            key = "rehearsal_mails" if self.settings["sms.kind"] else "rehearsal_messages"
            self.output.once(self.words(key, folder=self.home.spool))

    def _say_waiting(self) -> None:
        self.output.warn(self.words("hand_over_waits"))

    def close(self) -> None:
        """Closes the database, if it was opened."""
        if "db" in self.__dict__:
            self.db.close()
