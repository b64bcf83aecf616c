"""Somebody who was asked: answers and outcomes by name, each asked back on a page that names the person."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from flask import Blueprint, abort, g, request

from qvax_cli.console import said, tables
from qvax_cli.console.invited import settled_lines
from qvax_cli.console.json_shapes import age_of
from qvax_cli.loop import undo, views
from qvax_cli.loop.desk import Desk
from qvax_cli.loop.settle import Settled
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.store.asked import Asked
from qvax_cli.web.desk.pages import desk_page, desk_words

routes = Blueprint("people", __name__)

#: What can be recorded of an invitation in which state; a late yes or a word after a no can come from any other.
_OF_STATE = {
    **dict.fromkeys(AWAITED, ("yes", "no")),
    "standby": ("no",),
    "confirmed": ("vaccinated", "no_show", "cancel"),
    "vaccinated": (),
    "cancelled": (),
    "no_show": (),
}


@routes.get("/i/<code>")
def show(code: str) -> Any:
    """The person, how they are reached, and what can be recorded."""
    asked, now = _asked(code), g.qvax.now()
    return desk_page(
        "person.html",
        asked=asked,
        name=tables.name_of(asked),
        age=age_of(asked.reservist, now),
        until=tables.when(asked.invitation.expires_at, now, g.qvax.words),
        acts=_possible(asked),
    )


@routes.get("/i/<code>/<act>")
def ask(code: str, act: str) -> Any:
    """Asks back, by name."""
    asked = _asked(code)
    if act not in _ACTS:
        abort(404)
    return desk_page("sure.html", asked=asked, act=act, name=_named(asked))


@routes.post("/i/<code>/<act>")
def record(code: str, act: str) -> Any:
    """Records it, and says what it came to."""
    if act not in _ACTS:
        abort(404)
    with g.qvax.desk.changing():  # what was seen is what is taken back, also where two press at once
        asked = _asked(code)
        if act == "undo" and request.form.get("state") != asked.invitation.state:
            return desk_page("sure.html", status=409, asked=asked, act=act, name=_named(asked))
        told, settled, number = _ACTS[act](asked)
    offer = views.offer(g.qvax.db, number).offer
    lines = [told, *_settled(settled), tables.offer_counts(g.qvax.words, offer)]
    return desk_page("done.html", told=lines, code=asked.invitation.code)


#: What was recorded, in a sentence; what followed; the number of the offer.
_Done = tuple[str, Settled, int]


def _answer(given: str, asked: Asked) -> _Done:
    done = g.qvax.desk.respond(asked.invitation.code, given)
    return said.answered(g.qvax.words, done), done.settled, done.offer.id


def _outcome(outcome: str, asked: Asked) -> _Done:
    done = _OUTCOMES[outcome](g.qvax.desk, asked.invitation.code)
    return said.recorded(g.qvax.words, outcome, asked, done), done.settled, done.offer.id


def _undo(asked: Asked) -> _Done:
    within = g.qvax.settings.seconds("policy.undo_minutes")
    done = g.qvax.desk.undo(asked.invitation.code, within=within)
    return said.taken_back(g.qvax.words, done), done.settled, done.offer.id


_OUTCOMES = {"vaccinated": Desk.vaccinated, "no_show": Desk.no_show, "cancel": Desk.cancel}
_ACTS: dict[str, Callable[[Asked], _Done]] = {
    **{given: partial(_answer, given) for given in ("yes", "no")},
    **{outcome: partial(_outcome, outcome) for outcome in _OUTCOMES},
    "undo": _undo,
}


def _possible(asked: Asked) -> list[str]:
    """What can be recorded of them now."""
    acts = list(_OF_STATE.get(asked.invitation.state, ("yes",)))
    since = g.qvax.now() - g.qvax.settings.seconds("policy.undo_minutes")
    return [*acts, "undo"] if undo.entered_since(g.qvax.db, asked, since) else acts


def _settled(settled: Settled) -> Iterator[str]:
    """Who has a dose now, who has none any more, who is asked next."""
    words = g.qvax.words
    yield from settled_lines(words, settled)
    if settled.invited:
        yield desk_words()["asked_next"].format(who=tables.named(words, settled.invited))


def _named(asked: Asked) -> str:
    """Name, age and code, so that nobody answers for somebody else."""
    age = age_of(asked.reservist, g.qvax.now())
    return tables.called(asked) if age is None else f"{tables.called(asked)}, {age}"


def _asked(code: str) -> Asked:
    """The invitation of that code at this center, else the page of what is not there."""
    found = views.of_codes(g.qvax.db, [code])
    if not found or found[0].center.id != g.at_work.center.id or found[0].reservist.state == "erased":
        abort(404)
    return found[0]
