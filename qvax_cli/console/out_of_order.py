"""What is out of order, said by a quiet round: there nobody sees it who does not have to hear of it."""

from qvax_cli.console import tables
from qvax_cli.context import Qvax
from qvax_cli.loop.told import telling
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.troubles import Trouble


def say_out_of_order(qvax: Qvax, now: Instant) -> None:
    """Says what has to be heard now, however quiet the round is."""
    with telling(qvax.db, now, qvax.output.heard) as to_tell:
        for one in to_tell.lasting:
            qvax.output.warn(f"Out of order since {tables.when(one.since, now)}: {_what(one)}: {one.reason}.")
        for one in to_tell.over:
            qvax.output.warn(f"In order again: {_what(one)}. It was not since {tables.when(one.since, now)}.")


def _what(one: Trouble) -> str:
    return f"messages out by {one.name}" if one.direction == "out" else f"answers in by {one.name}"
