"""`qvax center`: the centers."""

from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.console import json_shapes
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.imports.centers import REGIONS, reached, read
from qvax_cli.imports.centers import center as checked
from qvax_cli.loop import views
from qvax_cli.loop.centers import Centers
from qvax_cli.store.centers import Center

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The centers.")
_CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="The code of the center.")]


@app.command("list")
def list_centers(
    ctx: typer.Context,
    region: Annotated[str | None, typer.Option(help="flanders, wallonia or brussels.")] = None,
) -> None:
    """List the centers."""
    qvax: Qvax = ctx.obj
    if region not in (None, *REGIONS):
        raise Usage(f"--region: there is no region “{region}”", f"the regions are {', '.join(REGIONS)}")
    shown = [c for c in views.all_centers(qvax.db) if region in (None, c.region)]
    if qvax.output.json:
        qvax.output.data({"centers": [json_shapes.center(c) for c in shown]})
        return
    qvax.output.table(
        [qvax.words(f"table_{name}") for name in ("code", "name", "town", "region", "language", "takes_part")],
        [
            (
                c.code,
                c.name,
                f"{c.postcode} {c.town}",
                c.region,
                c.language,
                qvax.words("part_yes") if c.takes_part else qvax.words("part_no", platform=c.platform),
            )
            for c in shown
        ],
    )


@app.command()
def show(ctx: typer.Context, code: _CodeArgument) -> None:
    """Show one center."""
    qvax: Qvax = ctx.obj
    _show(qvax, views.center(qvax.db, code))


@app.command()
def add(
    ctx: typer.Context,
    code: _CodeArgument,
    name: Annotated[str, typer.Option(help="Its name, as people are told.")],
    town: Annotated[str, typer.Option()],
    postcode: Annotated[str, typer.Option()],
    region: Annotated[str, typer.Option(help="flanders, wallonia or brussels.")],
    language: Annotated[str, typer.Option(help="The language of its own messages: fr, nl, de or en.")],
    address: Annotated[str, typer.Option(help="Street and number.")] = "",
    province: Annotated[str, typer.Option()] = "",
    platform: Annotated[str, typer.Option(help="Where second doses are booked. [default: Doclr]")] = "",
    phone: Annotated[str, typer.Option(help="Where people phone it, as every message tells them.")] = "",
    email: Annotated[str, typer.Option(help="Where people write to it.")] = "",
) -> None:
    """Add a center."""
    qvax: Qvax = ctx.obj
    given = {
        "code": code, "name": name, "town": town, "postcode": postcode, "region": region,
        "language": language, "address": address, "province": province, "platform": platform,
        "phone": phone, "email": email,
    }  # fmt: skip
    _show(qvax, Centers(qvax.db, qvax.now, qvax.patience).add(checked(given)))


@app.command("set")
def set_(
    ctx: typer.Context,
    code: _CodeArgument,
    phone: Annotated[str | None, typer.Option(help="Where people phone it; '' for nowhere.")] = None,
    email: Annotated[str | None, typer.Option(help="Where people write to it; '' for nowhere.")] = None,
    address: Annotated[str | None, typer.Option(help="Street and number.")] = None,
    name: Annotated[str | None, typer.Option(help="Its name, as people are told.")] = None,
) -> None:
    """Change what people are told of a center."""
    qvax: Qvax = ctx.obj
    given = {"phone": phone, "email": email, "address": address, "name": name}
    said = {field: value.strip() for field, value in given.items() if value is not None}
    if not said:
        raise Usage("nothing is to be changed", "say what: --phone '081 12 34 56'")
    if said.get("name") == "":
        raise Usage("--name: a center has a name")
    changed = {field: {**said, **reached(said)}[field] for field in said}
    _show(qvax, Centers(qvax.db, qvax.now, qvax.patience).change(code, changed))


@app.command("import")
def import_centers(ctx: typer.Context, file: Annotated[Path, typer.Argument(help="A CSV of centers.")]) -> None:
    """Add centers from a CSV file, or bring them up to date."""
    qvax: Qvax = ctx.obj
    given, columns = read(file)
    became = Centers(qvax.db, qvax.now, qvax.patience).bring_up_to_date(given, columns)
    counts = {what: became[what] for what in ("added", "updated", "unchanged")}
    if qvax.output.json:
        qvax.output.data({"rows": len(given), **counts})
    qvax.output.say(f"{len(given)} centers: " + ", ".join(f"{n} {what}" for what, n in counts.items()) + ".")


def _show(qvax: Qvax, center: Center) -> None:
    if qvax.output.json:
        qvax.output.data({"center": {**json_shapes.center(center), "address": center.address}})
        return
    rows = [
        (qvax.words(f"item_{name}"), value)
        for name, value in center._asdict().items()
        if value and name not in ("id", "takes_part")
    ]
    words = qvax.words
    takes_part = words("part_yes" if center.takes_part else "part_not")
    qvax.output.table((words("table_center"), center.code), [*rows, (words("item_takes_part"), takes_part)])
