"""A real browser before the real site: Debian's Chromium without a window, and waitress on loopback."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import pytest
from waitress import create_server

from qvax_cli.web.site import site
from tests.conftest import Cli
from tests.web.mails import opened_at

_CHROMIUM = shutil.which("chromium")
_MISSING = [name for name, there in (("chromium", _CHROMIUM), ("playwright", find_spec("playwright"))) if not there]
needs_chromium = [
    pytest.mark.chromium,
    pytest.mark.skipif(bool(_MISSING), reason=f"not there: {', '.join(_MISSING)}"),
]


@contextmanager
def serving(cli: Cli) -> Iterator[str]:
    """The address at which the site of that machine is served meanwhile."""
    server = create_server(site(lambda: opened_at(cli)), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.effective_port}"
    finally:
        # The sockets are closed when nobody waits for them any more: a browser still holds some open.
        server.task_dispatcher.shutdown()
        sockets = dict(server._map)
        server._map.clear()
        server.pull_trigger()
        thread.join(5)
        server.asyncore.close_all(sockets)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM)
        try:
            yield browser
        finally:
            browser.close()


def axe() -> str:
    """The script that looks for what shuts people out."""
    from importlib.resources import files

    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
