"""What the tests with real gateways share: the how-tos, programs that run beside, and waiting for them."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qvax_cli.rules.local_time import rfc3339
from tests.conftest import Cli

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to"
PATIENCE = 25.0


def shown(page: str, kind: str) -> list[str]:
    """The blocks of a kind (toml, ini, text) that a how-to shows."""
    text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def until(condition: Callable[[], Any], what: str) -> Any:
    """Waits for another program; what the condition gives once it is true."""
    began = time.monotonic()
    while not (found := condition()):
        assert time.monotonic() - began < PATIENCE, f"waited in vain for {what}"
        time.sleep(0.1)
    return found


@contextmanager
def running(command: Sequence[str | Path], output: Path, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program beside the test, with what it says in a file; it is ended afterwards, by force if need be."""
    with output.open("wb") as log:
        process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, **more
        )
    try:
        yield process
    finally:
        for number in (signal.SIGCONT, signal.SIGTERM):
            process.send_signal(number)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def configure(cli: Cli, config: str) -> None:
    """Gives a center's machine this configuration, and the real clock, by which gateways stamp their messages."""
    file = cli.db.parent / "config.toml"
    file.write_text(config)
    cli.environ["QVAX_CONFIG"] = str(file)
    cli.now = int(time.time())


def by_mobile(cli: Cli, birth: str, name: str, mobile: str = "+32470123456") -> int:
    """Somebody with only a mobile number, who can come now and in the coming hours."""
    available = f"{rfc3339(cli.now - 600)}/{rfc3339(cli.now + 5 * 3600)}"
    return cli.register(birth, name, email=None, mobile=mobile, available=available)


def answers(cli: Cli) -> list[dict[str, str]]:
    """Polls until answers have come in."""

    def poll() -> list[dict[str, str]]:
        cli.now = int(time.time())
        return list(cli.json("poll", code=None)["answers"])

    return list(until(poll, "an answer"))


def to_read(cli: Cli) -> list[dict[str, Any]]:
    """Polls until there is something that a person has to read."""

    def poll() -> list[dict[str, Any]]:
        cli.now = int(time.time())
        cli.json("poll", code=None)
        return list(cli.json("inbox", "list")["to_read"])

    return list(until(poll, "a message to read"))


def environment(cli: Cli) -> dict[str, str]:
    """For the command in a process of its own."""
    return {**cli.environ, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "QVAX_DB": str(cli.database)}
