"""What was entered by hand, as the log keeps it, for as long as it can be taken back (R41)."""

from typing import NamedTuple

from qvax_cli.rules.windows import Window
from qvax_cli.store.database import Database

#: What the log calls it.
BY_HAND = "entered by hand"


class Entered(NamedTuple):
    """An entry, and what stood before it: the state, what was said and when, when it was settled, the windows."""

    invitation_id: int
    at: int
    was: str
    became: str
    said: str | None
    said_at: int | None
    settled: int | None
    had: tuple[Window, ...]


def last(db: Database, invitation_id: int | None, within: int | None = None) -> Entered | None:
    """The newest entry that was not taken back, of one invitation or of all, at one center if need be."""
    row = db.one(
        """SELECT e.invitation_id, e.at, e.facts FROM events AS e
           WHERE e.what = :by_hand AND (e.invitation_id = :id OR :id IS NULL)
             AND (e.center_id = :within OR :within IS NULL)
             AND NOT EXISTS (SELECT 1 FROM events AS t WHERE t.invitation_id = e.invitation_id
                             AND t.what = 'taken back' AND t.id > e.id)
           ORDER BY e.id DESC LIMIT 1""",
        by_hand=BY_HAND,
        id=invitation_id,
        within=within,
    )
    if row is None:
        return None
    facts = dict(word.split("=", 1) for word in str(row["facts"]).split(" "))
    moments = {name: int(facts[name]) if name in facts else None for name in ("said_at", "settled")}
    spans = [span.split("-") for span in facts.get("had", "").split(",") if span]
    return Entered(
        invitation_id=row["invitation_id"],
        at=row["at"],
        was=facts["was"],
        became=facts["became"],
        said=facts.get("said"),
        had=tuple(Window(int(start), int(end)) for start, end in spans),
        **moments,
    )
