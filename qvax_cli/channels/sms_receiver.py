"""A tiny web server that takes what an SMS gateway brings, and puts it into the folder that `poll` reads."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from qvax_cli.channels.sms_query import fields_of
from qvax_cli.channels.sms_spool import drop
from qvax_cli.rules.local_time import Instant

_MOST_BYTES = 65_536
_PATIENCE = 10


def receiver(
    address: tuple[str, int],
    folder: Path,
    secret: str,
    clock: Callable[[], Instant],
    say: Callable[[str], None],
) -> ThreadingHTTPServer:
    """The server, listening; `serve_forever()` runs it. Every request must bear `secret=…`: else any page in a
    browser on this machine could answer for others. Raises OSError when the address cannot be used."""

    class Handler(BaseHTTPRequestHandler):
        timeout = _PATIENCE
        server_version = "qvax"
        sys_version = ""

        def do_GET(self) -> None:
            self._take("")

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not (length.isascii() and length.isdecimal() and int(length) <= _MOST_BYTES):
                self._answer(413)
                return
            self._take(self.rfile.read(int(length)).decode("latin-1"))

        def _take(self, form: str) -> None:
            fields = {**fields_of(form), **fields_of(self.path.partition("?")[2])}
            if not hmac.compare_digest(fields.pop("secret", "").encode(), secret.encode()):
                say("Refused: the secret is missing or wrong.")
                self._answer(403)
                return
            try:
                dropped = drop(folder, fields, clock())
            except OSError as error:
                say(f"Not taken, the gateway has to try again: {error.strerror}.")
                self._answer(503)
                return
            if dropped is not None:
                say(f"Took a {'delivery report' if dropped.report else 'message'}.")
            self._answer(400 if dropped is None else 200)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing: the requests hold numbers and codes."""

    return ThreadingHTTPServer(address, Handler)
