"""Where a shared database is: a server of PostgreSQL, by a URL without a password."""

from qvax_cli.errors import Misconfigured

_BEGINNINGS = ("postgresql://", "postgres://")


class Server:
    """A database on a server. url: as PostgreSQL's own programs take it; password: "" where libpq knows it
    (~/.pgpass), or none is wanted. Misconfigured when one stands in the URL."""

    def __init__(self, url: str, password: str = "") -> None:
        from urllib.parse import parse_qsl, urlsplit

        try:
            parts = urlsplit(url)
            options = {name for name, _ in parse_qsl(parts.query)}
        except ValueError:
            raise Misconfigured("the URL of the database cannot be read") from None
        login, at, _ = parts.netloc.rpartition("@")
        if (at and ":" in login) or options & {"password", "sslpassword"}:
            raise Misconfigured(
                "a password stands in the URL of the database, where others can read it",
                "put it into a file, and name that: [database] password_file",
            )
        self.url, self.password = url, password

    def __str__(self) -> str:
        return self.url


def is_server(text: str) -> bool:
    """Whether this names a server, and not a file. Misconfigured for a server of another kind."""
    if "://" in text and not text.startswith(_BEGINNINGS):
        raise Misconfigured(
            "what names the database begins like the address of a server of another kind",
            "name a file, or a server as postgresql://USER@HOST/NAME",
        )
    return text.startswith(_BEGINNINGS)
