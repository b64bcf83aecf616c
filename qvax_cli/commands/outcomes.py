"""What `cancel`, `no-show` and `vaccinated` share: outcomes are recorded, and doses set free are given on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import typer

from qvax_cli.console import json_shapes, said, tables
from qvax_cli.console.failed import show_failure
from qvax_cli.console.invited import delivery_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.console.person import invitation_meant
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, NotFound, Refused
from qvax_cli.hints import hint_for
from qvax_cli.loop import views
from qvax_cli.loop.desk import Recorded
from qvax_cli.loop.settle import Settled
from qvax_cli.loop.who import SeveralPeople
from qvax_cli.store.asked import Asked


class _Done(NamedTuple):
    """An outcome that was recorded; before: the invitation as it was."""

    before: Asked
    recorded: Recorded


_Result = _Done | NotFound | Refused


def record(qvax: Qvax, named: Sequence[str], what: Callable[[str], Recorded], outcome: str) -> None:
    """Records an outcome of each of these people, hands over what follows, and shows what became of them and who is
    asked next. Each counts on its own; where a name means several people nothing happens at all.

    outcome: its name, by which it is told. NotFound and Refused where only one was named.
    """
    meant = [_looked_up(qvax, one) for one in named]
    results = [_recorded(one, what) for one in meant]
    failures = [one for one in results if not isinstance(one, _Done)]
    if len(named) == 1 and failures:
        raise failures[0]
    done = [one for one in results if isinstance(one, _Done)]
    settled = sum((one.recorded.settled for one in done), Settled())
    delivery = qvax.hand_over(settled.invited)
    if qvax.output.json:
        shapes = [_shape(qvax, one) for one in results]
        following = {**delivery_shapes(delivery), **settled_shapes(settled)}
        qvax.output.data({**(shapes[0] if len(named) == 1 else {"outcomes": shapes}), **following})
    else:
        for one in results:
            _say(qvax, one, outcome)
        say_settled(qvax, settled)
        say_invited(qvax, delivery)
        for number in dict.fromkeys(one.recorded.offer.id for one in done):
            qvax.output.say(tables.offer_counts(qvax.words, views.offer(qvax.db, number).offer))
    codes = [failure.exit_code for failure in failures] + ([DONE_IN_PART] if delivery.troubles else [])
    if codes:
        raise typer.Exit(max(codes))


def _looked_up(qvax: Qvax, named: str) -> Asked | NotFound:
    try:
        return invitation_meant(qvax, named, task="record what became of people")
    except SeveralPeople:
        raise
    except NotFound as unknown:
        return unknown


def _recorded(meant: Asked | NotFound, what: Callable[[str], Recorded]) -> _Result:
    if isinstance(meant, NotFound):
        return meant
    try:
        return _Done(meant, what(meant.invitation.code))
    except (NotFound, Refused) as refused:
        return refused


def _shape(qvax: Qvax, result: _Result) -> json_shapes.Shape:
    if isinstance(result, _Done):
        it = result.recorded.asked.invitation
        return {"code": it.code, "state": it.state}
    hint = hint_for(result, partial(views.may, qvax.db))
    error = {"code": result.code, "message": result.message, "hint": hint, "cause": result.cause}
    return {"code": result.facts.get("code"), "error": error}


def _say(qvax: Qvax, result: _Result, outcome: str) -> None:
    if not isinstance(result, _Done):
        show_failure(qvax.output, result, qvax.language, partial(views.may, qvax.db))
        return
    qvax.output.say(said.recorded(qvax.words, outcome, result.before, result.recorded))
