"""Replies and delivery reports from the lists of a gateway."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from qvax_cli.channels import Unreachable
from qvax_cli.channels.sms.http_client import Gateway as Access
from qvax_cli.channels.sms.http_inbox import ListInbox, Listing
from qvax_cli.channels.sms.timestamps import instant_of
from tests.channels.sms import gateways
from tests.channels.sms.gateways import Gateway

NOW = 1617723600  # 2021-04-06T15:40:00Z
OURS = "+32460000001"


def _message(number: int, **more: Any) -> dict[str, Any]:
    return {
        "sid": f"SM{number}", "from": f"+3247000000{number}", "to": OURS, "body": f"Oui {number}",
        "direction": "inbound", "status": "received", "date_sent": "Tue, 06 Apr 2021 15:40:01 +0000", **more,
    }  # fmt: skip


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with gateways.running() as found:
        yield found


REPLIES = Listing(
    url="/2010-04-01/Accounts/{user}/Messages.json?To={from}&DateSent%3E={since}&PageSize=100",
    items="/messages",
    id="/sid",
    next="/next_page_uri",
    where="/direction inbound",
    sender="/from",
    text="/body",
    received="/date_sent",
)
SENT = Listing(
    url="/2010-04-01/Accounts/{user}/Messages.json?From={from}",
    items="/messages",
    id="/sid",
    next="/next_page_uri",
    state="/status",
    delivered="^delivered$",
    failed="^(undelivered|failed)$",
)


def _inbox(gateway: Gateway, replies: Listing | None = REPLIES, sent: Listing | None = None) -> ListInbox:
    access = Access(values={"from": OURS, "user": "AC123", "password": "s3cret"}, basic=True, timeout=2)
    replies, sent = (one and replace(one, url=gateway.url + one.url) for one in (replies, sent))
    return ListInbox(access, replies, sent, lambda: NOW)


@pytest.mark.parametrize(
    "poison",
    ['{"sid": %s, "direction": "inbound"}' % ("9" * 5000),
     '{"sid": "\\ud800", "body": "\\ud800", "direction": "inbound"}',
     '"text"', "null", "[[]]", '{"sid": {"a": 1}, "from": [], "body": 7, "date_sent": {}, "direction": "inbound"}',
     '{"sid": "SM9", "direction": "inbound", "date_sent": "0001-01-01T00:00:00+14:00"}'],
)  # fmt: skip
def test_a2_one_item_that_cannot_be_read_keeps_no_other_from_being_read(gateway: Gateway, poison: str) -> None:
    gateway.answer = lambda _: (200, f'{{"messages": [{poison}, {json.dumps(_message(1))}]}}')
    found = list(_inbox(gateway).replies())
    assert found[-1].body == "Oui 1"
    for reply in found:
        f"{reply.key}{reply.body}{reply.sender}{reply.fault}".encode()


def test_replies_are_read_over_all_pages(gateway: Gateway) -> None:
    listed = [_message(number) for number in range(1, 6)] + [_message(6, direction="outbound-api")]
    gateway.answer = gateways.twilio(listed)
    inbox = _inbox(gateway)
    found = list(inbox.replies())
    assert [reply.body for reply in found] == [f"Oui {number}" for number in range(1, 6)]
    assert (found[0].sender, found[0].received_at, found[0].automatic) == ("+32470000001", NOW + 1, False)
    assert gateway.asked[0].path.endswith("?To=%2B32460000001&DateSent%3E=2021-04-04&PageSize=100")
    assert len(gateway.asked) == 3
    inbox.done(found[0])
    inbox.close()
    assert [reply.key for reply in inbox.replies()] == [reply.key for reply in found]
    assert len({reply.key for reply in found}) == 5


def test_what_became_of_our_messages_is_read(gateway: Gateway) -> None:
    states = ("delivered", "undelivered", "failed", "queued", "sent")
    listed = [_message(n, status=state, **{"from": OURS, "to": "+32470123456"}) for n, state in enumerate(states)]
    gateway.answer = gateways.twilio(listed)
    found = list(_inbox(gateway, None, SENT).replies())
    assert [(reply.report.reference, reply.report.delivered) for reply in found if reply.report] == [
        ("SM0", True), ("SM1", False), ("SM2", False)
    ]  # fmt: skip
    assert all(reply.automatic for reply in found)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (401, "", r"cannot be read \(401\)"),
        (500, "", r"cannot be read \(500\)"),
        (200, "<html>", "is no JSON"),
        (200, "[]", "has no list at /messages"),
        (200, '{"messages": 7}', "has no list at /messages"),
        (200, '{"messages": [], "next_page_uri": "http://evil.example/"}', "at another server"),
        (200, '{"messages": [], "next_page_uri": "//evil.example/x"}', "at another server"),
        (200, '{"messages": [], "next_page_uri": "http://["}', "no next page that can be"),
        (200, '{"messages": [], "next_page_uri": "/again"}', "more than 20 pages"),
        (200, "[" * 100_000, "is no JSON"),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_inbox(gateway: Gateway, status: int, body: str, reason: str) -> None:
    gateway.answer = lambda _: (status, body)
    with pytest.raises(Unreachable, match=reason):
        list(_inbox(gateway).replies())


def test_a_gateway_that_hangs_up_stops_the_inbox(gateway: Gateway) -> None:
    gateway.answer = lambda _: None
    with pytest.raises(Unreachable, match="closed the connection"):
        list(_inbox(gateway).replies())


def test_items_of_any_shape_are_no_error(gateway: Gateway) -> None:
    items: list[object] = [None, 7, "x", [], {}, {"sid": None, "body": 5, "direction": "inbound", "from": {"a": 1}}]
    gateway.answer = lambda _: (200, json.dumps(items))
    anything = replace(REPLIES, items="", where="", url="/")
    assert [reply.body for reply in _inbox(gateway, anything).replies()] == ["", "", "", "", "", "5"]
    assert {reply.received_at for reply in _inbox(gateway, anything).replies()} == {NOW}


@pytest.mark.parametrize(
    "text",
    ["1617723600", "1617723600000", "2021-04-06T15:40:00Z", "2021-04-06T17:40:00+02:00", "2021-04-06T15:40:00.123Z",
     "2021-04-06 17:40:00", "Tue, 06 Apr 2021 15:40:00 +0000", "Tue, 6 Apr 2021 17:40:00 +0200",
     "Tue, 06 Apr 2021 15:40:00 GMT", "Tue, 06 Apr 2021 15:40:00 -0000"],
)  # fmt: skip
def test_moments_are_read_in_all_their_spellings(text: str) -> None:
    assert instant_of(text, NOW + 60) == NOW


@pytest.mark.parametrize("text", ["", "x", "99999999999999999", "2021-13-01", "0", "-5", "Tue", "2021-03-28T02:30:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert instant_of(text, NOW + 60) is None
