"""How much of the server's time does a request take? Asks over one connection, and reads the workers' own clocks.

The time that a worker's processor spends says more than the time on the wall, which every other program on the machine
lengthens.
"""

import itertools
import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import psutil


class Server:
    """A server on this machine, and the worker processes that answer for it."""

    def __init__(self, url: str, process_id: int) -> None:
        parts = urlsplit(url)
        self.address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._parent = psutil.Process(process_id)

    @property
    def workers(self) -> list[psutil.Process]:
        return [child for child in self._parent.children() if "housekeeping" not in child.cmdline()]

    def spent(self) -> float:
        """Seconds of processor time that the workers have used so far."""
        return sum(times.user + times.system for times in (worker.cpu_times() for worker in self.workers))

    def memory(self) -> int:
        """Bytes of the largest worker."""
        return max(int(worker.memory_info().rss) for worker in self.workers)


def get(path: str, **headers: str) -> bytes:
    """A request as it goes over the wire."""
    return _message("GET", path, {"Accept-Encoding": "gzip", **headers})


def post(path: str, body: bytes, **headers: str) -> bytes:
    own = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return _message("POST", path, {**own, **headers}) + body


def _message(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Connection:
    """One connection that is kept open. `ask` gives the status and the length of the answer's body."""

    def __init__(self, server: Server) -> None:
        self._socket = socket.create_connection(server.address, timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waiting = b""

    def ask(self, message: bytes) -> tuple[int, int]:
        self._socket.sendall(message)
        while b"\r\n\r\n" not in self._waiting:
            self._receive()
        head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        while len(self._waiting) < length:
            self._receive()
        self._waiting = self._waiting[length:]
        return int(head[9:12]), length

    def _receive(self) -> None:
        if not (more := self._socket.recv(65536)):
            raise ConnectionError("the server closed the connection")
        self._waiting += more

    def close(self) -> None:
        self._socket.close()


def cost(server: Server, messages: Iterable[bytes], *, expects: int = 200) -> float:
    """Seconds of the workers' time for one request of these, all sent one after another. Raises where one fails."""
    connection = Connection(server)
    asked = 0
    before = server.spent()
    for message in messages:
        status, _ = connection.ask(message)
        if status != expects:
            raise RuntimeError(f"{message[:60]!r} was answered with {status}")
        asked += 1
    spent = server.spent() - before
    connection.close()
    return spent / asked


def repeated(message: bytes, times: int) -> Iterable[bytes]:
    return itertools.repeat(message, times)


def least(measure: Callable[[], float], rounds: int = 3) -> float:
    """The least of some rounds: whatever disturbs, it only ever adds."""
    return min(measure() for _ in range(rounds))


def least_of_each(*measures: Callable[[], float], rounds: int = 10) -> list[float]:
    """The least that each has taken, all measured in turn, so that a slow minute of the machine meets them alike."""
    taken = [[measure() for measure in measures] for _ in range(rounds)]
    return [min(each) for each in zip(*taken, strict=True)]
