"""The address that an HTTP server answers at."""

from __future__ import annotations

import errno
import socket

HOST = "127.0.0.1"


class CannotListen(OSError):
    """The address is taken, not this machine's, or not for this user. The text says which."""


def listen(port: int = 0, host: str = HOST) -> socket.socket:
    """Take the address. Raises `CannotListen`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=100)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"can't be used ({error.strerror})"
        raise CannotListen(f"port {port} of {host} {why}") from error
    # asyncio does it only for sockets that name their protocol, and these don't: without it
    # head and body of an answer are 40 ms apart.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address_of(listener: socket.socket) -> str:
    """ "http://127.0.0.1:8080" """
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
