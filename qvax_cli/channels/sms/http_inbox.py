"""Fetches replies, and what became of messages, from the lists that an SMS gateway offers over HTTP in JSON."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from qvax_cli.channels import Inbox, Reply, Report, TryLater, Unreachable
from qvax_cli.channels.incoming import read_each
from qvax_cli.channels.sms.http_client import Gateway, found_at, read_json, text_at
from qvax_cli.channels.sms.numbers import stored
from qvax_cli.channels.sms.timestamps import instant_of
from qvax_cli.rules.local_time import Instant

#: What can stand in the url of a list.
NAMES = frozenset({"since", "from", "user", "password", "secret"})

# What is older was read before, or nobody waits for it any more: an offer ends within a week, and answers come soon.
_HOW_FAR_BACK = 2 * 24 * 3600
_MOST_PAGES = 20
_WHERE = "the list of the SMS gateway"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list and where things stand in it, each a JSON Pointer (RFC 6901).

    url: a template as in `Gateway`, with `{since}` for a day (`2021-04-04`); items: where the list is, "" when it is
    the whole answer, the others within an item. next: where the url of the next page stands; where: a pointer and a
    value, `/direction inbound`, for a list that holds other things too. sender, text, received: of a reply; state: of a
    message of ours, with the patterns of what it is when it has arrived and when it never will.
    """

    url: str
    items: str
    id: str
    next: str = ""
    where: str = ""
    sender: str = ""
    text: str = ""
    received: str = ""
    state: str = ""
    delivered: str = ""
    failed: str = ""


class ListInbox(Inbox):
    """The lists of a gateway as a way in: one of replies, one of our messages, or one of the two.

    Nothing is taken away there, so all of the last two days comes again and again, with the same keys.
    """

    name = "sms"

    def __init__(
        self, gateway: Gateway, replies: Listing | None, sent: Listing | None, clock: Callable[[], Instant]
    ) -> None:
        self.time_limit = 3 * gateway.timeout
        self._gateway = gateway
        self._replies = replies
        self._sent = sent
        self._clock = clock

    def replies(self) -> Iterator[Reply]:
        """What the lists hold. Raises Unreachable when one of them cannot be read, or not to its end."""
        if self._replies is not None:
            listing = self._replies
            yield from read_each(_WHERE, self._items(listing), lambda item: self._reply(listing, item), _name_of)
        if self._sent is not None:
            sent = self._sent
            yield from read_each(_WHERE, self._items(sent), lambda item: self._told(sent, item), _name_of)

    def done(self, reply: Reply) -> None:
        """Nothing is put away: the list is not ours."""

    def check(self) -> str:
        """Whether the lists can be read; in words. Raises Unreachable."""
        lists = [one for one in (self._replies, self._sent) if one is not None]
        held = sum(1 for listing in lists for _ in self._items(listing))
        return f"the lists of the SMS gateway can be read ({held} messages)"

    def _items(self, listing: Listing) -> Iterator[Any]:
        url = listing.url
        for _ in range(_MOST_PAGES):
            page = self._page(url)
            items = found_at(page, listing.items)
            if not isinstance(items, list):
                raise Unreachable(f"the answer of the SMS gateway has no list at {listing.items or 'its beginning'}")
            pointer, _, wanted = listing.where.partition(" ")
            yield from (one for one in items if not pointer or text_at(one, pointer) == wanted)
            following = text_at(page, listing.next)
            if not following:
                return
            url = _joined(url, following)
        raise Unreachable(f"the list of the SMS gateway has more than {_MOST_PAGES} pages")

    def _page(self, url: str) -> Any:
        from datetime import UTC, datetime

        since = datetime.fromtimestamp(self._clock() - _HOW_FAR_BACK, UTC).date().isoformat()
        try:
            answer = self._gateway.call("GET", url, since=since)
        except Unreachable:
            raise
        except TryLater as trouble:
            raise Unreachable(trouble.reason) from None
        if answer.status != 200:
            said = self._gateway.without_secrets(answer.line)
            raise Unreachable(f"the list of the SMS gateway cannot be read ({answer.status})", said)
        page = read_json(answer.body)
        if page is None:
            raise Unreachable("the list of the SMS gateway is no JSON")
        return page

    def _reply(self, listing: Listing, item: Any) -> Reply:
        name = text_at(item, listing.id)
        received_at = instant_of(text_at(item, listing.received), self._clock())
        return Reply(
            key=_key("reply", name or repr(item)),
            # Where its moment cannot be read, no earlier one than this is known.
            received_at=self._clock() if received_at is None else received_at,
            subject="",
            body=text_at(item, listing.text),
            sender=stored(text_at(item, listing.sender)),
            automatic=False,
            refs=(),
            name=name,
        )

    def _told(self, listing: Listing, item: Any) -> Reply | None:
        report = _report(listing, item)
        if report is None:
            return None
        return Reply(
            key=_key("report", f"{report.reference} {report.delivered}"),
            received_at=self._clock(),
            subject="",
            body="",
            sender="",
            automatic=True,
            refs=(),
            name=report.reference,
            report=report,
        )


def _report(listing: Listing, item: Any) -> Report | None:
    """What the list says of a message of ours; None while that is still open."""
    reference, state = text_at(item, listing.id), text_at(item, listing.state)
    if not reference:
        return None
    if listing.delivered and re.search(listing.delivered, state):
        return Report(reference=reference, delivered=True)
    if listing.failed and re.search(listing.failed, state):
        return Report(reference=reference, delivered=False, why=f"the SMS gateway could not deliver it ({state[:40]})")
    return None


def _joined(url: str, following: str) -> str:
    """The url of the next page, which is often only a path; never one at another server, which would get our login."""
    from urllib.parse import urljoin, urlsplit

    try:
        whole = urljoin(url, following)
        elsewhere = urlsplit(whole)[:2] != urlsplit(url)[:2]
    except ValueError:
        raise Unreachable("the list of the SMS gateway names no next page that can be") from None
    if elsewhere:
        raise Unreachable("the next page of the list of the SMS gateway is at another server")
    return whole


def _name_of(item: Any) -> str:
    """What an item that cannot be read is known by."""
    return _key("item", repr(item))


def _key(kind: str, name: str) -> str:
    from hashlib import sha256

    return sha256(f"sms {kind} {name}".encode(errors="surrogatepass")).hexdigest()
