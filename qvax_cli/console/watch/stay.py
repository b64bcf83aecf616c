"""`offer --watch` and `poll --watch`: stays until the offers are over, on a terminal or in lines."""

import os
import sys

from qvax_cli.context import Qvax
from qvax_cli.store.centers import Center

#: Terminals that can only write on.
_PLAIN = ("dumb", "unknown")


def watch(qvax: Qvax, center: Center | None, offer: int | None) -> None:
    """Round after round until the offer (or, without one, every offer of the center) is over: whoever is confirmed can
    still say no.

    Every round is whole when it ends: Ctrl-C at any moment loses nothing.
    """
    words = qvax.words
    try:
        if sys.stdout.isatty() and not qvax.output.json and os.environ.get("TERM") not in _PLAIN:
            from qvax_cli.console.watch.terminal import on_terminal

            over = on_terminal(qvax, center, offer)
        else:
            from qvax_cli.console.watch.lines import in_lines

            in_lines(qvax, center, offer)
            over = True
    except KeyboardInterrupt:
        qvax.output.say(words("watch_stopped"))
        raise
    qvax.output.say(words("watch_over" if over else "watch_stopped"))
