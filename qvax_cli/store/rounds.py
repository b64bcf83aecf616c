"""The rounds: each time that people were asked for an offer, and what their number was reckoned from (R27)."""

from collections.abc import Mapping

from qvax_cli.rules.log_chain import facts_text
from qvax_cli.store.database import Database


def add(db: Database, offer_id: int, *, at: int, asked: int, reckoning: Mapping[str, object]) -> None:
    """Remembers a round, in the transaction that asks."""
    db.run(
        "INSERT INTO rounds (offer_id, at, asked, reckoning) VALUES (:offer_id, :at, :asked, :reckoning)",
        offer_id=offer_id,
        at=at,
        asked=asked,
        reckoning=facts_text(reckoning),
    )
