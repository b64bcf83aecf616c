"""A PostgreSQL of its own for the tests: made, used and taken away again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"
#: Whoever comes by this name has to give a password.
GUARDED = "guarded"


def programs() -> Path | None:
    """The folder of Debian's newest PostgreSQL server, or of the one on the path; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def missing() -> str:
    """Why there can be no cluster here; empty when there can."""
    if programs() is None:
        return "no PostgreSQL server is installed (Debian: apt install postgresql)"
    if os.getuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and there is no runuser"
    return ""


class Cluster:
    """A server on a socket in a folder of its own, which nobody else reaches."""

    def __init__(self, folder: Path, place: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self._place = place
        self._durable = durable

    @property
    def data(self) -> Path:
        """Where the server keeps everything."""
        return self.folder / "data"

    @property
    def _process(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        """Starts the server, also after it was killed: as soon as what it has left behind has ended."""
        fsync = "on" if self._durable else "off"
        options = f"-k {self.folder} -c listen_addresses='' -c fsync={fsync} -c max_connections=200"
        log = str(self.folder / "log")
        for _ in range(50):
            started = self.run("pg_ctl", "-D", str(self.data), "-w", "-l", log, "-o", options, "start")
            if started.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(started.stdout)

    def kill(self) -> None:
        """The server dies, and all that it was doing."""
        os.kill(self._process, signal.SIGKILL)

    def let_files_grow_to(self, size: int | None) -> None:
        """For whoever connects from now on the disk is full where a file is as large as that; None for no end."""
        limit = "unlimited" if size is None else size
        done = self.run("/usr/bin/prlimit", "--pid", str(self._process), f"--fsize={limit}:")
        assert done.returncode == 0, done.stderr

    def promote(self) -> None:
        """A standby takes changes from now on."""
        done = self.run("pg_ctl", "-D", str(self.data), "-w", "promote")
        assert done.returncode == 0, done.stderr

    def url(self, database: str, user: str = USER) -> str:
        """What names one of its databases."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, program: str, *words: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Runs one of its programs, never as root."""
        command = [str(self._place / program), *words]
        if os.getuid() == 0:
            command = ["runuser", "-u", USER, "--", *command]
        return subprocess.run(command, input=text, text=True, capture_output=True, cwd=self.folder, timeout=120)

    def sql(self, text: str) -> str:
        """What psql says to these statements; the first that fails ends it."""
        stop = ("-v", "ON_ERROR_STOP=1")
        done = self.run("psql", "-X", "-q", "-A", "-t", *stop, "-h", str(self.folder), "-U", USER, text=text)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def refused(self, statements: Sequence[str]) -> dict[str, str]:
        """Those of the statements that the server cannot prepare, and why."""
        script = "".join(
            f"PREPARE s{number} AS {statement};\n\\if :ERROR\n\\echo {number} :LAST_ERROR_MESSAGE\n\\endif\n"
            for number, statement in enumerate(statements)
        )
        done = self.run("psql", "-X", "-q", "-h", str(self.folder), "-U", USER, text=script)
        lines = (line.partition(" ") for line in done.stdout.splitlines())
        return {statements[int(number)]: why for number, _, why in lines}


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A server that runs as long as this lasts. durable: what it says is done stands on the disk, which tests do not
    wait for."""
    with _folder(durable=durable) as one:
        how = ("-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
        made = one.run("initdb", "-D", str(one.data), *how)
        assert made.returncode == 0, made.stderr
        hosts = one.data / "pg_hba.conf"
        hosts.write_text(f"local all {GUARDED} scram-sha-256\n{hosts.read_text()}")
        one.start()
        yield one


@contextmanager
def standby(primary: Cluster) -> Iterator[Cluster]:
    """A server that follows another, which says that something is done when it is done here too."""
    with _folder() as one:
        base = ("-R", "-h", str(primary.folder), "-U", USER, "-c", "fast", "--no-sync")
        made = one.run("pg_basebackup", "-D", str(one.data), *base)
        assert made.returncode == 0, made.stderr
        one.start()
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.sql("SELECT pg_reload_conf()")
        yield one


@contextmanager
def _folder(*, durable: bool = False) -> Iterator[Cluster]:
    place = programs()
    assert place is not None
    folder = Path(tempfile.mkdtemp(prefix="qvax-pg-", dir="/tmp"))
    one = Cluster(folder, place, durable=durable)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
        yield one
    finally:
        one.run("pg_ctl", "-D", str(one.data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
