"""An IMAP server on loopback that says what a test wants, also what no honest server says."""

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress


@contextmanager
def serving(mails: Mapping[int, tuple[str, bytes]], header: str = "{2}\r\n\r\n") -> Iterator[int]:
    """Serves these mails, by UID with their INTERNALDATE; the port. header: how it gives a header that is not there."""
    listener = socket.create_server(("127.0.0.1", 0))

    def fetched(uid: int, everything: bool) -> bytes:
        date, content = mails[uid]
        if everything:
            return b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n%s)\r\n" % (uid, len(content), content)
        words = f'* 1 FETCH (UID {uid} INTERNALDATE "{date}" BODY[HEADER.FIELDS (MESSAGE-ID)] {header})\r\n'
        return words.encode()

    def answers(command: str) -> bytes:
        if "CAPABILITY" in command:
            return b"* CAPABILITY IMAP4rev1\r\n"
        if " SELECT " in command:
            return b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n"
        if " UID SEARCH " in command:
            return f"* SEARCH {' '.join(map(str, mails))}\r\n".encode()
        if found := re.search(r" UID FETCH ([\d,]+) \((\w+)", command):
            return b"".join(fetched(int(uid), found[2] == "BODY") for uid in found[1].split(","))
        return b'* LIST () "/" "done"\r\n' if " LIST " in command else b""

    def serve(conn: socket.socket) -> None:
        with conn, suppress(OSError):
            conn.sendall(b"* OK ready\r\n")
            for line in conn.makefile("rb"):
                command = line.decode("latin-1")
                conn.sendall(answers(command) + command.partition(" ")[0].encode() + b" OK done\r\n")

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
