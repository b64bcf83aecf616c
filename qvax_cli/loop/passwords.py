"""Passwords of operators, as argon2 keeps them. A part of the extra `qvax[web]`."""

from typing import TYPE_CHECKING

from qvax_cli.errors import Misconfigured

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: Fewer signs can be guessed; more are no password.
LEAST, MOST = 10, 200
#: What OWASP asks at least of argon2id: 19 MiB, twice over, so that eight log-ins at once need no big machine.
_TIMES, _KIB, _THREADS = 2, 19_456, 1
#: The hash of a password that nobody has, made at that cost: an unknown name takes as long as a wrong password.
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$oGAOe15olSiohNdKK8+5HQ$+R0dHF9XOguR9zM8inl5wrmGp1SqJ2xMw6Zu3GTX2KY"


def hashed(password: str) -> str:
    """What is kept of a password. Misconfigured without the library."""
    return _hasher().hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password of which that is kept; None: of nobody, which takes as long. Misconfigured."""
    hasher = _hasher()
    from argon2.exceptions import Argon2Error

    try:
        return hasher.verify(kept or _NOBODYS, password[:MOST]) and kept is not None
    except Argon2Error:
        return False


def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError:
        raise Misconfigured(
            "passwords need an extra that is not installed", "install it with: pip install 'qvax[web]'"
        ) from None
    return PasswordHasher(time_cost=_TIMES, memory_cost=_KIB, parallelism=_THREADS)
