"""Requests of people who mean no good: none fails, none changes anything, none tells who is on the list."""

import os
import random
import re
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from flask.testing import FlaskClient

from tests.channels.sms.machines import listens, running, until
from tests.conftest import Cli
from tests.ports import free_ports
from tests.web.mails import asked, everything
from tests.web.test_desk import add, log_in
from tests.web.test_me import ask, enter
from tests.web.test_register import typed

#: QVAX_HOSTILE=10000 for all of them.
_REQUESTS = int(os.environ.get("QVAX_HOSTILE", "400"))
_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND")
_JUNK = (
    "../../etc/passwd", "%00", "%c0%af", "\u202e", "a" * 3000, "' OR 1=1 --", "{{7*7}}", "<script>", "",
    "\r\nSet-Cookie: x", "0" * 26 + "." + "0" * 16, "ZZZZZZZ9.0000000000000000", "é" * 50, "-1", "9" * 40, "[]", "\\",
)  # fmt: skip
_PATHS = (
    "/",
    "/register",
    "/confirm/{}",
    "/link",
    "/me",
    "/me/{}",
    "/a/{}",
    "/privacy",
    "/desk",
    "/desk/offer",
    "/desk/o/{}",
    "/desk/o/1/sheet",
    "/desk/i/{}",
    "/desk/i/{}/yes",
    "/desk/read/{}",
    "/desk/stats.svg",
    "/desk/{}",
    "/healthz",
    "/static/{}",
    "/{}",
)
_FIELDS = (
    *typed(), "answer", "do", "form", "figures", "address", "person", "sure", "repeat", "lang", "x" * 200, "\x00",
)  # fmt: skip
_HEADERS: tuple[dict[str, str], ...] = (
    {}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"},
    {"Cookie": "__Host-qvax-desk=1.1617723600." + "0" * 32 + "." + "0" * 32}, {"Cookie": "__Host-qvax-desk=1..x"},
    {"Accept-Language": "\x7f;q=9,,,"}, {"Cookie": "__Host-qvax=" + "x" * 4000}, {"Cookie": "\\;=,"},
    {"Content-Type": "application/json"}, {"Content-Type": "multipart/form-data"}, {"Content-Length": "99999999"},
    {"Host": "evil.example"}, {"X-Forwarded-For": "1.2.3.4, x"}, {"Range": "bytes=0-"}, {"If-None-Match": "*"},
    {"Content-Type": "multipart/form-data; boundary=" + "b" * 300}, {"Transfer-Encoding": "chunked"},
)  # fmt: skip


def test_hostile_requests_neither_fail_nor_change_anything(cli: Cli, client: FlaskClient) -> None:
    cli.environ["QVAX_WEB_DESK"] = "true"
    invited = asked(cli, 3, 1)
    cli("operator", "add", "bea", "--role", "desk", "--center", "namur")
    cli("operator", "password", "bea", "--stdin", stdin="four plain dry words\n")
    enter(cli, client, "p2@example.org")
    client.post(invited["P0"], data={"answer": "yes"})
    replayed = [*invited.values(), *(path[:-1] + "0" for path in invited.values())]
    before = everything(cli)
    chance = random.Random(20_210_406)
    for number in range(_REQUESTS):
        path = chance.choice(_PATHS).format(chance.choice(_JUNK))
        method = chance.choice(_METHODS)
        if chance.random() < 0.1:
            path, method = chance.choice(replayed), "GET"
        body = {chance.choice(_FIELDS): chance.choice(_JUNK) for _ in range(chance.randint(0, 6))}
        raw = chance.randbytes(chance.choice((0, 10, 1_000, 70_000)))
        cli.now += chance.choice((0, 0, 0, 60))
        with client.application.test_client(use_cookies=False) as other:
            got = other.open(
                path,
                method=method,
                query_string=chance.choice(("", "lang=xx", "lang=" + "é" * 99, "done=1&why=1")),
                headers={"Host": "reserve.example.be", **chance.choice(_HEADERS)},
                environ_base={"REMOTE_ADDR": f"203.0.{number % 250}.{number % 7}"},
                **({"data": body} if chance.random() < 0.6 else {"data": raw}),
            )
        assert got.status_code < 500, (method, path)
        assert "Traceback" not in got.text
        assert "Peeters" not in got.text
    assert everything(cli) == before


#: What stands after `Host: localhost` in requests that no browser would send; the first line alone before it.
_BYTES = (
    ("GET / HTTP/9", ""), ("GET /", ""), ("", ""), ("G\x00T / HTTP/1.1", ""), (f"{'X' * 300} / HTTP/1.1", ""),
    ("CONNECT evil.example:80 HTTP/1.1", ""), ("OPTIONS * HTTP/1.1", ""), ("GET http://evil.example/desk HTTP/1.1", ""),
    ("GET //evil.example/ HTTP/1.1", ""), (f"GET /{'a' * 300_000} HTTP/1.1", ""), ("GET /\xff\xfe HTTP/1.1", ""),
    ("GET /static/../site.py HTTP/1.1", ""), ("GET /static/%2e%2e/site.py HTTP/1.1", ""),
    ("GET /static/site.css HTTP/1.1", "Range: bytes=0-,1-2,-5"), ("GET / HTTP/1.1", "Host: evil.example"),
    ("GET / HTTP/1.1", "no colon"), ("GET / HTTP/1.1", "X\x00: y"), ("GET / HTTP/1.1", f"X: {'y' * 300_000}"),
    ("GET / HTTP/1.1", 'X-Forwarded-For: ", x'), ("GET / HTTP/1.1", 'Forwarded: for="[::"'),
    ("GET / HTTP/1.1", "Upgrade: websocket\r\nConnection: Upgrade"), ("GET /me HTTP/1.1", "Cookie: __Host-qvax=\xff"),
    ("GET /desk HTTP/1.1", "Cookie: __Host-qvax-desk=1.1.\xff.\xff"), ("GET /desk HTTP/1.1", "Cookie: \\;=,"),
    ("POST /register HTTP/1.1", "Content-Length: -1"), ("POST /register HTTP/1.1", "Content-Length: 99999999999"),
    ("POST /register HTTP/1.1", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nniss=x"),
    ("POST /register HTTP/1.1", "Content-Length: 9\r\nContent-Encoding: gzip\r\n\r\nniss=\xff%ff"),
    ("POST /register HTTP/1.1", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nzz\r\nniss=x"),
    ("POST /register HTTP/1.1", "Transfer-Encoding: chunked, chunked\r\n\r\n5\r\nniss=\r\n0\r\n\r\n"),
    ("POST /desk/login HTTP/1.1", "Expect: junk\r\nContent-Length: 3\r\n\r\nx=y"),
    ("POST /link HTTP/1.1", "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9\r\n\r\n--b--\r\n\r\n"),
)  # fmt: skip


_HEALTHZ = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def test_bytes_that_no_browser_would_send_harm_nothing(cli: Cli, client: FlaskClient, tmp_path: Path) -> None:
    del client
    cli.environ["QVAX_WEB_DESK"] = "true"
    asked(cli)
    before = everything(cli)
    with _served(cli, tmp_path) as port:
        for line, more in _BYTES:
            request = f"{line}\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n\r\n".encode("latin-1")
            got = _sent(port, request)
            assert re.match(rb"(HTTP/1\.[01] [234]\d\d |$)", got), (line, more[:80], got[:80])
            assert b"Traceback" not in got
        assert b" 200 OK" in _sent(port, _HEALTHZ)
    assert "failed" not in (tmp_path / "serve.log").read_text()
    assert everything(cli) == before


@contextmanager
def _served(cli: Cli, folder: Path) -> Iterator[int]:
    """The site of that machine in a process of its own, as people run it; the port."""
    (port,) = free_ports(1)
    environ = {**os.environ, **cli.environ, "QVAX_DB": str(cli.database), "QVAX_NOW": "2021-04-06T17:40"}
    command = [sys.executable, "-m", "qvax_cli", "serve", "--port", str(port)]
    with running(command, folder / "serve.log", env=environ):
        until(lambda: listens(port), "the site")
        yield port


def _sent(port: int, request: bytes) -> bytes:
    """What is answered to these bytes, after which nothing more comes."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), 10) as connection, suppress(ConnectionError):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65536):
            got += piece
    return got


def test_slow_clients_do_not_hold_up_the_others(cli: Cli, client: FlaskClient, tmp_path: Path) -> None:
    del client
    with _served(cli, tmp_path) as port, ExitStack() as open_:
        for _ in range(300):
            slow = open_.enter_context(socket.create_connection(("127.0.0.1", port), 5))
            slow.sendall(b"POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nniss=")
        assert b" 200 OK" in _sent(port, _HEALTHZ)


def test_asking_takes_the_same_time_whether_somebody_is_on_the_list_or_not(cli: Cli, client: FlaskClient) -> None:
    cli.people(20)
    known_number = cli.json("reservist", "show", 1, "--show-numbers")["reservist"]["number"]
    took: dict[str, list[float]] = {"known": [], "unknown": [], "listed": [], "new": []}
    for number in range(40):
        cli.now += 3600  # so that nobody comes too often
        for kind, address in (("known", "p7@example.org"), ("unknown", f"n{number}@example.org")):
            began = time.perf_counter()
            assert ask(client, address).status_code == 200
            took[kind].append(time.perf_counter() - began)
        for kind, niss in (("listed", known_number), ("new", cli.niss("1950-05-17"))):
            began = time.perf_counter()
            assert client.post("/register", data=typed(niss=niss, available=[])).status_code == 303
            took[kind].append(time.perf_counter() - began)
    middle = _middle(took)
    assert 0.6 < middle["known"] / middle["unknown"] < 1.7
    assert 0.6 < middle["listed"] / middle["new"] < 1.7


def test_a_log_in_takes_the_same_time_whether_somebody_works_here_or_not(cli: Cli, client: FlaskClient) -> None:
    cli.environ["QVAX_WEB_DESK"] = "true"
    add(cli, "bea", "desk", "namur")
    cli("operator", "add", "dan", "--role", "desk", "--center", "namur")  # and no password
    took: dict[str, list[float]] = {"bea": [], "dan": [], "nobody": []}
    for _ in range(15):
        cli.now += 3600
        for name, times in took.items():
            began = time.process_time()  # the work, whatever else the machine does
            assert log_in(client, name, "a wrong password").status_code == 422
            times.append(time.process_time() - began)
    middle = _middle(took)
    assert max(middle.values()) < 1.5 * min(middle.values())


def _middle(took: dict[str, list[float]]) -> dict[str, float]:
    """The medians of what each took, which are shown too."""
    middle = {kind: statistics.median(times) for kind, times in took.items()}
    print({kind: f"{seconds * 1000:.2f} ms" for kind, seconds in middle.items()})
    return middle
