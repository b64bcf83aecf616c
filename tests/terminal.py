"""Commands at a real terminal, with what somebody types there."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence

from tests.conftest import Cli


def at_terminal(cli: Cli, *words: object, answers: Sequence[str] = (), kind: str = "dumb") -> tuple[int, str]:
    """Runs a command, and types the answers, a line each, then Ctrl-D; the exit code, and all that stood on the
    terminal, answers among it. kind: of terminal, by the name that it has in $TERM."""
    terminal, theirs = pty.openpty()
    environ = {**os.environ, **cli.environ, "QVAX_NOW": "2021-04-06T17:40", "TERM": kind}
    command = [sys.executable, "-m", "qvax_cli", "--db", str(cli.database), *map(str, words)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ)
    os.close(theirs)
    typed = "".join(f"{answer}\n" for answer in answers)
    os.write(terminal, f"{typed}\x04".encode())  # and then nothing more: whoever asks again is left
    seen = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other side has closed it
            break
        if not piece:
            break
        seen += piece
    os.close(terminal)
    return process.wait(), seen.decode()
