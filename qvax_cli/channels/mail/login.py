"""How we log in to a mailbox: with a password or with a token of OAuth2, which a file holds or a command gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from qvax_cli.channels import Unreachable
from qvax_cli.errors import Misconfigured
from qvax_cli.secret_command import PATIENCE, NoSecret, first_line
from qvax_cli.settings import Settings

Auth = Literal["password", "xoauth2", "oauthbearer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What a server is told of who we are.

    user: "" for a server without login; secret: the password or the token, "" where a command gives it; command: with
    its arguments.
    """

    user: str = ""
    auth: Auth = "password"
    secret: str = ""
    command: tuple[str, ...] = ()

    @property
    def by_token(self) -> bool:
        return self.auth != "password"

    @property
    def what(self) -> str:
        """What a server refuses with a login, in words."""
        return "the user or the token" if self.by_token else "the user or the password"

    @property
    def time_limit(self) -> float:
        """How long getting the secret can take for one log-in, in seconds."""
        return (2 if self.by_token else 1) * PATIENCE if self.command else 0

    def secrets(self) -> Iterator[str]:
        """The secret to log in with, anew for every connection; then, if that was refused, a token that has been
        renewed meanwhile: once, and only if it is another. Raises Unreachable."""
        first = self._secret()
        yield first
        if self.by_token and self.command and (renewed := self._secret()) != first:
            yield renewed

    def bearer(self, token: str, host: str, port: int) -> Callable[..., str]:
        """What answers the challenges of a server: first with the token, then to the words with which it refuses."""
        if self.auth == "xoauth2":
            first, last = f"user={self.user}\1auth=Bearer {token}\1\1", ""
        else:  # RFC 7628
            user = self.user.replace("=", "=3D").replace(",", "=2C")
            first, last = f"n,a={user},\1host={host}\1port={port}\1auth=Bearer {token}\1\1", "\1"
        said = iter([first])
        return lambda _challenge=None: next(said, last)

    def _secret(self) -> str:
        if not self.user:
            return ""
        if self.command:
            try:
                secret = first_line(self.command)
            except NoSecret as trouble:
                raise Unreachable(trouble.reason) from None
        else:
            secret = self.secret
        if not secret:
            raise Unreachable("a user is in the configuration, and no password")
        if self.by_token and not (secret.isascii() and secret.isprintable() and " " not in secret):
            raise Unreachable("what stands for the token is none")
        return secret


def login_of(settings: Settings, section: str) -> Login:
    """How a section of the configuration says to log in. Misconfigured."""
    file, command = f"{section}.password_file", f"{section}.password_command"
    if settings[file] and settings[command]:
        raise Misconfigured(f"{file} and {command} are both set, and there is one password", "leave one of them out")
    return Login(
        user=settings[f"{section}.user"],
        auth=settings[f"{section}.auth"],
        secret=settings.secret(file),
        command=settings[command],
    )
