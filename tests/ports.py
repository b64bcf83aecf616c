"""Ports of loopback for servers that tests start."""

import socket
from random import sample


def listener(port: int = 0) -> socket.socket:
    """A socket that listens at that port, or (0) at one that no client is given by chance.

    So a server that is ended and begun again, or begun by another program, finds its port free.
    """
    for number in [port] if port else sample(range(10_000, 30_000), 50):
        try:
            return socket.create_server(("127.0.0.1", number))
        except OSError as error:
            taken = error
    raise taken


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses now."""
    listeners = [listener() for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in listeners]
    for one in listeners:
        one.close()
    return ports
