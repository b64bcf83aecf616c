"""Hands SMS over to a gateway by HTTP, in whatever words its configuration describes: Kannel, Twilio and the like."""

import re
from dataclasses import dataclass

from qvax_cli.channels import Channel, Envelope, Rejected, Taken, TryLater, Unreachable
from qvax_cli.channels.sms.http_client import Answer, Gateway, read_json, text_at
from qvax_cli.rules.local_time import Instant

#: What can stand in the templates of a message.
NAMES = frozenset({"to", "to_digits", "text", "key", "code", "language", "from", "user", "password", "secret"})

# What these say is about us and not about this person: everybody on the list would be refused alike.
_ABOUT_US = {
    401: "does not accept our login",
    402: "wants to be paid first",
    403: "does not allow us this",
    404: "knows no such url",
    405: "does not take this method at that url",
    407: "is behind a proxy that wants a login",
    415: "does not take this kind of body",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a gateway is spoken to, and how it is understood.

    method, url, body: the request, templates as in `Gateway`; accepted, refused: patterns that are looked for in
    status and body of the answer (`202 0: Accepted for delivery`), one for a message that was taken, one for a message
    that never will be; reference: where the answer says how the gateway calls the message, a JSON Pointer or a
    pattern with one group, or "".
    """

    method: str
    url: str
    body: str = ""
    accepted: str = r"^2\d\d "
    refused: str = r"^(400|410|413|414|422) "
    reference: str = ""


class HttpSms(Channel):
    """An SMS gateway with an interface over HTTP as a channel.

    A request that is repeated because no answer came bears the same `{key}`, for gateways that know by it what they
    have already taken.
    """

    name, by = "sms", "mobile"

    def __init__(self, gateway: Gateway, wording: Wording, connections: int = 8, per_minute: int = 0) -> None:
        self._gateway = gateway
        self._wording = wording
        self.time_limit = 3 * gateway.timeout
        self.connections = connections
        self.per_minute = per_minute

    def hand_over(self, envelope: Envelope, now: Instant) -> Taken:
        """Sends the request; `now`, and how the gateway calls the message (our key where it has no name for it).

        Raises Rejected, TryLater, Broken, or Unreachable when the gateway cannot be reached or takes nothing from us.
        """
        if not re.fullmatch(r"\+\d{6,15}", envelope.to):
            raise Rejected("the mobile number cannot be used to send an SMS")
        wording = self._wording
        answer = self._gateway.call(
            wording.method,
            wording.url,
            wording.body,
            to=envelope.to,
            to_digits=envelope.to[1:],
            text=envelope.body.strip(),
            key=envelope.key,
            code=envelope.code or "",
            language=envelope.language,
        )
        said = self._gateway.without_secrets(answer.line)
        if re.search(wording.accepted, answer.line):
            return Taken(now, said, self._reference(answer) or envelope.key)
        raise self._failure(answer, said)

    def check(self) -> str:
        """Whether something answers at the url, without sending anything; in words. Raises Unreachable."""
        from socket import create_connection
        from urllib.parse import urlsplit

        try:
            url = urlsplit(self._wording.url)
            port = url.port or (443 if url.scheme == "https" else 80)
            create_connection((url.hostname or "", port), self._gateway.timeout).close()
        except (OSError, ValueError):
            raise Unreachable("nothing answers where the url of the SMS gateway points to") from None
        return f"something answers at {url.hostname}, port {port}; whether it sends is shown by --send-test"

    @property
    def in_the_clear(self) -> bool:
        """Whether everybody on the way can read the messages and the password."""
        from urllib.parse import urlsplit

        url = urlsplit(self._wording.url)
        return url.scheme.lower() == "http" and url.hostname not in ("localhost", "::1", "127.0.0.1")

    def _failure(self, answer: Answer, said: str) -> TryLater | Rejected:
        if re.search(self._wording.refused, answer.line):
            return Rejected(f"the SMS gateway refuses the message ({answer.status})", said)
        if 300 <= answer.status < 400:
            return Unreachable(f"the SMS gateway has moved to another url ({answer.status})", said)
        if answer.status in _ABOUT_US:
            return Unreachable(f"the SMS gateway {_ABOUT_US[answer.status]} ({answer.status})", said)
        if 200 <= answer.status < 300:
            return TryLater(f"the SMS gateway did not say that it took the message ({answer.status})", said)
        return TryLater(f"the SMS gateway cannot take the message now ({answer.status})", said)

    def _reference(self, answer: Answer) -> str:
        where = self._wording.reference
        if not where or where.startswith("/"):
            return text_at(read_json(answer.body), where) if where else ""
        found = re.search(where, answer.body)
        return found[1] if found else ""
