"""The site as a whole: its guards and headers, one opened installation a request, and pages for what goes wrong."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from qvax_cli.context import Qvax
from qvax_cli.errors import DatabaseFailure, Misconfigured, NotFound, QvaxError, Refused
from qvax_cli.loop.visitors import TooOften
from qvax_cli.web import answer, me, register
from qvax_cli.web.desk import desk
from qvax_cli.web.guards import refuse_strangers
from qvax_cli.web.language import chosen, words
from qvax_cli.web.pages import page, unbroken

_MOST_BYTES = 65_536
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    # The addresses hold secrets: no other site, and no cache, is to know them. With `no-referrer` browsers would say of
    # our own forms that they come from nowhere.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class _Site(Flask):
    """Pages without the blank lines that their templates would leave."""

    jinja_options: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012 (as Flask has it)


def site(opened: Callable[[], Qvax]) -> Flask:
    """The WSGI application. opened: gives the installation, opened for one request."""
    app = _Site(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES

    @app.before_request
    def begin() -> None:
        g.qvax = opened()
        # When it came, not when the lock was had (R15).
        g.received_at = g.qvax.now()
        g.language = chosen(request.args.get("lang"), "", request.accept_languages.values())
        refuse_strangers(g.qvax.links.url if g.qvax.links else "")

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        if "qvax" in g:
            g.qvax.close()

    app.add_template_filter(unbroken)
    app.after_request(_guarded)
    for pages in (answer.routes, register.routes, me.routes, desk):
        app.register_blueprint(pages)
    _plain_pages(app)
    _failures(app)
    return app


def _guarded(response: Response) -> Response:
    """With the headers of every page, but for what a page says of itself."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "max-age=3600"
    if "qvax" in g and g.qvax.links and g.qvax.links.url.startswith("https://"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


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

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Any:
        return failed("not_found", error.code or 400)

    @app.errorhandler(DatabaseFailure)
    @app.errorhandler(Misconfigured)
    def busy(error: QvaxError) -> Any:
        response = failed("renewed" if error.cause == "database_newer" else "busy", 503)
        response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(Refused)
    @app.errorhandler(NotFound)
    def changed(_: QvaxError) -> Any:  # which rule says so may not be for strangers
        return failed("changed", 409)

    @app.errorhandler(TooOften)
    def too_often(error: TooOften) -> Any:
        response = failed("too_often", 429)
        response.headers["Retry-After"] = str(error.wait)
        return response

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Any:
        g.qvax.output.warn(f"The site failed on a request: {type(error).__name__}.")
        return failed("busy", 500)
