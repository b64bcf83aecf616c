"""`--watch` for pipes and scripts: how it stands at the start, what happens when it happens, and a sign of life."""

from qvax_cli.console import json_shapes, tables
from qvax_cli.console.out_of_order import say_out_of_order
from qvax_cli.console.rounds import Done, one_round, say_round
from qvax_cli.console.watch.look import Look, look
from qvax_cli.console.watch.pace import pause_of
from qvax_cli.context import Qvax
from qvax_cli.rules.invitation import LIVE, PLACED
from qvax_cli.rules.local_time import Instant, clock_text
from qvax_cli.store.centers import Center

#: So many seconds without news, and it is told how it stands.
_SIGN_OF_LIFE = 60


def in_lines(qvax: Qvax, center: Center | None, offer: int | None) -> None:
    """Round after round, until the offers are over."""
    before: Done | None = None
    told: Instant | None = None
    while True:
        done = one_round(qvax, center)
        seen = look(qvax, center, offer, done)
        news = done.is_news_after(before)
        if news or told is None or seen.now - told >= _SIGN_OF_LIFE:
            _tell(qvax, done, seen, first=told is None, news=news)
            told = seen.now
        if not seen.offers:
            return
        before = done
        qvax.pause(pause_of(qvax), center)


def _tell(qvax: Qvax, done: Done, seen: Look, *, first: bool, news: bool) -> None:
    if qvax.output.json:
        offers = [json_shapes.offer(one.offer, one.center, one.expected) for one in seen.offers]
        qvax.output.data({**done.shape(), "at": json_shapes.moment(seen.now), "offers": offers})
        return
    if first:
        for one in seen.offers:
            qvax.output.say(tables.offer_line(qvax.words, one.offer, one.center, seen.now))
            standing = [asked for asked in one.asked if asked.invitation.state in (*LIVE, *PLACED)]
            tables.invitations(qvax, standing, seen.now)
    if news:
        say_round(qvax, done)
    elif qvax.output.quiet:
        say_out_of_order(qvax, seen.now)
    else:
        at = clock_text(seen.now)
        qvax.output.say(*(f"{at} {tables.offer_counts(qvax.words, one.offer)}" for one in seen.offers))
