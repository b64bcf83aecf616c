"""`qvax serve`: the site, on which people answer by themselves."""

from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.context import Qvax
from qvax_cli.errors import Misconfigured, Usage

app = typer.Typer(add_completion=False)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen at.", min=0, max=65535)] = 8080,
    socket: Annotated[Path | None, typer.Option("--socket", help="Listen at this unix socket instead.")] = None,
) -> None:
    """Stay, and show the site on which people answer by a link; behind a web server that does https."""
    try:
        from qvax_cli.web.server import serve as stay
    except ModuleNotFoundError as missing:
        if missing.name not in ("flask", "waitress", "werkzeug", "jinja2"):
            raise
        raise Misconfigured(
            "the site is an extra that is not installed", "install it with: pip install 'qvax[web]'"
        ) from None
    qvax: Qvax = ctx.obj
    if qvax.links is None:
        raise Misconfigured("web.url and web.key_file are not set: no link to the site could be made", "qvax help site")
    if socket is None and host not in _LOOPBACK and not qvax.links.url.startswith("https://"):
        raise Misconfigured(f"{host} can be reached by others, and web.url is not https", "qvax help site")
    if host == "localhost":  # which may be two addresses
        host = "127.0.0.1"
    try:
        stay(qvax, host, port, socket)
    except OSError as error:
        where = socket or f"port {port} of {host}"
        raise Usage(f"{where} cannot be used: {error.strerror or error}", "name another") from None
