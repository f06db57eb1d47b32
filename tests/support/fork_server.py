"""Starts `bekal` as a process of its own without waiting for Python and its imports each time.

Run as a program it imports everything once, and forks for each command it is asked to run: a
child has its own folder, environment, standard streams and end, as if it had been started anew.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import IO

ROOT = Path(__file__).parent.parent.parent
PRELOADED = ("bot", "handlers", "scheduler", "services", "understanding", "web")


class Forked:
    """A running command; `returncode` as asyncio's processes have it."""

    def __init__(self, pid: int, alive: socket.socket) -> None:
        self._pid = pid
        self._alive = alive
        self.returncode: int | None = None

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self._pid, number)

    async def wait(self) -> int:
        """Wait for its end; returns the exit status, or the negative number of a signal."""
        if self.returncode is None:
            self._alive.setblocking(False)
            await asyncio.get_running_loop().sock_recv(self._alive, 1)
            self._alive.close()
            self.returncode = int(_ask({"wait": self._pid}))
        return self.returncode


def start(
    folder: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    streams: Sequence[IO[bytes]],
    given: IO[bytes] | None = None,
    program: str = "bot.cli",
) -> Forked:
    """Start `bekal`, or the `main` of another module, in `folder`.

    `streams` are files for its output and errors; `given` for its input, by default empty.
    """
    alive, its = socket.socketpair()
    with its:
        request = {
            "folder": str(folder), "arguments": list(arguments), "environment": dict(environment),
            "program": program,
        }  # fmt: skip
        files = [*streams, given] if given else streams
        pid = _ask(request, its.fileno(), *(file.fileno() for file in files))
    return Forked(int(pid), alive)


@cache
def _server(_pid: int) -> socket.socket:
    """The way to this test process's server, which ends with it. A fork gets one of its own."""
    ours, its = socket.socketpair()
    with its:
        process = subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, __file__, str(its.fileno())], pass_fds=[its.fileno()], cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _ask(request: object, *descriptors: int) -> str:
    server = _server(os.getpid())
    socket.send_fds(server, [json.dumps(request).encode()], descriptors)
    return server.recv(64).decode()


def serve(control: socket.socket) -> str:
    """Fork for each request. Returns in each child, with the module whose `main` it is to run."""
    while True:
        asked, descriptors, *_ = socket.recv_fds(control, 2**20, 4)
        if not asked:
            sys.exit()
        request = json.loads(asked)
        if "wait" in request:
            _, status = os.waitpid(request["wait"], 0)
            control.sendall(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            control.close()
            _alive, *streams = descriptors
            for descriptor, number in zip(streams, (1, 2, 0), strict=False):
                os.dup2(descriptor, number)
                os.close(descriptor)
            os.chdir(request["folder"])
            os.environ.clear()
            os.environ.update(request["environment"])
            sys.argv = ["bekal", *request["arguments"]]
            return str(request["program"])
        for descriptor in descriptors:
            os.close(descriptor)
        control.sendall(str(pid).encode())


if __name__ == "__main__":
    for package in PRELOADED:
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.freeze()
    import_module(serve(socket.socket(fileno=int(sys.argv[1])))).main()
