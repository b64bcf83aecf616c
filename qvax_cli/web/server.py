"""Serves the site with waitress, and hands over in a thread of its own what its pages bring about."""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask

from qvax_cli.context import Qvax
from qvax_cli.errors import QvaxError
from qvax_cli.loop.upkeep import sweep_site
from qvax_cli.web.opening import anew
from qvax_cli.web.site import site

_THREADS, _MOST_BYTES = 8, 65_536
#: So many connections at a time, of which each may be slow: fewer than files that a process may usually open (1,024).
_CONNECTIONS = 800
#: So many seconds after an answer, at the latest, the next person is asked.
_ROUND = 2.0


def serve(qvax: Qvax, host: str, port: int, socket: Path | None) -> None:
    """Until Ctrl-C. OSError when the address cannot be used; Misconfigured."""
    qvax.desk  # noqa: B018 (a configuration that cannot be used ends this now, and not with the first page)
    qvax.close()
    # Requests hold links, which are secrets: nothing is logged of them, nor of clients that go away. What fails in a
    # page the site says itself.
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    # The group of its folder may use a socket: the web server before us is another user.
    where = {"unix_socket": str(socket), "unix_socket_perms": "660"} if socket else {"host": host, "port": port}
    server = _listening(site(lambda: anew(qvax)), proxy="*" if socket else host, **where)
    over = threading.Event()
    worker = threading.Thread(target=_hand_over, args=(lambda: anew(qvax), over, qvax.output.warn), daemon=True)
    worker.start()
    shown = socket or f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}/"
    qvax.output.say(f"The site is at {shown}, until Ctrl-C.")
    try:
        server.run()
    finally:
        over.set()
        server.close()
        worker.join()


def _listening(application: Flask, *, proxy: str, **where: Any) -> Any:
    """The server, which holds its address. proxy: the web server before us, which says who asks: that is counted
    (rules/pace.py). OSError."""
    from waitress import create_server

    try:
        return create_server(
            application,
            threads=_THREADS,
            max_request_body_size=_MOST_BYTES,
            connection_limit=_CONNECTIONS,
            asyncore_use_poll=True,
            ident=None,
            trusted_proxy=proxy,
            trusted_proxy_headers={"x-forwarded-for"},
            clear_untrusted_proxy_headers=True,
            **where,
        )
    except ValueError:
        raise OSError("this machine has no such address") from None


def _hand_over(opened: Callable[[], Qvax], over: threading.Event, warn: Callable[[str], None]) -> None:
    """Round after round; what goes wrong in one is tried again by the next."""
    while not over.wait(_ROUND):
        try:
            with closing(opened()) as qvax:
                qvax.hand_over()
                sweep_site(qvax.db, now=qvax.now())
        except QvaxError as error:
            warn(f"Not handed over: {error.message}.")
        except Exception as error:  # a fault of ours in one round must not end all that would come
            warn(f"Not handed over: qvax failed on it ({type(error).__name__}).")
