"""The key of an encrypted database: where it is kept, and how a new one comes there."""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from qvax_cli.errors import Misconfigured
from qvax_cli.files import make_folder, put
from qvax_cli.home import expanded
from qvax_cli.ordinary import NotOrdinary, text_of
from qvax_cli.rules.masked import masked
from qvax_cli.secret_command import NoSecret, first_line
from qvax_cli.settings import Settings

_FILE, _COMMAND = "database.key_file", "database.key_command"
#: What systemd calls it: LoadCredentialEncrypted=qvax.key:…
_CREDENTIAL = "qvax.key"
_MOST_BYTES = 1_000


def key_of(settings: Settings, environ: Mapping[str, str]) -> str | None:
    """The key as 64 hexadecimal digits, from the file or the command of the configuration, else from systemd; None when
    nothing says where it is. Misconfigured."""
    if settings[_FILE] and settings[_COMMAND]:
        raise Misconfigured(f"{_FILE} and {_COMMAND} are both set, and there is one key", "leave one of them out")
    if settings[_COMMAND]:
        try:
            return _checked(first_line(settings[_COMMAND]), _COMMAND)
        except NoSecret as trouble:
            raise Misconfigured(f"{_COMMAND}: {trouble.reason}") from None
    if settings[_FILE]:
        return _checked(settings.secret(_FILE), _FILE)
    credential = Path(environ.get("CREDENTIALS_DIRECTORY", "/nowhere")) / _CREDENTIAL
    try:
        return _checked(text_of(credential, _MOST_BYTES), str(credential))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, NotOrdinary):
        raise Misconfigured(f"the key in {credential} cannot be read", "see the unit of systemd") from None


def key_for_new(settings: Settings, environ: Mapping[str, str]) -> str:
    """The key for a database that is to be encrypted. Where the configuration names a file that is not there, it is a
    new one, which the file holds then. Misconfigured, OSError."""
    file = expanded(settings[_FILE]) if settings[_FILE] else None
    if file and not settings[_COMMAND] and not file.exists():
        key = _new()
        make_folder(file.parent)
        put(file, f"{key}\n".encode())
        return key
    found = key_of(settings, environ)
    if found is None:
        raise Misconfigured(
            "nothing says where the key of an encrypted database is to be kept",
            'write into the configuration, section [database]: key_file = "~/.config/qvax/database.key"',
        )
    return found


def shown(key: str) -> str:
    """As people write it down and read it out; it can be typed so too."""
    return " ".join(key[start : start + 8] for start in range(0, len(key), 8))


def _new() -> str:
    """One in which no figures look like a national number, which would be masked where the key is shown."""
    while True:
        key = secrets.token_hex(32)
        if masked(shown(key), "") == shown(key):
            return key


def _checked(text: str, where: str) -> str:
    key = "".join(text.split()).lower()
    if not re.fullmatch("[0-9a-f]{64}", key):
        raise Misconfigured(f"{where}: what it holds is no key of 64 hexadecimal digits", "look for the right one")
    return key
