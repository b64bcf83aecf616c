"""`--watch`: stays, shows the minutes left for each person, and goes on by itself."""

import sys
from typing import Any

from qvax_cli.console import tables
from qvax_cli.console.rounds import Done, one_round, say_round
from qvax_cli.context import Qvax
from qvax_cli.errors import QvaxError
from qvax_cli.loop import views
from qvax_cli.loop.views import AtCenter
from qvax_cli.output import as_table
from qvax_cli.rules.local_time import clock_text
from qvax_cli.store.centers import Center

#: Seconds; an answer shows within this time. Mail servers and gateways do not like to be asked every few seconds.
_PAUSE, _PAUSE_OF_SERVERS = 5.0, 20.0


def watch(qvax: Qvax, center: Center | None, offer: int | None) -> None:
    """Round after round until the offer (or, without one, every offer of the center) is filled or over.

    Every round is whole when it ends: Ctrl-C at any moment loses nothing.
    """
    try:
        if sys.stdout.isatty() and not qvax.output.json:
            _on_terminal(qvax, center, offer)
        else:
            _in_lines(qvax, center, offer)
    except KeyboardInterrupt:
        qvax.output.say("Stopped watching. Nothing is lost; go on with: qvax poll --watch")
        raise
    qvax.output.say("Filled or over: nothing more to watch.")


def _pause(qvax: Qvax) -> None:
    by_server = qvax.settings["inbox.host"] or qvax.settings["sms.kind"] == "http"
    qvax.sleep(_PAUSE_OF_SERVERS if by_server else _PAUSE)


def _watched(qvax: Qvax, center: Center | None, offer: int | None) -> list[AtCenter]:
    if offer is not None:
        return [views.offer(qvax.db, offer)]
    return views.in_play(qvax.db, center.id if center else None)


def _going_on(watched: list[AtCenter]) -> bool:
    return any(offer.state == "open" for offer, _ in watched)


def _in_lines(qvax: Qvax, center: Center | None, offer: int | None) -> None:
    """For pipes and scripts: what happened, when something happens."""
    before = None
    while True:
        done = one_round(qvax, center)
        if done.is_news_after(before):
            if qvax.output.json:
                qvax.output.data(done.shape())
            else:
                say_round(qvax, done)
        if not _going_on(_watched(qvax, center, offer)):
            return
        before = done
        _pause(qvax)


def _on_terminal(qvax: Qvax, center: Center | None, offer: int | None) -> None:
    from rich.console import Console
    from rich.live import Live

    seen: list[str] = []
    before = None
    with Live(console=Console(highlight=False), auto_refresh=False) as live:
        while True:
            trouble = ""
            try:
                done = one_round(qvax, center)
                seen += _news(qvax, done) if done.is_news_after(before) else []
                before = done
            except QvaxError as error:  # a passing fault must not end the watch
                trouble = error.message
            watched = _watched(qvax, center, offer)
            live.update(_picture(qvax, watched, [*seen[-6:], *([trouble] if trouble else [])]), refresh=True)
            if not _going_on(watched):
                return
            _pause(qvax)


def _news(qvax: Qvax, done: Done) -> list[str]:
    at = clock_text(qvax.now())
    shape = done.shape()
    news = [f"{at} {a.code} answered {a.answer}: {tables.state(a.result)}" for a in done.round.answers]
    news += [f"{at} {code} did not answer in time" for code in shape["expired"]]
    news += [f"{at} {one['name']} ({one['code']}) is asked" for one in shape["invited"]]
    news += [f"{at} {code} could not be reached" for code in shape["undeliverable"]]
    return news + [f"{at} {trouble}" for trouble in done.troubles]


def _picture(qvax: Qvax, watched: list[AtCenter], news: list[str]) -> Any:
    from rich.console import Group
    from rich.text import Text

    now = qvax.now()
    parts: list[Any] = []
    for offer, center in watched:
        rows = [tables.invitation_row(one, now) for one in views.offer_with_invitations(qvax.db, offer.id)[1]]
        parts.append(Text(tables.offer_line(offer, center, now)))
        parts.append(as_table(tables.COLUMNS, rows))
        parts.append(Text(tables.counts_line(offer)))
    parts += [Text(line, style="dim") for line in news]
    parts.append(Text(f"{clock_text(now)} · Ctrl-C stops watching, and nothing is lost", style="dim"))
    return Group(*parts)
