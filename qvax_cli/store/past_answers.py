"""What became of the people whom a center has asked before: counted once, when an offer is over (R27)."""

from collections.abc import Sequence

from qvax_cli.rules.answer_rate import Past
from qvax_cli.store.database import Database
from qvax_cli.store.rows import Row


def of_center(db: Database, center_id: int) -> Past:
    """How many of those it asked in offers that are over said yes in time, and how many did not."""
    row = db.one(
        """SELECT coalesce(sum(yes), 0) AS yes, coalesce(sum(no + silent), 0) AS others
           FROM past_answers WHERE center_id = :center_id""",
        center_id=center_id,
    )
    return Past() if row is None else Past(int(row["yes"]), int(row["others"]))


def learned(db: Database, center_id: int) -> Past:
    """As `of_center`, once the offers that are over and were not counted yet have been; mostly there are none."""
    for row in _became(db, center_id):
        db.run(
            """INSERT INTO past_answers (center_id, channel, yes, no, silent, seconds)
               VALUES (:center_id, :channel, :yes, :no, :silent, :seconds)
               ON CONFLICT (center_id, channel) DO UPDATE SET yes = past_answers.yes + excluded.yes,
                   no = past_answers.no + excluded.no, silent = past_answers.silent + excluded.silent,
                   seconds = past_answers.seconds + excluded.seconds""",
            center_id=center_id,
            channel=row["channel"],
            yes=row["yes"],
            no=row["no"],
            silent=row["silent"],
            seconds=max(0, row["seconds"]),
        )
    db.run(
        """UPDATE offers SET learned = 1
           WHERE center_id = :center_id AND learned = 0 AND state IN ('closed', 'cancelled')""",
        center_id=center_id,
    )
    return of_center(db, center_id)


def _became(db: Database, center_id: int) -> Sequence[Row]:
    """What became of those who were asked, by the channel that took the message and started the clock. Whoever could
    not be reached, or was let go before their time was over, had no chance to answer and tells nothing."""
    return db.all(
        """SELECT channel, sum(CASE WHEN answer = 'yes' AND answered_at <= expires_at THEN 1 ELSE 0 END) AS yes,
                  sum(CASE WHEN answer = 'no' AND answered_at <= expires_at THEN 1 ELSE 0 END) AS no,
                  sum(CASE WHEN answered_at <= expires_at THEN 0 ELSE 1 END) AS silent,
                  sum(CASE WHEN answered_at <= expires_at THEN answered_at - sent_at ELSE 0 END) AS seconds
           FROM (SELECT i.answer, i.answered_at, i.expires_at, i.sent_at,
                        coalesce((SELECT m.channel FROM messages AS m WHERE m.invitation_id = i.id
                                  AND m.kind IN ('invitation', 'again') AND m.handed_over_at = i.sent_at
                                  ORDER BY m.id LIMIT 1), 'mail') AS channel
                 FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
                 WHERE o.center_id = :center_id AND o.learned = 0 AND o.state IN ('closed', 'cancelled')
                   AND i.sent_at IS NOT NULL AND (i.answered_at IS NOT NULL OR i.state = 'expired')) AS became
           GROUP BY channel""",
        center_id=center_id,
    )
