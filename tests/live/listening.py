"""How does a test listen to a live process? By a real one on a free port, and a stream that is read line by line."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from tests.serving import free_port, stop
from trappen.live.process import SECRET_HEADER

SECRET = "a-secret-of-these-tests"
_PATIENCE = 20.0
_MOST_BEATS = 3  # which come though nothing is said


@contextmanager
def live_process(redis_url: str = "", secret: str = SECRET) -> Iterator[int]:
    """The port of a live process."""
    port = free_port()
    words = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--workers-kill-timeout", "1", "--log-level", "warning", "trappen.live.process:application"]
    told = {**os.environ, "TRAPPEN_LIVE_SECRET": secret, "REDIS_URL": redis_url}
    process = subprocess.Popen(words, env=told)
    try:
        wait_for(lambda: health(port))
        yield port
    finally:
        stop(process)


def wait_for(told: Any) -> None:
    until = time.monotonic() + _PATIENCE
    while not told():
        assert time.monotonic() < until, "It never came."
        time.sleep(0.05)


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    """Status and body of an answer; status 0 where nothing answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def health(port: int) -> int:
    return ask(port, "GET", "/live/health")[0]


def listeners(port: int) -> int:
    return int(ask(port, "GET", "/live/health")[1])


def tell(port: int, said: bytes, secret: str = SECRET) -> int:
    return ask(port, "POST", "/live/tell", said, **{SECRET_HEADER: secret})[0]


class Listener:
    """One phone that listens to a stream."""

    def __init__(self, port: int, stream: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._connection.request("GET", f"/live/stream/{stream}")
        self._answer = self._connection.getresponse()
        self.status = self._answer.status

    def hear(self) -> dict[str, Any] | None:
        """The next thing that is said; None where the stream ends."""
        beats = 0
        while line := self._answer.readline():
            beats += line.startswith(b": beat")
            assert beats < _MOST_BEATS, "Nothing was said."
            if line.startswith(b"data: "):
                heard: dict[str, Any] = json.loads(line[6:])
                return heard
        return None

    def close(self) -> None:
        self._answer.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
