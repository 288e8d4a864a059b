"""How is the site served? By worker processes that share one port, a live process, and hourly housekeeping."""

import _thread
import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from trappen.live.process import MOST_STREAMS as _MOST_LISTENING
from trappen.site.environment import Environment

_SIGNAL_AT_DEATH_OF_PARENT = 1  # Linux's name for it is PR_SET_PDEATHSIG
STOP_WITHIN = 10  # seconds that a worker gets to finish what it is doing
_HOUSEKEEPING_AFTER = 5.0
_HOUSEKEEPING_EVERY = 3600.0
_LIVE_AGAIN_AFTER = 1.0
_STREAMS_END_WITHIN = 1  # seconds: a stream has no end of its own, and phones ask when it is cut off


class Server(MPServer):
    """granian, which may be told to stop twice at once."""

    def signal_handler_interrupt(self, *told: Any, **_more: Any) -> None:
        """Stop, from a thread of its own.

        granian takes a lock here. A signal interrupts the one before it, or the main loop, where the lock may be held
        already, and then the server would wait for itself for ever. Starting a bare thread takes no lock.
        """
        _thread.start_new_thread(super().signal_handler_interrupt, told)


def serve(environment: Environment) -> None:
    """Serve until told to stop. Everything must be in order before; workers begin as copies of this process."""
    from trappen.site import wsgi  # noqa: F401, PLC0415  # loaded once, when the static files lie ready; workers share it

    connections.close_all()
    os.register_at_fork(after_in_child=_begin_as_worker)
    server = server_of("trappen.site.wsgi:application", environment.host, environment.port, environment.workers)
    rounds, live = Rounds(), LiveProcess(environment)
    for beside in (rounds, live):
        server.on_startup(beside.start)
        server.on_shutdown(beside.stop)
    server.serve()


def serve_live(environment: Environment) -> None:
    """Serve live rooms alone, for a server that stands beside others behind a proxy."""
    command, told = live_command(environment)
    os.execve(command[0], command, told)  # noqa: S606  # this process becomes the live process


def live_command(environment: Environment) -> tuple[list[str], dict[str, str]]:
    """The live process: a fresh Python without Django, which is told what it needs."""
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", environment.host]
    command += ["--port", str(environment.live_port), "--workers-kill-timeout", str(_STREAMS_END_WITHIN)]
    command += ["--backpressure", str(_MOST_LISTENING), "--log-level", "warning", "trappen.live.process:application"]
    return command, {**os.environ, "TRAPPEN_LIVE_SECRET": settings.LIVE_SECRET, "REDIS_URL": environment.redis_url}


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
    """A worker can be stopped before it has begun, and does not outlive the server, or the port would stay taken.

    Where the server was killed nobody waits for a worker to finish, and one that was just beginning has been seen to
    wait for itself for ever when it was told to stop. So it is killed too: the database loses nothing by it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    _end_with_parent(by=signal.SIGKILL)


class LiveProcess:
    """The process that phones listen to. It is started again where it ends by itself."""

    def __init__(self, environment: Environment) -> None:
        self._command, self._told = live_command(environment)
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """The port is free again when this returns."""
        self._over.set()
        if self._process and self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(3 * _STREAMS_END_WITHIN)

    def _run(self) -> None:
        while not self._over.is_set():
            self._process = subprocess.Popen(self._command, env=self._told, preexec_fn=_end_with_parent)  # noqa: S603, PLW1509  # ours
            self._process.wait()
            self._over.wait(_LIVE_AGAIN_AFTER)


def _end_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_AT_DEATH_OF_PARENT, by)


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
