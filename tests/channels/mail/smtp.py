"""An SMTP server in the process of the test: it keeps what it takes, and does the wrong things it is told to."""

import asyncio
import re
import ssl
import threading
import time
import warnings
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from tests.ports import listener

with warnings.catch_warnings():
    # aiosmtpd names parts of asyncio that newer Pythons want to be rid of.
    warnings.simplefilter("ignore", DeprecationWarning)
    from aiosmtpd.smtp import SMTP, AuthResult


class Server:
    """What is told to it: `says` an answer to a command, or to RCPT by the name before the @; `delay` in seconds for
    each mail; `cut` so many connections in the middle of DATA; `most` connections at a time, `most_each` mails on one.
    """

    def __init__(self) -> None:
        self.port = 0
        self.taken: list[EmailMessage] = []
        self.taken_at: list[float] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.says: dict[str, str] = {}
        self.delay = 0.0
        self.cut = 0
        self.most = self.most_each = 1000
        self.open = self.most_open = self.connections = 0

    def to(self) -> list[str]:
        """Whom the mails were for, by the name before the @, in the order of taking."""
        return [str(mail["To"].addresses[0].username) for mail in self.taken]

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        if server.taken >= self.most_each:
            return "421 4.7.0 too many messages on this connection"
        answer = self.says.get("MAIL", "250 2.1.0 OK")
        if answer.startswith("2"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        answer = self.says.get(address.partition("@")[0], self.says.get("RCPT", "250 2.1.5 OK"))
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer.replace("%", address)

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.delay)
        if "DATA" in self.says:
            return self.says["DATA"]
        server.taken += 1
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.taken_at.append(time.time())
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return f"250 2.0.0 Ok: queued as {len(self.taken):X}"


class _Session(SMTP):
    """One connection, and how many mails it has taken."""

    transport: Any  # while there is a session: a transport that writes
    line_length_limit = 12_288  # of what is said at a login (RFC 4954)
    taken = 0

    def connection_made(self, transport: Any) -> None:
        server: Server = self.event_handler
        server.connections += 1
        server.open += 1
        server.most_open = max(server.most_open, server.open)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.open -= 1
        super().connection_lost(error)

    async def _handle_client(self) -> None:
        if self.event_handler.open > self.event_handler.most:
            await self.push("421 4.7.0 too many connections")
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.cut > 0:
            self.event_handler.cut -= 1
            await self.push("354 go on")
            await self._reader.read(100)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


@contextmanager
def serving(server: Server, port: int = 0, certified: ssl.SSLContext | None = None, **options: Any) -> Iterator[Server]:
    """Serves on loopback; the server knows its port. certified: for TLS from the first byte on."""
    loop = asyncio.new_event_loop()
    listening = listener(port)
    server.port = listening.getsockname()[1]
    sessions: list[_Session] = []

    def session() -> _Session:
        sessions.append(_Session(server, loop=loop, **options))
        return sessions[-1]

    accepting = loop.run_until_complete(loop.create_server(session, sock=listening, ssl=certified))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def end() -> None:
        accepting.close()
        for known in sessions:
            if known.transport is not None:
                known.transport.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.wait(others)
        await asyncio.sleep(0)

    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class TokenServer(Server):
    """One that wants a token of OAuth2, and only that, as Exchange Online and Gmail do. tokens: those that it takes;
    shown: user and token of every try; refusal: what it says in the end to a token that it does not take."""

    def __init__(self, user: str) -> None:
        super().__init__()
        self.user = user
        self.tokens: set[str] = set()
        self.shown: list[str] = []
        self.refusal = "535 5.7.3 Authentication unsuccessful"

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:
        return await self._judge(server, args, r"user=(.*)\x01auth=Bearer (.*)\x01\x01", b"")

    async def auth_OAUTHBEARER(self, server: Any, args: list[str]) -> AuthResult:
        port = self.port
        return await self._judge(
            server, args, rf"n,a=(.*),\x01host=127.0.0.1\x01port={port}\x01auth=Bearer (.*)\x01\x01", b"\1"
        )

    async def _judge(self, server: Any, args: list[str], form: str, last: bytes) -> AuthResult:
        said = b64decode(args[1]) if len(args) == 2 else await server.challenge_auth(b"")
        found = re.fullmatch(form, said.decode())
        assert found, said
        self.shown.append(found[2])
        if found[1] == self.user and found[2] in self.tokens:
            return AuthResult(success=True)
        # What it says in JSON has to be answered before it says no (RFC 7628 and Google's own page).
        assert await server.challenge_auth(b'{"status":"401","schemes":"Bearer"}') == last
        return AuthResult(success=False, handled=False, message=self.refusal)


def login(name: str, password: str) -> Any:
    """An authenticator for `serving(…, authenticator=…)` that knows one user."""

    def known(server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        server.event_handler.logins.append((data.login, data.password))
        return AuthResult(success=(data.login, data.password) == (name.encode(), password.encode()), handled=False)

    return known
