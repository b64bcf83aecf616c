"""How a gateway is reached: certificates are checked, no redirection is followed, and what never ends is left."""

import io
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import SSLContext, create_default_context
from typing import Any
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

#: Bytes of an answer, its heads included.
MOST_BYTES = 5_000_000


class Endless(OSError):
    """A gateway says more than it was asked for."""


@cache
def opener(ca_file: str) -> OpenerDirector:
    """What opens requests. ca_file: certificates to trust instead of the usual ones, "" for none.

    Reading what it opens raises Endless after MOST_BYTES.
    """
    context = create_default_context(cafile=ca_file or None)
    return build_opener(_Stays(), _ByHttp(), _ByHttps(context))


class _Stays(HTTPRedirectHandler):
    """To another server a message would go as a bare GET."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Bounded(io.RawIOBase):
    """What comes from a server, up to a size.

    A server may announce for ever that it goes on (HTTP 100), which the library reads as long as it does: whoever
    waited has left by then, and a process that lives on would be kept busy by it.
    """

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self._left = MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        taken: int | None = self._raw.readinto(buffer)
        self._left -= taken or 0
        if self._left < 0:
            raise Endless
        return taken

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fp = io.BufferedReader(_Bounded(self.fp.detach()))


class _Plain(HTTPConnection):
    response_class = _Answer


class _Encrypted(HTTPSConnection):
    response_class = _Answer


class _ByHttp(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class _ByHttps(HTTPSHandler):
    def __init__(self, context: SSLContext) -> None:
        super().__init__(context=context)
        self._checks = context

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Encrypted, req, context=self._checks)
