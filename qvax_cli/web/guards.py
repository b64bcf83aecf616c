"""What stands before every page: whose host and whose form it is, and who asks."""

from typing import cast
from urllib.parse import urlsplit

from flask import abort, g, request

from qvax_cli.context import Qvax
from qvax_cli.loop.own_page import OwnPage
from qvax_cli.loop.visitors import Visitors
from qvax_cli.rules.links import keyed


def visitors() -> Visitors:
    """What anybody can ask of the site. Misconfigured."""
    qvax = cast(Qvax, g.qvax)
    key = qvax.links.key if qvax.links else b""
    remote = request.remote_addr or ""
    return Visitors(qvax.db, qvax.now, qvax.patience, reach=qvax.reach, key=key, remote=remote)


def own_page() -> OwnPage:
    """What somebody can do on their page. Misconfigured."""
    qvax = cast(Qvax, g.qvax)
    return OwnPage(qvax.db, qvax.now, qvax.patience, reach=qvax.reach)


def form_token(secret: str) -> str:
    """What a form carries in a browser that holds this secret, and no other site can know."""
    return keyed(g.qvax.links.key, f"form:{secret}").hex()


def refuse_strangers(url: str) -> None:
    """Refuses a host that is not ours, and a form that another site sends. url: of the site."""
    own = {urlsplit(url).netloc, urlsplit(url).hostname, "localhost", "127.0.0.1", "[::1]"}
    if request.host not in own and request.host.rpartition(":")[0] not in own:
        abort(400)
    if request.method != "POST":
        return
    foreign = _is_foreign(request.headers.get("Origin"), url)
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)


def _is_foreign(origin: str | None, url: str) -> bool:
    try:
        return origin is not None and urlsplit(origin).netloc not in (request.host, urlsplit(url).netloc)
    except ValueError:  # no browser sends that
        return True
