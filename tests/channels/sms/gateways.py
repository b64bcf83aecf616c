"""A gateway on loopback that answers as a test wants, and remembers what it was asked."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit


class Asked(NamedTuple):
    """A request: its method, path with query, headers and body."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query, strict_parsing=True).items()}

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body, strict_parsing=True).items()}


@dataclass
class Gateway:
    """`answer` gets a request and gives status and body; None closes the connection without an answer."""

    answer: Callable[[Asked], tuple[int, str] | None] = lambda _: (200, "")
    asked: list[Asked] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""


@contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Gateway]:
    """A gateway at a free port of 127.0.0.1, encrypted where a context is given."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            asked = Asked(self.command, self.path, dict(self.headers), body)
            gateway.asked.append(asked)
            answer = gateway.answer(asked)
            if answer is None:
                return
            self.send_response(answer[0])
            for name, value in {"Content-Length": str(len(answer[1].encode())), **gateway.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer[1].encode())

        do_POST = do_PUT = do_GET

        def log_message(self, *_: Any) -> None: ...

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None: ...

    server = Quiet(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    gateway.url = f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def twilio(messages: list[dict[str, Any]] | None = None) -> Callable[[Asked], tuple[int, str]]:
    """Answers like Twilio's Messages resource, as its documentation describes it."""
    import json

    listed = messages if messages is not None else []

    def answer(asked: Asked) -> tuple[int, str]:
        if asked.headers.get("Authorization") != "Basic QUMxMjM6czNjcmV0":  # AC123:s3cret
            return 401, json.dumps({"code": 20003, "message": "Authenticate", "status": 401})
        if not asked.path.startswith("/2010-04-01/Accounts/AC123/Messages.json"):
            return 404, json.dumps({"code": 20404, "message": "not found", "status": 404})
        if asked.method == "GET":
            named = {"from": asked.query.get("From"), "to": asked.query.get("To")}
            found = [one for one in listed if all(one[k] == v for k, v in named.items() if v)]
            page = int(asked.query.get("Page", 0))
            more = f"/2010-04-01/Accounts/AC123/Messages.json?To={named['to'] or ''}&Page={page + 1}".replace(
                "+", "%2B"
            )
            body = {
                "messages": found[page * 2 : page * 2 + 2],
                "next_page_uri": more if found[page * 2 + 2 :] else None,
            }
            return 200, json.dumps(body)
        if asked.form["To"] == "+32470000000":
            message = f"The 'To' number {asked.form['To']} is not a valid phone number."
            return 400, json.dumps({"code": 21211, "message": message, "status": 400})
        sent = {"sid": f"SM{len(listed):032}", "to": asked.form["To"], "from": asked.form["From"],
                "body": asked.form["Body"], "status": "queued", "direction": "outbound-api",
                "date_sent": None}  # fmt: skip
        listed.append(sent)
        return 201, json.dumps(sent)

    return answer
