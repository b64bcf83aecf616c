"""A tiny web server that takes what an SMS gateway brings, and puts it into the folder that `poll` reads."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from qvax_cli.channels.sms.folder_inbox import put_in
from qvax_cli.channels.sms.query import fields_of
from qvax_cli.rules.local_time import Instant

_MOST_BYTES = 65_536
_PATIENCE = 10


class Receiver(ThreadingHTTPServer):
    """The server, listening; `serve_forever()` runs it. Raises OSError when the address cannot be used.

    secret: what every request must bear as `secret=…`, else any page in a browser on this machine could answer for
    others; say: gets a sentence for each request, without anybody's number.
    """

    def __init__(
        self,
        address: tuple[str, int],
        folder: Path,
        secret: str,
        clock: Callable[[], Instant],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(address, _Handler)
        self._folder = folder
        self._secret = secret.encode()
        self._clock = clock
        self._say = say

    def take(self, fields: dict[str, str]) -> int:
        """Puts what these fields hold into the folder; the HTTP status to answer with."""
        if not hmac.compare_digest(fields.pop("secret", "").encode(), self._secret):
            self._say("Refused: the secret is missing or wrong.")
            return 403
        try:
            brought = put_in(self._folder, fields, self._clock())
        except OSError as error:
            self._say(f"Not taken, the gateway has to try again: {error.strerror}.")
            return 503
        if brought is None:
            self._say("Refused: there is neither a sender nor a text.")
            return 400
        self._say(f"Took a {'delivery report' if brought.report else 'message'}.")
        return 200


class _Handler(BaseHTTPRequestHandler):
    timeout = _PATIENCE
    server: Receiver
    server_version = "qvax"
    sys_version = ""

    def do_GET(self) -> None:
        self._take("")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if length.isascii() and length.isdecimal() and len(length) < 8 and int(length) <= _MOST_BYTES:
            self._take(self.rfile.read(int(length)).decode("latin-1"))
        else:
            self._answer(413)

    def _take(self, form: str) -> None:
        self._answer(self.server.take({**fields_of(form), **fields_of(self.path.partition("?")[2])}))

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What cannot be read as a request gets a number, and nothing of it back."""
        self.close_connection = True
        self._answer(code)

    def log_message(self, *_: Any) -> None:
        """Nothing: the requests hold numbers and codes."""
