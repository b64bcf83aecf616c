"""How things are timed: whole commands in turn with what they are compared to, medians, ratios in the same run."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent
QVAX = str(BIN / "qvax")
PYTHON = str(BIN / "python")
#: So many seconds a process may take until it can begin with the others.
_LATEST = 120.0


def run(*words: object, env: dict[str, str] | None = None) -> float:
    """Runs a command to its end; the seconds it took. Fails unless it ends with 0 or 5 (done in part)."""
    began = time.perf_counter()
    done = subprocess.run(list(map(str, words)), env=environment(env), capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode not in (0, 5):
        raise RuntimeError(f"{words}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    return took


def megabytes(*words: object, env: dict[str, str] | None = None) -> float:
    """Runs a command to its end; the most memory that it and the processes it made held together."""
    child = subprocess.Popen(list(map(str, words)), env=environment(env), stdout=subprocess.DEVNULL)
    most = 0.0
    while child.poll() is None:
        most = max(most, sum(map(_held, _family(child.pid))))
        time.sleep(0.05)
    return most


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> float:
    """Megabytes of a process; what it shares with others counts in equal parts."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def environment(env: dict[str, str] | None) -> dict[str, str]:
    """This one, without what the peers need: sqlite-utils, for one, loads numpy where it finds it. Bytecode is kept."""
    left_out = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    return {**{name: value for name, value in os.environ.items() if name not in left_out}, **(env or {})}


def in_turn(times: int, *actions: Callable[[], float]) -> list[float]:
    """The medians of several things done A B C A B C …, so that a machine that slows down slows all of them."""
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(times):
        for action, found in zip(actions, seconds, strict=True):
            found.append(action())
    return [median(found) for found in seconds]


def timed(action: Callable[[], object]) -> float:
    """The seconds that something takes in this process."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def milliseconds(seconds: float) -> str:
    """As people read it."""
    return f"{seconds * 1000:,.1f} ms" if seconds < 10 else f"{seconds:,.1f} s"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def at_once(work: Callable[..., None], place: object, shares: Sequence[Sequence[str]]) -> float:
    """Gives each share to a process of its own, which all begin at the same moment; how many seconds they take.

    work: takes the place, a share, and what all wait for. BrokenBarrierError when one of them does not come so far."""
    start = multiprocessing.Barrier(len(shares) + 1, timeout=_LATEST)
    hands = [multiprocessing.Process(target=work, args=(place, share, start)) for share in shares]
    for hand in hands:
        hand.start()
    start.wait()
    began = time.perf_counter()
    for hand in hands:
        hand.join()
    took = time.perf_counter() - began
    assert all(hand.exitcode == 0 for hand in hands), "somebody was told that the database is busy"
    return took
