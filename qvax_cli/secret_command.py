"""Runs a command that gives a secret, as keepers of passwords and of OAuth2 tokens do: the first line it prints."""

import os
import re
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector

from qvax_cli.times import stopwatch

#: How long a command may take (seconds): it may have to ask somebody's server for a new token.
PATIENCE = 30.0
_KNOCK = 0.05
_MOST_BYTES, _MOST_WORDS = 20_000, 200
#: What is as long as this and has no space may be a secret, also among the words of an error.
_PERHAPS_SECRET = re.compile(r"[\w.~+/=-]{40,}")


class NoSecret(Exception):
    """The command gives none. reason: in words, without anything that could be one."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def first_line(command: Sequence[str]) -> str:
    """The first line that a command prints, without its end. No shell is between, and nobody types anything for it.

    Raises NoSecret: when it is not there, fails, prints nothing or what is no text, or has not ended in time.
    """
    name = f"the command {Path(command[0]).name}"
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
    except (OSError, ValueError) as error:
        raise NoSecret(f"{name} cannot be run: {getattr(error, 'strerror', None) or error}") from None
    with process:
        try:
            out, err = _printed(process)
            process.wait(1)
        except (TimeoutError, subprocess.TimeoutExpired):
            raise NoSecret(f"{name} has not ended after {PATIENCE:g} seconds") from None
        except OverflowError:
            raise NoSecret(f"{name} prints far more than a password") from None
        finally:
            if process.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # and all that it has started
    if process.returncode:
        words = _words(err)
        raise NoSecret(f"{name} fails ({process.returncode})" + (f": {words}" if words else ""))
    with suppress(UnicodeDecodeError):
        secret = out.partition(b"\n")[0].removesuffix(b"\r").decode()
        if secret and secret.isprintable():
            return secret
    raise NoSecret(f"{name} prints no password")


def _printed(process: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
    """What it prints as its result, and as words. TimeoutError; OverflowError for far too much."""
    printed = {pipe.fileno(): b"" for pipe in (process.stdout, process.stderr) if pipe}
    seconds = stopwatch()
    with DefaultSelector() as selector:
        for pipe in printed:
            selector.register(pipe, EVENT_READ)
        while selector.get_map():
            ready = selector.select(_KNOCK)
            if not ready and process.poll() is not None:
                break  # what it has left behind holds the pipes, a keeper of keys perhaps
            for key, _ in ready:
                part = os.read(key.fd, _MOST_BYTES)
                printed[key.fd] += part
                if not part:
                    selector.unregister(key.fd)
            if max(map(len, printed.values())) > _MOST_BYTES:
                raise OverflowError
            if seconds() >= PATIENCE:
                raise TimeoutError
    out, err = printed.values()
    return out, err


def _words(err: bytes) -> str:
    """The last line of what it said when it failed, without anything that could be a secret or steer a terminal."""
    line = next(reversed(err.decode("utf-8", "replace").strip().splitlines()), "")
    shown = "".join(sign if sign.isprintable() else " " for sign in line)
    return _PERHAPS_SECRET.sub("…", shown)[:_MOST_WORDS].rstrip(".")
