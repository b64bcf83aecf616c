"""`qvax encrypt`: encrypts the file of a database that is in use."""

from functools import cache, partial

import typer

from qvax_cli.backups.encrypt import encrypt as encrypt_file
from qvax_cli.console.new_key import key_for_new, show
from qvax_cli.context import Qvax

app = typer.Typer(add_completion=False)


@app.command()
def encrypt(ctx: typer.Context) -> None:
    """Encrypt the file of the database; the configuration says where its key is kept.

    A key is made where there is none. It is shown once.
    """
    qvax: Qvax = ctx.obj
    key = cache(partial(key_for_new, qvax))
    overwritten = encrypt_file(qvax.db_path, qvax.database_key, key, qvax.operator)
    show(qvax, key())
    if not overwritten:
        qvax.output.warn("What was there in the clear could not be overwritten on the disk.")
    if qvax.output.json:
        qvax.output.data({"database": str(qvax.db_path), "encrypted": True})
    qvax.output.say(
        f"{qvax.db_path} is encrypted now. Copies of it that were made before are not: qvax help encryption"
    )
