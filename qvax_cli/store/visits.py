"""Who has opened their page on the site: the links that were sent for it, and the visits that began by them."""

from collections.abc import Sequence
from typing import NamedTuple

from qvax_cli.store.database import Database
from qvax_cli.store.rows import columns, row_to


class PageLink(NamedTuple):
    """A link that opens somebody's page, once; channel: by which it was sent."""

    id: int
    seed: bytes
    reservist_id: int
    channel: str
    expires_at: int
    used_at: int | None


class Visit(NamedTuple):
    """A browser in which somebody has opened their page; secret: the hash of what it holds."""

    secret: bytes
    reservist_id: int
    channel: str
    expires_at: int


_page_link, _visit = row_to(PageLink), row_to(Visit)


def add_link(db: Database, seed: bytes, reservist_id: int, channel: str, *, expires_at: int) -> int:
    """Keeps a link; its number."""
    row = db.row(
        """INSERT INTO page_links (seed, reservist_id, channel, expires_at)
           VALUES (:seed, :reservist_id, :channel, :expires_at) RETURNING id""",
        seed=seed,
        reservist_id=reservist_id,
        channel=channel,
        expires_at=expires_at,
    )
    return int(row["id"])


def link_by_id(db: Database, number: int) -> PageLink | None:
    """The link with this number, if it is still kept."""
    row = db.one(f"SELECT {columns(PageLink)} FROM page_links WHERE id = :id", id=number)
    return None if row is None else _page_link(row)


def link_by_seed(db: Database, seed: bytes, now: int) -> PageLink | None:
    """The link of this seed, if it opens anything now."""
    row = db.one(
        f"SELECT {columns(PageLink)} FROM page_links WHERE seed = :seed AND expires_at > :now AND used_at IS NULL",
        seed=seed,
        now=now,
    )
    return None if row is None else _page_link(row)


def use_link(db: Database, number: int, now: int) -> bool:
    """The link has opened a page, and opens no other; whether it did that now."""
    row = db.one(
        "UPDATE page_links SET used_at = :now WHERE id = :id AND used_at IS NULL RETURNING id", id=number, now=now
    )
    return row is not None


def begin(db: Database, visit: Visit) -> None:
    """A visit begins."""
    db.run(
        """INSERT INTO visits (secret, reservist_id, channel, expires_at)
           VALUES (:secret, :reservist_id, :channel, :expires_at)""",
        **visit._asdict(),
    )


def of(db: Database, secret: bytes, now: int) -> Visit | None:
    """The visit with this secret, while it lasts."""
    row = db.one(
        f"SELECT {columns(Visit)} FROM visits WHERE secret = :secret AND expires_at > :now", secret=secret, now=now
    )
    return None if row is None else _visit(row)


def choose(db: Database, secret: bytes, reservist_id: int) -> None:
    """Whose page it is, of those who share the address."""
    db.run("UPDATE visits SET reservist_id = :id WHERE secret = :secret", id=reservist_id, secret=secret)


def end(db: Database, secret: bytes) -> None:
    """The visit is over."""
    db.run("DELETE FROM visits WHERE secret = :secret", secret=secret)


def erase_of(db: Database, ids: Sequence[int]) -> None:
    """Nothing is left of the visits of these people."""
    db.run("DELETE FROM visits WHERE reservist_id IN (:ids)", ids=list(ids))
    db.run("DELETE FROM page_links WHERE reservist_id IN (:ids)", ids=list(ids))


def drop_past(db: Database, now: int) -> None:
    """What is over."""
    db.run("DELETE FROM visits WHERE expires_at <= :now", now=now)
    db.run("DELETE FROM page_links WHERE expires_at <= :now", now=now)
