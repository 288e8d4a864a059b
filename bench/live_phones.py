"""How do a few thousand phones fit into one process? As sockets that one loop reads, each message stamped as it comes.

Every stream is a real one, over TCP, asked for as a browser asks.
"""

import heapq
import itertools
import resource
import selectors
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Address = tuple[str, int]
Heard = Callable[[float], None]
_PATIENCE = 30.0


def allow_many_files() -> None:
    """As many open sockets as this machine lets one process have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Loop:
    """What is to be done, and when; and who is called when a socket has something to read."""

    def __init__(self) -> None:
        self._sockets = selectors.DefaultSelector()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()

    def read(self, there: socket.socket, heard: Heard) -> None:
        self._sockets.register(there, selectors.EVENT_READ, heard)

    def forget(self, there: socket.socket) -> None:
        self._sockets.unregister(there)

    def at(self, due: float, do: Callable[[], None]) -> None:
        heapq.heappush(self._due, (due, next(self._count), do))

    def until(self, done: Callable[[], bool], patience: float = _PATIENCE) -> None:
        """Run until it is done. Raises TimeoutError where that takes too long."""
        end = time.perf_counter() + patience
        while not done():
            now = time.perf_counter()
            if now > end:
                raise TimeoutError("Something that was waited for never came.")
            while self._due and self._due[0][0] <= now:
                heapq.heappop(self._due)[2]()
            pause = min(end, self._due[0][0]) - time.perf_counter() if self._due else 1.0
            for key, _ in self._sockets.select(max(0.0, min(pause, 1.0))):
                key.data(time.perf_counter())


@dataclass(slots=True)
class Phone:
    """A player's stream. `beginning` is what it heard of a message that is not all there yet."""

    room: str
    socket: socket.socket
    beginning: bytes = b""


class Crowd:
    """Players who listen. `heard` has for each message of a room how often and when it was heard, `last` its bytes."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._phones: list[Phone] = []
        self._open = 0
        self._heard: dict[tuple[str, int], list[float]] = {}
        self.last = b""

    def listen(self, address: Address, path: str, *, room: str, how_many: int) -> None:
        """Open so many streams, and wait until all are open."""
        request = f"GET {path} HTTP/1.1\r\nHost: {address[0]}\r\nAccept: text/event-stream\r\n\r\n".encode()
        for _ in range(how_many):
            phone = Phone(room, socket.create_connection(address, timeout=_PATIENCE))
            phone.socket.sendall(request)
            phone.socket.setblocking(False)
            self._phones.append(phone)
            self._loop.read(phone.socket, self._reader(phone))
        self._loop.until(lambda: self._open == len(self._phones))

    def _reader(self, phone: Phone) -> Heard:
        def heard(now: float) -> None:
            try:
                part = phone.socket.recv(262_144)
            except BlockingIOError:
                return
            if not part:
                raise ConnectionError("A stream was cut off.")
            phone.beginning += part
            if phone.beginning.endswith(b"\n\n\r\n"):
                self._take(phone, now)

        return heard

    def _take(self, phone: Phone, now: float) -> None:
        whole, phone.beginning = phone.beginning, b""
        if b"retry: " in whole:
            self._open += 1
        for part in whole.split(b'data: {"version": ')[1:]:
            version = int(part[: part.index(b",")])
            self._heard.setdefault((phone.room, version), []).append(now)
            self.last = part

    def times(self, room: str, version: int) -> list[float]:
        """When each player heard it, so far."""
        return self._heard.get((room, version), [])

    def close(self) -> None:
        for phone in self._phones:
            self._loop.forget(phone.socket)
            phone.socket.close()
        self._phones.clear()
        self._heard.clear()
        self._open = 0


class Asker:
    """A connection over which requests go one after another; each answer is given to who asked, with its moment."""

    def __init__(self, loop: Loop, address: Address) -> None:
        self._socket = socket.create_connection(address, timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._loop = loop
        self._beginning = b""
        self._then: Callable[[int, bytes, float], None] | None = None
        loop.read(self._socket, self._heard)

    def send(self, message: bytes, then: Callable[[int, bytes, float], None]) -> None:
        self._then = then
        self._socket.sendall(message)

    def ask(self, message: bytes) -> tuple[int, bytes]:
        """Send, and wait for status and answer, its head with it."""
        found: list[tuple[int, bytes]] = []
        self.send(message, lambda status, answer, _: found.append((status, answer)))
        self._loop.until(lambda: bool(found))
        return found[0]

    def _heard(self, now: float) -> None:
        if not (part := self._socket.recv(262_144)):
            raise ConnectionError("The server closed the connection.")
        self._beginning += part
        head, is_whole, body = self._beginning.partition(b"\r\n\r\n")
        length = next((line[15:] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b"0")
        if is_whole and len(body) >= int(length) and self._then:
            answer, self._beginning = self._beginning, b""
            self._then(int(head[9:12]), answer, now)

    def close(self) -> None:
        self._loop.forget(self._socket)
        self._socket.close()


@dataclass(frozen=True)
class Told:
    """Something that all players of a room shall hear: what is sent for it, and the version they know it by."""

    room: str
    version: int
    message: bytes


def latencies(
    loop: Loop, crowd: Crowd, asker: Sequence[Asker], told: Sequence[Told], sizes: Mapping[str, int], apart: float
) -> list[float]:
    """Milliseconds from the sending to each player's hearing; what is told goes out so many seconds `apart`."""
    sent: dict[str, float] = {}
    answered: list[int] = []

    def send(each: Told, over: Asker) -> None:
        sent[each.room] = time.perf_counter()
        over.send(each.message, lambda status, _answer, _now: answered.append(status))

    def done() -> bool:
        heard = all(len(crowd.times(each.room, each.version)) == sizes[each.room] for each in told)
        return heard and len(answered) == len(told)

    begin = time.perf_counter()
    for number, (each, over) in enumerate(zip(told, asker, strict=True)):
        loop.at(begin + number * apart, lambda each=each, over=over: send(each, over))  # type: ignore[misc]
    loop.until(done)
    if any(status >= 400 for status in answered):
        raise RuntimeError(f"It was answered with {answered}.")
    return [(now - sent[each.room]) * 1000 for each in told for now in crowd.times(each.room, each.version)]
