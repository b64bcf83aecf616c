"""The site as a whole: its guards and headers, one opened installation a request, and pages for what goes wrong."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from qvax_cli.context import Qvax
from qvax_cli.errors import DatabaseFailure, Misconfigured
from qvax_cli.web import answer
from qvax_cli.web.language import chosen, words
from qvax_cli.web.pages import page

_MOST_BYTES = 65_536
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    # The addresses hold secrets: no other site, and no cache, is to know them. With `no-referrer` browsers would say of
    # our own forms that they come from nowhere.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def site(opened: Callable[[], Qvax]) -> Flask:
    """The WSGI application. opened: gives the installation, opened for one request."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES

    @app.before_request
    def begin() -> None:
        g.qvax = opened()
        # When it came, not when the lock was had (R15).
        g.received_at = g.qvax.now()
        g.language = chosen(request.args.get("lang"), "", request.accept_languages.values())
        _guard(g.qvax.links.url if g.qvax.links else "")

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        if "qvax" in g:
            g.qvax.close()

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        if request.endpoint == "static":
            response.headers["Cache-Control"] = "max-age=3600"
        if "qvax" in g and g.qvax.links and g.qvax.links.url.startswith("https://"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response

    app.register_blueprint(answer.routes)
    _plain_pages(app)
    _failures(app)
    return app


def _guard(url: str) -> None:
    """Refuses a host that is not ours, and a form that another site sends."""
    own = {urlsplit(url).netloc, urlsplit(url).hostname, "localhost", "127.0.0.1", "[::1]"}
    if request.host not in own and request.host.rpartition(":")[0] not in own:
        abort(400)
    if request.method != "POST":
        return
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc not in (request.host, urlsplit(url).netloc)
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)


def _plain_pages(app: Flask) -> None:
    @app.get("/")
    def start() -> Any:
        return page("start.html")

    @app.get("/privacy")
    def privacy() -> Any:
        return page("privacy.html", url=g.qvax.settings["texts.privacy_url"])

    @app.get("/healthz")
    def healthz() -> Any:
        return Response("ok", mimetype="text/plain")


def _failures(app: Flask) -> None:
    """Pages for what goes wrong: never a trace, and nothing of what was asked for."""

    def failed(title: str, status: int) -> Any:
        texts = words(g.get("language") or "fr")
        return page("failure.html", status=status, heading=texts[title], text=texts.get(f"{title}_text", ""))

    for status in (400, 403, 404, 405, 413):
        app.register_error_handler(status, lambda error: failed("not_found", error.code or 400))

    @app.errorhandler(DatabaseFailure)
    @app.errorhandler(Misconfigured)
    def busy(_: Exception) -> Any:
        response = failed("busy", 503)
        response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Any:
        g.qvax.output.warn(f"The site failed on a request: {type(error).__name__}.")
        return failed("busy", 500)
