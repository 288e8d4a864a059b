"""How does a phone hear at once that its room has changed? By Server-Sent Events, from a process of its own.

A plain ASGI application without Django or database. It knows what each room showed last, and hands on what it is told:
by a call on loopback, or by Redis, so that several processes can stand behind a proxy. It holds no answers.
"""

import asyncio
import contextlib
import ctypes
import hashlib
import hmac
import json
import os
import signal
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

CHANNEL = "trappen-live"
SECRET_HEADER = "X-Trappen-Live"  # noqa: S105  # the name of a header
MOST_STREAMS = 5_000
_MOST_ROOMS = 1_000
_BEAT_EVERY = 15.0  # seconds; less than a proxy waits
_BEAT = b": beat\n\n"
_AT_ONCE = 100  # beats; what a room shows must not wait for thousands of them
_MOST_WAITING = 8  # messages for one phone; who falls behind starts again
_LARGEST = 200_000  # bytes told at once
_TRY_AGAIN_AFTER = 1.0
_SIGNAL_AT_DEATH_OF_PARENT = 1  # Linux's name for it is PR_SET_PDEATHSIG

# Any page may listen, since only who was shown the signed name of a stream can ask for it, and no cookie goes along.
_STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"access-control-allow-origin", b"*"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class Hub:
    """Who listens to which stream, and what was said there last. `None` in a queue ends the stream."""

    secret: str
    listening: dict[str, set["asyncio.Queue[bytes | None]"]] = field(default_factory=dict)
    last: "OrderedDict[str, bytes]" = field(default_factory=OrderedDict)
    deaf: bool = False  # what changes is not heard at present, so streams would only seem to be alive

    @property
    def streams(self) -> int:
        return sum(len(queues) for queues in self.listening.values())

    def quiet(self) -> list["asyncio.Queue[bytes | None]"]:
        """The streams that have nothing to say at present."""
        return [queue for queues in self.listening.values() for queue in queues if queue.empty()]

    def name_of(self, stream: str) -> str | None:
        """The room and language of a signed name; None where the signature is not ours."""
        name, _, signature = stream.rpartition(".")
        expected = hmac.new(self.secret.encode(), name.encode(), hashlib.sha256).hexdigest()[:32]
        return name if hmac.compare_digest(signature.encode(), expected.encode()) else None

    def tell(self, said: bytes) -> int:
        """Hand on what a room shows now; gives how many hear it. Raises ValueError, KeyError, TypeError."""
        told = json.loads(said)
        heard = 0
        for language, html in told["shown"].items():
            name = f"{told['room']}.{language}"
            message = json.dumps({"version": told["version"], "html": html}, ensure_ascii=False)
            event = f"data: {message}\n\n".encode()
            self.last.pop(name, None)
            self.last[name] = event
            for queue in self.listening.get(name, ()):
                _put(queue, event)
                heard += 1
        while len(self.last) > _MOST_ROOMS:
            self.last.popitem(last=False)
        return heard

    def end_all(self) -> None:
        """End every stream. Phones ask the page server until they can listen again."""
        self.last.clear()
        for queues in self.listening.values():
            for queue in queues:
                _put(queue, None)


def _put(queue: "asyncio.Queue[bytes | None]", event: bytes | None) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        event = None
    queue.put_nowait(event)


class Live:
    """The application. `redis_url` is empty where it is told by loopback."""

    def __init__(self, *, secret: str, redis_url: str) -> None:
        self.hub = Hub(secret, deaf=bool(redis_url))
        self._redis_url = redis_url
        self._running: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            if event["type"] == "lifespan.startup":
                self._running.append(asyncio.create_task(self._beat()))
                if self._redis_url:
                    self._running.append(asyncio.create_task(self._hear()))
                await send({"type": "lifespan.startup.complete"})
            else:
                for each in self._running:
                    each.cancel()
                self.hub.end_all()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _beat(self) -> None:
        """Say something on every stream now and then, or a proxy would take it for dead.

        One clock for all: a clock for each stream costs a task and a timer with every message.
        """
        while True:
            await asyncio.sleep(_BEAT_EVERY)
            for number, queue in enumerate(self.hub.quiet()):
                if queue.empty():
                    queue.put_nowait(_BEAT)
                if number % _AT_ONCE == 0:
                    await asyncio.sleep(0.01)

    async def _hear(self) -> None:
        """Listen to Redis for ever. While it is gone no stream is open, so that everyone asks instead of waiting."""
        while True:
            try:
                async with Redis.from_url(self._redis_url, socket_connect_timeout=2) as redis, redis.pubsub() as heard:
                    await heard.subscribe(CHANNEL)
                    self.hub.deaf = False
                    while True:
                        message = await heard.get_message(ignore_subscribe_messages=True, timeout=5)
                        if message is None:
                            await heard.ping()
                        elif message["type"] == "message":
                            self._take(message["data"])
            except (RedisError, OSError):
                self.hub.deaf = True
                self.hub.end_all()
                await asyncio.sleep(_TRY_AGAIN_AFTER)

    def _take(self, said: bytes) -> bool:
        try:
            self.hub.tell(said)
        except (ValueError, KeyError, TypeError, AttributeError):
            return False
        return True

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path == "/live/tell" and method == "POST":
            await self._told(scope, receive, send)
        elif path == "/live/health" and method == "GET":
            await _say(send, 503 if self.hub.deaf else 200, str(self.hub.streams).encode())
        elif path.startswith("/live/stream/") and method == "GET":
            await self._stream(path.removeprefix("/live/stream/"), receive, send)
        else:
            await _say(send, 404)

    async def _told(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only who knows the secret may tell, and only where no Redis does."""
        given = dict(scope["headers"]).get(SECRET_HEADER.lower().encode(), b"")
        if self._redis_url or not hmac.compare_digest(given, self.hub.secret.encode()):
            await _say(send, 404)
            return
        said = await _body(receive)
        await _say(send, 204 if said is not None and self._take(said) else 400)

    async def _stream(self, asked: str, receive: Receive, send: Send) -> None:
        name = self.hub.name_of(asked)
        if name is None:
            await _say(send, 404)
            return
        if self.hub.deaf or self.hub.streams >= MOST_STREAMS:
            await _say(send, 503)
            return
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_WAITING)
        self.hub.listening.setdefault(name, set()).add(queue)
        if name in self.hub.last:
            queue.put_nowait(self.hub.last[name])
        gone = asyncio.create_task(_until_gone(receive, queue))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _STREAM})
            await send({"type": "http.response.body", "body": b"retry: 2000\n\n", "more_body": True})
            await _hand_on(queue, send)
        finally:
            gone.cancel()
            self.hub.listening[name].discard(queue)
            if not self.hub.listening[name]:
                del self.hub.listening[name]


async def _hand_on(queue: "asyncio.Queue[bytes | None]", send: Send) -> None:
    while (event := await queue.get()) is not None:
        await send({"type": "http.response.body", "body": event, "more_body": True})
    with contextlib.suppress(OSError, RuntimeError):  # who has gone already needs no end
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Receive, queue: "asyncio.Queue[bytes | None]") -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    _put(queue, None)


async def _body(receive: Receive) -> bytes | None:
    """What was sent, None where it is too large."""
    parts: list[bytes] = []
    while True:
        event = await receive()
        parts.append(event.get("body", b""))
        if sum(map(len, parts)) > _LARGEST:
            return None
        if not event.get("more_body"):
            return b"".join(parts)


async def _say(send: Send, status: int, body: bytes = b"") -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _end_with_parent() -> None:
    """A worker that outlived its server would keep the port, and the phones that it has would hear nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_AT_DEATH_OF_PARENT, signal.SIGKILL)


def of(environment: Mapping[str, str]) -> Live:
    """The application as `trappen serve` starts it: what it needs to know stands in its environment."""
    return Live(secret=environment["TRAPPEN_LIVE_SECRET"], redis_url=environment.get("REDIS_URL", ""))


def __getattr__(name: str) -> Live:
    """`application` is made when a server asks for it, so that the module can be read without a secret."""
    if name != "application":
        raise AttributeError(name)
    made = of(os.environ)
    _end_with_parent()
    globals()["application"] = made
    return made
