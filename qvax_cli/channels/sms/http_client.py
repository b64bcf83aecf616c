"""One request to an SMS gateway and its answer, and the templates and paths by which a configuration describes both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from qvax_cli.channels import Broken, TryLater, Unreachable
from qvax_cli.channels.incoming import server_words

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

_LONGEST_LINE = 10_000
_LONGEST_NUMBER = 100
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class Answer(NamedTuple):
    """What a gateway said: the HTTP status and the body as text."""

    status: int
    body: str

    @property
    def line(self) -> str:
        """Status and body as one text, for patterns: `202 0: Accepted for delivery`."""
        return f"{self.status} {self.body[:_LONGEST_LINE]}"


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where requests go. Every text is a template in which `{name}` is filled in.

    headers: one `Name: value` a line; values: what is the same for all messages (from, user, password), escaped as
    the place needs it; basic: whether user and password also go as HTTP basic authentication; ca_file: certificates
    to trust instead of the usual ones; timeout: seconds for every step.
    """

    headers: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    basic: bool = False
    ca_file: str = ""
    timeout: float = 20

    def call(self, method: str, url: str, body: str = "", **values: str) -> Answer:
        """Sends a request with these values too; the answer, whatever its status.

        Raises Unreachable without a connection, Broken when it ended before the answer came.
        """
        from http.client import InvalidURL
        from urllib.request import Request

        from qvax_cli.channels.sms.opener import opener

        known = {**self.values, **values}
        headers = self._headers(known)
        data = None if method == "GET" else filled(body, known, _escape_of(headers.get("Content-type", ""))).encode()
        address = filled(url, known, "url")
        if not address.lower().startswith(("http://", "https://")):  # urllib would also read files
            raise Unreachable("the url of the SMS gateway does not begin with http:// or https://")
        try:
            request = Request(address, data, headers, method=method)  # noqa: S310 (its scheme is looked at above)
            return _answer(opener(self.ca_file), request, self.timeout)
        except (ValueError, InvalidURL):
            raise Unreachable("the url or the headers for the SMS gateway cannot be used") from None

    def _headers(self, known: Mapping[str, str]) -> dict[str, str]:
        lines = [line.partition(":") for line in self.headers.splitlines() if line.strip()]
        # Capitalised as urllib does, which must find the ones that it would add itself.
        headers = {name.strip().capitalize(): filled(value.strip(), known, "header") for name, _, value in lines}
        if self.basic:
            from base64 import b64encode

            login = f"{known.get('user', '')}:{known.get('password', '')}".encode()
            headers["Authorization"] = f"Basic {b64encode(login).decode()}"
        return {"User-agent": "qvax", **headers}

    def without_secrets(self, text: str) -> str:
        """What a gateway said, on one short line, without passwords and without anybody's number."""
        for name in ("password", "secret"):
            if len(self.values.get(name, "")) > 3:
                text = text.replace(self.values[name], "…")
        return server_words(text)


def placeholders(template: str) -> set[str]:
    """The names that a template wants filled in."""
    return set(_PLACEHOLDER.findall(template))


def filled(template: str, values: Mapping[str, str], escape: str) -> str:
    """A template with its values, escaped for a "url", a "form", "json", "xml" or a "header".

    Only names that are known are filled in: a body in JSON holds braces of its own.
    """
    return _PLACEHOLDER.sub(
        lambda found: _escaped(values[found[1]], escape) if found[1] in values else found[0], template
    )


def _escape_of(content_type: str) -> str:
    kind = content_type.lower()
    return next((escape for escape in ("json", "xml") if escape in kind), "form")


def _escaped(value: str, escape: str) -> str:
    if escape in ("url", "form"):
        from urllib.parse import quote

        return quote(value, safe="")
    if escape == "json":
        import json

        return json.dumps(value)[1:-1]
    if escape == "xml":
        from xml.sax.saxutils import escape as for_xml

        return for_xml(value, {'"': "&quot;", "'": "&apos;"})
    return "".join(c if c.isprintable() else " " for c in value)


def found_at(data: Any, pointer: str) -> Any:
    """What stands at a JSON Pointer (RFC 6901: `/messages/0/sid`) in data; None where there is nothing."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, dict):
            data = data.get(name)
        elif isinstance(data, list) and name.isdecimal() and int(name) < len(data):
            data = data[int(name)]
        else:
            return None
    return data


def text_at(data: Any, pointer: str) -> str:
    """The same as a text, "" where there is none."""
    value = found_at(data, pointer) if pointer else None
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def read_json(body: str) -> Any:
    """A body as JSON; None when it is none."""
    import json

    try:
        return json.loads(body, parse_int=_number)
    except (ValueError, RecursionError):
        return None


def _number(digits: str) -> int | str:
    """A number; as a text where it is longer than any that means something."""
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def _answer(opener: OpenerDirector, request: Any, timeout: float) -> Answer:
    from http.client import HTTPException, InvalidURL
    from urllib.error import HTTPError, URLError

    from qvax_cli.channels.sms.opener import MOST_BYTES, Endless

    try:
        try:
            response = opener.open(request, timeout=timeout)
        except HTTPError as refusal:
            response = refusal
        with response:
            body = response.read(MOST_BYTES)
            return Answer(response.status, body.decode("utf-8", "replace"))
    except URLError as trouble:
        raise _no_connection(trouble.reason) from None
    except TimeoutError:
        raise Broken("the SMS gateway does not answer in time") from None
    except Endless:
        raise Broken("the SMS gateway says more than it was asked for") from None
    except InvalidURL:
        raise
    except (HTTPException, OSError):
        raise Broken("the SMS gateway closed the connection before it answered") from None


def _no_connection(reason: object) -> TryLater:
    """What went wrong before the answer, in words without the url, which may hold a password."""
    import socket
    import ssl

    if isinstance(reason, ssl.SSLCertVerificationError):
        return Unreachable(f"the certificate of the SMS gateway is not valid ({reason.verify_message})")
    if isinstance(reason, ConnectionResetError | BrokenPipeError):
        return Broken("the SMS gateway closed the connection before it answered")
    words = {
        TimeoutError: "does not answer in time",
        socket.gaierror: "is not known by its name",
        ConnectionRefusedError: "cannot be reached: nothing answers at that port",
        ssl.SSLError: "makes no encrypted connection; check whether the url begins with http or https",
    }
    said = next((said for kind, said in words.items() if isinstance(reason, kind)), None)
    return Unreachable(f"the SMS gateway {said or 'cannot be reached'}")
