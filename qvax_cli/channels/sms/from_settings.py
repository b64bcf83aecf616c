"""The SMS channel and the ways in for SMS that a configuration asks for: [sms]."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qvax_cli.channels import Channel, Inbox, Keeper, Reply, Unreachable
from qvax_cli.errors import Misconfigured
from qvax_cli.home import expanded
from qvax_cli.rules.local_time import Instant
from qvax_cli.setting import has_server
from qvax_cli.settings import Settings

if TYPE_CHECKING:
    from qvax_cli.channels.sms.http_client import Gateway

_OF_A_MESSAGE = ("url", "headers", "body")
_OF_A_LIST = ("replies_url", "reports_url")
_PATTERNS = ("accepted", "refused", "reports_delivered", "reports_failed")


def outgoing_sms(settings: Settings) -> Channel:
    """The way out, where [sms] has a kind. Misconfigured."""
    if settings["sms.kind"] == "gammu":
        from qvax_cli.channels.sms.gammu import Gammu

        return Gammu(_spool(settings), settings["sms.wait_seconds"], per_minute=settings["sms.per_minute"])
    from qvax_cli.channels.sms.http import HttpSms, Wording

    _check(settings)
    names = ("method", "url", "body", "accepted", "refused", "reference")
    wording = Wording(**{name: settings[f"sms.{name}"] for name in names})
    return HttpSms(_gateway(settings), wording, settings["sms.connections"], settings["sms.per_minute"])


def incoming_sms(settings: Settings, folder: Path, clock: Callable[[], Instant]) -> Inbox:
    """The way in, of whatever a gateway brings into `folder`, keeps itself, or lists. Misconfigured."""
    from qvax_cli.channels.sms.folder_inbox import FolderInbox

    ways: list[Inbox] = [FolderInbox(folder)]
    if settings["sms.kind"] == "gammu":
        ways.append(_gammu_inbox(settings))
    elif settings["sms.kind"] == "http":
        ways += _lists(settings, clock)
    return _All(ways)


def sms_files(settings: Settings, folder: Path) -> Iterator[Keeper]:
    """Whatever keeps SMS as files."""
    from qvax_cli.channels.sms.folder_inbox import FolderInbox

    yield FolderInbox(folder)
    if settings["sms.kind"] == "gammu":
        yield outgoing_sms(settings)
        yield _gammu_inbox(settings)


class _All(Inbox):
    """Several ways in for the answers to one channel, as one."""

    name = "sms"

    def __init__(self, ways: list[Inbox]) -> None:
        self._ways = ways
        self.time_limit = max((way.time_limit for way in ways if way.time_limit is not None), default=None)
        self._from: dict[str, Inbox] = {}

    def replies(self) -> Iterator[Reply]:
        """Everything there is. Raises Unreachable when one of them cannot be read, after the others."""
        trouble: Unreachable | None = None
        for way in self._ways:
            try:
                for reply in way.replies():
                    self._from[reply.key] = way
                    yield reply
            except Unreachable as found:
                trouble = trouble or found
        if trouble is not None:
            raise trouble

    def done(self, reply: Reply) -> None:
        """Puts it away where it came from. Raises Unreachable."""
        self._from[reply.key].done(reply)

    def check(self) -> str:
        """Whether they can be read; in words. Raises Unreachable."""
        return "; ".join(way.check() for way in self._ways)

    def close(self) -> None:
        """Ends the round of each."""
        for way in self._ways:
            way.close()


def _spool(settings: Settings) -> Path:
    folder = expanded(settings["sms.folder"])
    if not folder.is_absolute():
        raise Misconfigured("sms.folder is the whole path of the folders of gammu-smsd", 'folder = "/var/spool/gammu"')
    return folder


def _gammu_inbox(settings: Settings) -> Inbox:
    from zoneinfo import ZoneInfo

    from qvax_cli.channels.sms.gammu_inbox import GammuInbox

    names = (settings["sms.zone"],) if settings["sms.zone"] else ("Europe/Brussels", "UTC")
    try:
        return GammuInbox(_spool(settings), tuple(map(ZoneInfo, names)))
    except (ValueError, OSError, KeyError):
        raise Misconfigured("sms.zone is no time zone", 'zone = "Europe/Brussels"') from None


def _gateway(settings: Settings) -> "Gateway":
    """What requests of all kinds have in common."""
    from qvax_cli.channels.sms.http_client import Gateway

    return Gateway(
        headers=settings["sms.headers"],
        values={
            "from": settings["sms.from"],
            "user": settings["sms.user"],
            "password": settings.secret("sms.password_file"),
            "secret": settings.secret("sms.secret_file"),
        },
        basic=settings["sms.login"] == "basic",
        ca_file=settings.file_of("sms.ca_file"),
        timeout=settings["sms.timeout_seconds"],
    )


def _lists(settings: Settings, clock: Callable[[], Instant]) -> Iterator[Inbox]:
    from qvax_cli.channels.sms.http_inbox import ListInbox, Listing

    urls = {name: settings[f"sms.{name}"] for name in _OF_A_LIST}
    if not any(urls.values()):
        return
    _check(settings)
    names = ("items", "id", "next")
    both = {name: settings[f"sms.list_{name}"] for name in names}
    of_replies = {name: settings[f"sms.replies_{name}"] for name in ("where", "sender", "text", "received")}
    of_reports = {name: settings[f"sms.reports_{name}"] for name in ("where", "state", "delivered", "failed")}
    yield ListInbox(
        _gateway(settings),
        Listing(url=urls["replies_url"], **both, **of_replies) if urls["replies_url"] else None,
        Listing(url=urls["reports_url"], **both, **of_reports) if urls["reports_url"] else None,
        clock,
    )


def _check(settings: Settings) -> None:
    """Raises Misconfigured for what would only show when the first message is to be sent."""
    from qvax_cli.channels.sms import http, http_inbox
    from qvax_cli.channels.sms.http_client import placeholders

    if not settings["sms.url"]:
        raise Misconfigured("sms.url is not set: where is the SMS gateway?", "see: docs/how-to/http-sms-provider.md")
    for name in ("url", *_OF_A_LIST):
        url = settings[f"sms.{name}"]
        if url and not (re.match(r"https?://[^/\s{}]", url, re.IGNORECASE) and has_server(url)):
            raise Misconfigured(f"sms.{name} does not begin with https:// or http:// and a server")
    for names, known in ((_OF_A_MESSAGE, http.NAMES), (_OF_A_LIST, http_inbox.NAMES)):
        for name in names:
            strange = sorted(placeholders(settings[f"sms.{name}"]) - known)
            if strange:
                listed = ", ".join(f"{{{one}}}" for one in sorted(known))
                raise Misconfigured(f"sms.{name}: nothing is called {{{strange[0]}}}", f"there are {listed}")
    for name in _PATTERNS:
        _check_pattern(f"sms.{name}", settings[f"sms.{name}"])
    if settings["sms.reference"] and not settings["sms.reference"].startswith("/"):
        _check_pattern("sms.reference", settings["sms.reference"], groups=1)
    _check_lists(settings)


def _check_pattern(path: str, pattern: str, groups: int = 0) -> None:
    try:
        found = re.compile(pattern).groups
    except re.error as error:
        raise Misconfigured(f"{path} is no regular expression: {error}") from None
    if found < groups:
        raise Misconfigured(f"{path} is neither a JSON Pointer nor a regular expression with a group", "/sid")


def _check_lists(settings: Settings) -> None:
    needed = {
        "replies_url": ("list_id", "replies_sender", "replies_text", "replies_received"),
        "reports_url": ("list_id", "reports_state", "reports_delivered"),
    }
    for url, names in needed.items():
        for name in names if settings[f"sms.{url}"] else ():
            if not settings[f"sms.{name}"]:
                raise Misconfigured(f"sms.{url} is set, so sms.{name} is needed", "docs/how-to/http-sms-provider.md")
    for name in ("list_items", "list_id", "list_next", "replies_sender", "replies_text", "replies_received",
                 "replies_where", "reports_where", "reports_state"):  # fmt: skip
        value = settings[f"sms.{name}"]
        if value and not value.startswith("/"):
            raise Misconfigured(f"sms.{name} is a JSON Pointer, which begins with /", f'{name} = "/{value}"')
