"""How is the site served? By worker processes that share one port, beside an hourly round of housekeeping."""

import _thread
import ctypes
import errno
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from trappen.site.environment import Environment
from trappen.site.start import Refusal

_SIGNAL_AT_DEATH_OF_PARENT = 1  # Linux's name for it is PR_SET_PDEATHSIG
STOP_WITHIN = 10  # seconds that a worker gets to finish what it is doing
_HOUSEKEEPING_AFTER = 5.0
_HOUSEKEEPING_EVERY = 3600.0


class Server(MPServer):
    """granian, which may be told to stop twice at once."""

    def signal_handler_interrupt(self, *told: Any, **_more: Any) -> None:
        """Stop, from a thread of its own.

        granian takes a lock here. A signal interrupts the one before it, or the main loop, where the lock may be held
        already, and then the server would wait for itself for ever. Starting a bare thread takes no lock.
        """
        _thread.start_new_thread(super().signal_handler_interrupt, told)


def check_port(environment: Environment) -> None:
    """Raises Refusal where the address cannot be served on. Workers share a port, so they would not notice."""
    host, port = environment.host, environment.port
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise Refusal(f"HOST={host} is no address of this machine.") from error
    except OSError as error:
        raise Refusal(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program. Choose another, for example PORT={port + 1}."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} needs rights that this user does not have. Choose one above 1023, for example PORT=8000."
    return f"Port {port} on {host} cannot be served on: {error.strerror}."


def serve(environment: Environment) -> None:
    """Serve until told to stop. Everything must be in order before; workers begin as copies of this process."""
    from trappen.site import wsgi  # noqa: F401, PLC0415  # loaded once, when the static files lie ready; workers share it

    connections.close_all()
    os.register_at_fork(after_in_child=_begin_as_worker)
    server = server_of("trappen.site.wsgi:application", environment.host, environment.port, environment.workers)
    rounds = Rounds()
    server.on_startup(rounds.start)
    server.on_shutdown(rounds.stop)
    server.serve()


def server_of(target: str, host: str, port: int, workers: int) -> Server:
    """A server of one thread a worker: more threads than that make the slow pages slower, and none faster."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    return Server(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN,
        log_level=LogLevels.warning,
    )


def _begin_as_worker() -> None:
    """A worker can be stopped before it has begun, and does not outlive the server, or the port would stay taken."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_AT_DEATH_OF_PARENT, signal.SIGTERM)


class Rounds:
    """The hourly housekeeping, each round a process of its own, so that it never holds up a page."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._round: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        self._over.set()
        if self._round and self._round.poll() is None:
            self._round.terminate()

    def _run(self) -> None:
        pause = _HOUSEKEEPING_AFTER
        while not self._over.wait(pause):
            pause = _HOUSEKEEPING_EVERY
            self._round = subprocess.Popen([sys.executable, "-m", "trappen.site.cli", "housekeeping"])
            self._round.wait()
