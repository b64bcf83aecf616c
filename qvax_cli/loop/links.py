"""Links to the site in messages, and whose they are. The key stands in a file, never in the database."""

import re
from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.rules import links
from qvax_cli.store import asked as store
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database


class Links(NamedTuple):
    """Makes and knows links. url: where the site is, without a slash at its end."""

    url: str
    key: bytes

    def to_answer(self, asked: Asked) -> str:
        """Where somebody who was asked can answer."""
        token = links.answer_token(self.key, asked.invitation.code, asked.invitation.id)
        return f"{self.url}/a/{token}"

    def to_confirm(self, seed: bytes) -> str:
        """Where an application is confirmed."""
        return f"{self.url}/confirm/{links.token(self.key, 'confirm', seed)}"

    def to_page(self, seed: bytes) -> str:
        """Where somebody opens their page."""
        return f"{self.url}/me/{links.token(self.key, 'page', seed)}"

    def asked(self, db: Database, token: str) -> Asked | None:
        """Who was sent this token; None when nobody was."""
        code = links.code_of(token)
        try:
            found = store.by_code(db, code or "")
        except NotFound:
            return None
        return found if links.is_ours(self.key, token, found.invitation.code, found.invitation.id) else None

    def masked(self, text: str) -> str:
        """A message as it is kept: whoever reads it there cannot answer for somebody else."""
        return re.sub(rf"({re.escape(self.url)}/(?:a|confirm|me)/)[0-9A-Z.]+", r"\1…", text)
