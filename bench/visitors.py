"""Visitors of a site: requests that come by the clock, whether those before them were answered or not."""

import http.client
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

#: So many visitors at a time, each on a connection of its own.
_HANDS = 16


class Request(NamedTuple):
    """What somebody asks for. kind: under which it is counted; form: what is sent; remote: the address that the web
    server before the site names; due: seconds after the beginning."""

    kind: str
    path: str
    form: dict[str, str] | None = None
    remote: str = "192.0.2.1"
    cookie: str = ""
    due: float = 0.0


class Answered(NamedTuple):
    """How it was answered. seconds: from the moment at which it was due, so that it counts when the site stands."""

    kind: str
    status: int
    seconds: float


def paced(requests: Sequence[Request], a_second: float, seconds: float) -> list[Request]:
    """These in turn, and again from the first, so many a second."""
    every = range(round(seconds * a_second))
    return [requests[number % len(requests)]._replace(due=number / a_second) for number in every]


def come(port: int, requests: Sequence[Request]) -> list[Answered]:
    """Sends all of them to a site of this machine."""
    found: list[Answered] = []
    began = time.perf_counter() + 0.1

    def visit(own: Sequence[Request]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for one in own:
            time.sleep(max(0, began + one.due - time.perf_counter()))
            status = ask(connection, one)
            found.append(Answered(one.kind, status, time.perf_counter() - began - one.due))
        connection.close()

    in_turn = sorted(requests, key=lambda one: one.due)
    hands = [threading.Thread(target=visit, args=(in_turn[number::_HANDS],)) for number in range(_HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(found) == len(requests), "a visitor has failed"
    return found


def ask(connection: http.client.HTTPConnection, one: Request) -> int:
    """Sends one, and reads the whole page; its status."""
    body = None if one.form is None else urlencode(one.form)
    headers = {"X-Forwarded-For": one.remote, "Cookie": one.cookie}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if body is None else "POST", one.path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
