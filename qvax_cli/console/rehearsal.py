"""Without a mail server an offer is a rehearsal: nobody is taken by surprise by that (R42)."""

import sys

from qvax_cli.console.answer import confirmed
from qvax_cli.context import Qvax
from qvax_cli.errors import Declined
from qvax_cli.loop import views


def ask_first(qvax: Qvax, *, yes: bool) -> None:
    """Before the very first offer, and on a terminal: whether it is meant as a rehearsal. Declined."""
    if yes or not qvax.rehearses or qvax.output.json or not sys.stdin.isatty():
        return
    if views.all_offers(qvax.db, center=None, state=None, limit=1):
        return
    qvax.output.say(qvax.words("rehearsal_ahead", folder=qvax.home.spool))
    if not confirmed(qvax.words, qvax.words("ask_rehearsal")):
        raise Declined("nobody was asked", "set a mail server first: qvax help mail")
