"""What the tab key proposes beside commands and options: centers, offers, the people of the evening."""

from collections.abc import Callable, Iterator

import typer

from qvax_cli.context import Qvax

#: A value to type, and what it is.
Proposal = tuple[str, str]


def centers(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Codes of centers, with their names."""
    return _proposed(ctx, incomplete, _centers)


def offers(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Numbers of offers, the newest first: those that go on, else the last ones."""
    return _proposed(ctx, incomplete, _offers)


def people(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Codes of people who are being asked, are on standby or confirmed, with name and state."""
    return _proposed(ctx, incomplete, _people)


def answer(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Whose answer it is, and behind that the answer."""
    if ctx.params.get("words"):
        return [(word, "") for word in ("yes", "no") if word.startswith(incomplete.lower())]
    return people(ctx, incomplete)


def offer_or_person(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Offers, then people."""
    return [*offers(ctx, incomplete), *people(ctx, incomplete)]


def _proposed(ctx: typer.Context, incomplete: str, found: Callable[[Qvax, str], Iterator[Proposal]]) -> list[Proposal]:
    """What is found in the database that the line names; nothing when it cannot be read, as nobody asked for words."""
    named = ctx.find_root().params
    qvax = Qvax(db=named.get("db"), config=named.get("config"), operator=named.get("operator"))
    try:
        return list(found(qvax, incomplete))
    except Exception:
        return []
    finally:
        qvax.close()


def _centers(qvax: Qvax, incomplete: str) -> Iterator[Proposal]:
    from qvax_cli.loop import views

    for one in views.all_centers(qvax.db):
        if one.takes_part and one.code.startswith(incomplete):
            yield one.code, one.name


def _offers(qvax: Qvax, incomplete: str) -> Iterator[Proposal]:
    from qvax_cli.console import tables
    from qvax_cli.loop import views

    going = views.in_play(qvax.db)[::-1]
    for one in going or views.all_offers(qvax.db, center=None, state=None, limit=5):
        if str(one.offer.id).startswith(incomplete):
            yield str(one.offer.id), tables.offer_line(qvax.words, *one, qvax.now())


def _people(qvax: Qvax, incomplete: str) -> Iterator[Proposal]:
    from qvax_cli.console import tables
    from qvax_cli.loop import who

    for one in who.holding(qvax.db, now=qvax.now()):
        code = one.invitation.code
        # A shell keeps only what begins as it was typed.
        code = code if code.startswith(incomplete) else code.lower()
        if code.startswith(incomplete):
            # zsh takes a straight apostrophe for the end of the text.
            name = tables.name_of(one).replace("'", "’")
            yield code, f"{name}, {qvax.words(f'state_{one.invitation.state}')}"
