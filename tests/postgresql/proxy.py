"""Stands between a client and a server, and cuts the line after so many messages of the client."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def cut_after(messages: int, server: Path) -> Iterator[int]:
    """The port on which the socket of a server is reached, until the client has sent that many messages: the last of
    them still arrives, and its answer does not."""
    lines: list[socket.socket] = []
    sent = 0

    def pump(a: socket.socket, b: socket.socket, *, of_the_client: bool) -> None:
        nonlocal sent
        with suppress(OSError):
            while data := a.recv(65536):
                if of_the_client:
                    sent += 1
                elif sent >= messages:
                    break
                b.sendall(data)
        for line in (a, b):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def accept(listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                there = socket.socket(socket.AF_UNIX)
                there.connect(str(server))
                lines.extend((client, there))
                for a, b, ours in ((client, there, True), (there, client, False)):
                    threading.Thread(target=pump, args=(a, b), kwargs={"of_the_client": ours}, daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    for line in lines:
        line.close()
