"""`qvax restore`: puts a backup in the place of the database."""

from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.backups import restore as backups
from qvax_cli.backups.restore import Restored
from qvax_cli.channels.from_settings import make_folders
from qvax_cli.console.json_shapes import moment
from qvax_cli.console.log_words import sentence
from qvax_cli.context import Qvax
from qvax_cli.loop.backups import Left
from qvax_cli.rules.local_time import local
from qvax_cli.rules.spoken import counted

app = typer.Typer(add_completion=False)


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A copy that qvax backup has written, encrypted or not.")],
    identity: Annotated[
        Path | None, typer.Option("--identity", metavar="KEYFILE", help="The private key, for an encrypted copy.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the database that is there; it is kept beside, under another name.")
    ] = False,
) -> None:
    """Put a copy in the place of the database, after looking through it; says what is in it."""
    qvax: Qvax = ctx.obj
    done = backups.restore(
        file,
        qvax.db_path,
        operator=qvax.operator,
        key=qvax.database_key,
        now=qvax.now(),
        identity=identity,
        force=force,
    )
    make_folders(qvax.home)
    content, left = done.content, done.content.left
    newest = content.newest
    if qvax.output.json:
        qvax.output.data(
            {
                "file": str(file),
                "database": str(qvax.db_path),
                "kept": str(done.kept) if done.kept else None,
                "upgraded": list(done.upgraded) if done.upgraded else None,
                "erased_again": left and left.erased,
                "vaccinated_since": left and list(left.vaccinated),
                "people": content.people,
                "offers": content.offers,
                "last_event": newest and {"id": newest.id, "at": moment(newest.at), "what": newest.what},
            }
        )
    _say(qvax, done)


def _say(qvax: Qvax, done: Restored) -> None:
    content = done.content
    if done.upgraded:
        qvax.output.say("The copy was of an older qvax: schema {} was brought to {}.".format(*done.upgraded))
    if done.kept:
        qvax.output.say(f"The database that was there is now {done.kept}.")
    qvax.output.say(f"Restored {qvax.db_path}: people on the list: {content.people}, offers: {content.offers}.")
    if newest := content.newest:
        qvax.output.say(f"Its last event, {local(newest.at):%d/%m/%Y %H:%M}: {sentence(newest)}")
    _say_who_left(qvax, content.left)
    qvax.output.say("What happened since then it does not know: qvax help restore.")


def _say_who_left(qvax: Qvax, left: Left | None) -> None:
    if left is None:
        qvax.output.warn(
            "Who was erased on request since then is on the list again: erase them again, qvax reservist forget PERSON."
        )
        return
    if left.erased:
        who = counted(left.erased, "person", "was", "were")
        qvax.output.say(f"{who} erased again, who had asked for it since then.")
    if left.vaccinated:
        ids = ", ".join(map(str, left.vaccinated))
        qvax.output.warn(f"Vaccinated since then, and on the list again (qvax help restore): reservist {ids}.")
