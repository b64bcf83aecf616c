"""`qvax sms`: takes the replies that an SMS gateway brings."""

import os
import sys
from typing import Annotated

import typer

from qvax_cli.channels.sms.folder_inbox import put_in
from qvax_cli.channels.sms.query import fields_of
from qvax_cli.context import Qvax
from qvax_cli.errors import Misconfigured, Usage

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Replies that an SMS gateway brings.")
_MOST_BYTES = 65_536


@app.command()
def receive(
    ctx: typer.Context,
    sender: Annotated[str, typer.Option("--from", help="The number that the SMS came from.")] = "",
    text: Annotated[str, typer.Option("--text", help="What it says.")] = "",
    at: Annotated[str, typer.Option("--at", help="When the gateway took it: seconds since 1970, or RFC 3339.")] = "",
    id_: Annotated[str, typer.Option("--id", help="How the gateway calls it: the same twice is one message.")] = "",
    query: Annotated[str, typer.Option("--query", help="All of it as a query string: from=…&text=…&at=…&id=…")] = "",
) -> None:
    """Take one SMS for the next qvax poll, however busy the database is. Also works as a CGI program."""
    qvax: Qvax = ctx.obj
    fields = {"from": sender, "text": text, "at": at, "id": id_}
    asked = fields_of(query or _cgi(qvax)) if not any(fields.values()) else fields
    try:
        brought = put_in(qvax.home.sms_inbox, asked, qvax.now())
    except OSError as error:
        raise Usage(f"{qvax.home.sms_inbox} cannot be written to: {error.strerror}") from None
    if brought is None:
        raise Usage("there is neither a sender nor a text", "give them with --from and --text, or with --query")
    if "GATEWAY_INTERFACE" in qvax.environ:
        typer.echo("Content-Type: text/plain\n")
    elif qvax.output.json:
        qvax.output.data({"taken": brought.name, "report": brought.report})
    else:
        qvax.output.say("Taken; the next qvax poll reads it.")


@app.command()
def serve(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="The port to listen at.", min=1, max=65535)] = 13088,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
) -> None:
    """Stay, and take the SMS and delivery reports that a gateway on this machine brings by HTTP."""
    from qvax_cli.channels.sms.receiver import Receiver

    qvax: Qvax = ctx.obj
    secret = qvax.settings.secret("sms.secret_file")
    if not secret:
        raise Misconfigured(
            "sms.secret_file is not set: without a secret anybody could answer for others",
            "put a long random word into a file of yours, and name it in the configuration",
        )
    try:
        server = Receiver((host, port), qvax.home.sms_inbox, secret, qvax.now, qvax.output.say)
    except OSError as error:
        raise Usage(f"port {port} of {host} cannot be used: {error.strerror}", "name another with --port") from None
    with server:
        qvax.output.say(f"Listening at http://{host}:{server.server_address[1]}/, until Ctrl-C.")
        server.serve_forever()


def _cgi(qvax: Qvax) -> str:
    """What a web server hands to a CGI program (RFC 3875)."""
    query = qvax.environ.get("QUERY_STRING", "")
    if qvax.environ.get("REQUEST_METHOD") == "POST":
        length = qvax.environ.get("CONTENT_LENGTH", "")
        most = min(int(length), _MOST_BYTES) if length.isdecimal() else 0
        query += "&" + os.read(sys.stdin.fileno(), most).decode("latin-1") if most else ""
    return query
