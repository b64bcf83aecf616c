"""A PostgreSQL of its own for the tests: made, used and taken away again."""

import os
import shutil
import subprocess
import tempfile
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

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder = folder
        self._place = place

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
def cluster() -> Iterator[Cluster]:
    """A server that runs as long as this lasts."""
    place = programs()
    assert place is not None
    folder = Path(tempfile.mkdtemp(prefix="qvax-pg-", dir="/tmp"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
        one = Cluster(folder, place)
        how = ("-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync")
        made = one.run("initdb", "-D", str(folder / "data"), *how)
        assert made.returncode == 0, made.stderr
        hosts = folder / "data" / "pg_hba.conf"
        hosts.write_text(f"local all {GUARDED} scram-sha-256\n{hosts.read_text()}")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
        log = str(folder / "log")
        started = one.run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", log, "-o", options, "start")
        assert started.returncode == 0, started.stderr
        try:
            yield one
        finally:
            one.run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
