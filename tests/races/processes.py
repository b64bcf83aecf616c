"""Eight processes that run commands at the very same moment, each with its own connection, clock and operator."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, Self

from qvax_cli.store.server import Server

_SIZE = 8
#: Nothing here takes longer (seconds), on any machine; a test must not hang.
_PATIENCE = 60

#: What one process is to do: its clock, and the words of a command.
Task = tuple[int, Sequence[object]]


@dataclass(frozen=True)
class Outcome:
    """What a command left: exit code, data, words."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Crowd:
    """The processes. They have loaded everything, so that nothing but the commands themselves takes time."""

    def __init__(self) -> None:
        context = get_context("spawn") if sys.platform == "darwin" else _forkserver()
        self._barrier = context.Barrier(_SIZE)
        self._pipes: list[Connection] = []
        self._workers = []
        for number in range(_SIZE):
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(number, theirs, self._barrier), daemon=True)
            worker.start()
            theirs.close()
            self._pipes.append(ours)
            self._workers.append(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for worker in self._workers:
            worker.join(_PATIENCE)

    def at_once(self, db: Path | Server, tasks: Sequence[Task], home: Path | None = None) -> list[Outcome]:
        """Runs up to eight commands, all begun at the same moment; their outcomes in the order of the tasks. home: of
        their spool, where the database is on a server."""
        for number, pipe in enumerate(self._pipes):
            now, words = tasks[number] if number < len(tasks) else (0, ())
            pipe.send((db, str(home or Path(str(db)).parent), now, [str(word) for word in words]))
        found = []
        for pipe in self._pipes:
            assert pipe.poll(_PATIENCE), "a command hangs"
            found.append(pipe.recv())
        return [Outcome(*outcome) for outcome in found[: len(tasks)]]


def _forkserver() -> ForkServerContext:
    """Processes that begin with this module loaded."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _work(number: int, pipe: Connection, barrier: Barrier) -> None:
    from qvax_cli.cli import COMMANDS

    for module, _ in COMMANDS.values():
        import_module(f"qvax_cli.commands.{module}")
    while (task := pipe.recv()) is not None:
        db, home, now, words = task
        barrier.wait(_PATIENCE)
        pipe.send(_run(number, db, home, now, words) if words else ((), 0, "", ""))


def _run(
    number: int, db: Path | Server, home: str, now: int, words: list[str]
) -> tuple[tuple[str, ...], int, str, str]:
    from typer.testing import CliRunner

    from qvax_cli.cli import app
    from qvax_cli.context import Qvax

    qvax = Qvax(db=db, operator=f"p{number}", now=lambda: now, environ={"HOME": home, "XDG_DATA_HOME": home})
    done = CliRunner().invoke(app, words, obj=qvax)
    qvax.close()
    failed = "" if done.exception is None or isinstance(done.exception, SystemExit) else repr(done.exception)
    return tuple(words), done.exit_code, done.stdout, done.stderr + failed
