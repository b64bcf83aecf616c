"""A site at work: a list on which people were just asked, `qvax serve`, polls beside it, and a bare page to compare."""

import http.client
import multiprocessing
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from bench import lists
from bench.measure import QVAX, environment, run
from bench.visitors import Request, ask
from qvax_cli.store import open_database
from tests.ports import free_ports

URL, KEY = "https://reserve.example.be", "a long random word"
_PEOPLE, _DOSES = 4_000, 3


def evening(folder: Path, answers: int) -> Path:
    """A list on which at least so many people have just been asked, on standby."""
    path = folder / "site.db"
    path.unlink(missing_ok=True)
    run(QVAX, "--db", path, "init", "--sample", _PEOPLE, env=lists.ENV)
    with closing(open_database(path, "bench")) as db:
        for row in db.all("SELECT code FROM centers WHERE takes_part = 1 ORDER BY code"):
            if db.number("SELECT count(*) FROM invitations WHERE state = 'sent'") >= answers:
                break
            words = ("offer", "--center", row["code"], "--doses", _DOSES, "--policy", "standby")
            run(QVAX, "--quiet", "--db", path, *words, env=lists.ENV)
    return path


@contextmanager
def serving(path: Path) -> Iterator[int]:
    """`qvax serve`; its port."""
    key = path.with_suffix(".key")
    key.write_text(f"{KEY}\n")
    (port,) = free_ports(1)
    env = environment({**lists.ENV, "QVAX_WEB_URL": URL, "QVAX_WEB_KEY_FILE": str(key), "QVAX_WEB_DESK": "true"})
    words = [QVAX, "--quiet", "--db", str(path), "serve", "--port", str(port)]
    server = subprocess.Popen(words, env=env)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


@contextmanager
def bare_page(path: Path) -> Iterator[int]:
    """Flask behind waitress in a process of its own; its port."""
    (port,) = free_ports(1)
    server = multiprocessing.Process(target=_bare, args=(path, port), daemon=True)
    server.start()
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.join()


def _bare(path: Path, port: int) -> None:
    from flask import Flask, render_template_string
    from waitress import serve

    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        with closing(sqlite3.connect(path)) as conn:
            (name,) = conn.execute("SELECT first_name FROM reservists WHERE id = 17").fetchone()
        return render_template_string("<!doctype html><title>Page</title><h1>{{ name }}</h1>", name=name)

    serve(app, host="127.0.0.1", port=port, threads=8, _quiet=True)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
                ask(connection, Request("", "/"))
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server does not answer")


@contextmanager
def polling(path: Path) -> Iterator[None]:
    """One `qvax poll` after the other."""
    over = threading.Event()

    def poll() -> None:
        while not over.is_set():
            run(QVAX, "--db", path, "poll", env=lists.ENV)

    with ThreadPoolExecutor(1) as beside:
        polls = beside.submit(poll)
        try:
            yield
        finally:
            over.set()
        polls.result()
