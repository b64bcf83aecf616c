"""Encrypts a backup, and opens one, in the format of age; the one module that knows pyrage (extra `qvax[age]`)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from qvax_cli.errors import Misconfigured, NotFound, Usage
from qvax_cli.ordinary import NotOrdinary, beginning

if TYPE_CHECKING:
    from collections.abc import Callable

_BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_MOST_BYTES = 100_000


class Sealed:
    """Whom backups are encrypted for. recipients: public keys of age or ssh, at least one. Misconfigured."""

    def __init__(self, recipients: Sequence[str]) -> None:
        self._recipients = [_recipient(text) for text in recipients]

    def write(self, pieces: Iterable[bytes], out: BinaryIO) -> None:
        """Encrypts the pieces, one after the other, and holds no more of them. Raises what they or `out` raise."""
        pyrage = _pyrage()
        source, sink = _Source(pieces), _Sink(out.write)
        try:
            pyrage.encrypt_io(source, sink, self._recipients)
        except pyrage.EncryptError as error:
            raise source.failure or sink.failure or error from None


def is_sealed(file: Path) -> bool:
    """Whether a file is encrypted with age, whatever it is called. NotOrdinary, FileNotFoundError."""
    return beginning(file, 100)[0].startswith(_BEGINNINGS)


def unseal(file: Path, out: BinaryIO, identity: Path) -> None:
    """Decrypts a file with the private key in another, piece by piece.

    NotFound, Usage when the key cannot be used, or the file is for another one or is not as it was written: then what
    is in `out` is nothing to use.
    """
    pyrage = _pyrage()
    sink = _Sink(out.write)
    keys = _identities(identity)
    try:
        with file.open("rb") as source:
            pyrage.decrypt_io(source, sink, keys)
    except pyrage.DecryptError as error:
        if sink.failure:
            raise sink.failure from None
        if "No matching keys" in str(error):
            raise Usage(f"{file} is encrypted for another key than that in {identity}", "name the right key") from None
        raise _damaged(file) from None
    except OSError:
        raise sink.failure or _damaged(file) from None


def _damaged(file: Path) -> Usage:
    return Usage(f"{file} is not as it was written: cut off, or changed", "take another copy")


def _recipient(text: str) -> Any:
    pyrage = _pyrage()
    kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(text)
    except pyrage.RecipientError:
        shown = text if len(text) <= 20 else f"{text[:20]}…"
        raise Misconfigured(
            f"backup.recipient: “{shown}” is no public key", "it begins with age1, ssh-ed25519 or ssh-rsa"
        ) from None


def _identities(file: Path) -> list[Any]:
    """The private keys in a file, as `age-keygen` or `ssh-keygen` write it."""
    pyrage = _pyrage()
    try:
        content, _ = beginning(file, _MOST_BYTES)
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", "name the file of the private key", cause="no_such_file") from None
    except NotOrdinary as trouble:
        raise Usage(f"{file} cannot be read: {trouble.reason}", "name the file of the private key") from None
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines()]
    keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    try:
        if keys:
            return [pyrage.x25519.Identity.from_str(key) for key in keys]
        return [pyrage.ssh.Identity.from_buffer(content)]
    except pyrage.IdentityError as error:
        if "decrypted" in str(error):
            hint = "take the passphrase off a copy of it: ssh-keygen -p -f COPY"
            raise Usage(f"the private key in {file} has a passphrase", hint) from None
        raise Usage(f"{file} holds no private key of age or ssh", "name the file of the private key") from None


def _pyrage() -> Any:
    try:
        import pyrage
    except ModuleNotFoundError:
        raise Misconfigured(
            "encrypted backups need an extra that is not installed", "install it with: pip install 'qvax[age]'"
        ) from None
    return pyrage


class _Source(io.RawIOBase):
    """Pieces as a file to read from, which remembers why it failed: pyrage tells only that it did."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")
        self.failure: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            self._rest = self._rest or memoryview(next(self._pieces, b""))
        except BaseException as failure:
            self.failure = failure
            raise
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


class _Sink(io.RawIOBase):
    """A file to write to, which remembers why it failed."""

    def __init__(self, write: Callable[[Any], int]) -> None:
        self._write = write
        self.failure: BaseException | None = None

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        try:
            return self._write(piece)
        except BaseException as failure:
            self.failure = failure
            raise
