"""`qvax config`: the settings."""

import typer

from qvax_cli.context import Qvax
from qvax_cli.settings import KEYS

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The settings.")


@app.callback()
def config() -> None:
    """The settings, from the configuration file and QVAX_* variables."""


@app.command()
def show(ctx: typer.Context) -> None:
    """Show every setting, its value and where that comes from."""
    qvax: Qvax = ctx.obj
    database = str(qvax.database)  # which is refused when it holds a password, before anything is shown
    known = qvax.settings.known
    if qvax.output.json:
        shapes = [{"key": path, **setting._asdict()} for path, setting in known.items()]
        file = qvax.settings.file
        data = {"file": str(file) if file else None, "database": database, "settings": shapes}
        qvax.output.data({**data, "centers": qvax.settings.centers})
        return
    of_centers = [
        (f"centers.{code}: {path}", value, "file", "Of this center alone.")
        for code, values in qvax.settings.centers.items()
        for path, value in values.items()
    ]
    qvax.output.table(
        ("Setting", "Value", "Source", "Meaning"),
        [*((key.path, known[key.path].value, known[key.path].source, key.help) for key in KEYS), *of_centers],
    )
    qvax.output.say(f"Database: {database}", f"Configuration file: {qvax.settings.file or 'none'}")
