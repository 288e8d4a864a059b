"""Does a game go on when something breaks? A server, a live process, Redis; with two servers behind a proxy."""

import html
import http.cookiejar
import json
import re
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import psutil
import pytest

from tests.live.listening import Listener, health, listeners, wait_for
from tests.live.proxy import Cluster, cluster
from tests.serving import Account, Site, command, served_site, stop, wait_until_served

GONE_FOR = 10.0  # seconds


class Browser:
    """Someone with cookies. `at` may be another server than the one before: they are all the same site."""

    def __init__(self, at: str) -> None:
        self.at = at
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), _Stay()
        )

    def ask(self, path: str, form: Sequence[tuple[str, str]] | None = None, **headers: str) -> tuple[int, str]:
        """Status, and what came; where one is sent on, the path."""
        body = None if form is None else urlencode(form).encode()
        try:
            with self._opener.open(urllib.request.Request(self.at + path, body, headers), timeout=30) as answer:
                return answer.status, answer.headers["Location"] or answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Location"] or ""

    def read(self, path: str) -> str:
        status, text = self.ask(path)
        assert status == 200, path
        return text


class _Stay(urllib.request.HTTPRedirectHandler):
    """Be told where one is sent, and do not go there."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Host(Browser):
    """The demo's leader, with a game of two cards."""

    def __init__(self, at: str, account: Account) -> None:
        super().__init__(at)
        self._token = _token(self.read("/log-ind/"))
        given = [("csrfmiddlewaretoken", self._token), ("login", account.email), ("password", account.password)]
        assert self.ask("/log-ind/", given)[0] == 302
        new = self.ask("/isbjerget/nyt/")[1]
        page = self.read(new + "?felt=citizen-contact")
        self._token = _token(page)
        cards = [("cards", card) for card in re.findall(r'name="cards"\s+value="([^"]+)"', page)[:2]]
        form = [("csrfmiddlewaretoken", self._token), ("once", str(uuid.uuid4())), *cards]
        self.game = self.ask(new, form)[1]
        self.code = re.findall(r'class="host__code">\s*([0-9A-Z]{3} [0-9A-Z]{3})', self.read(self.game))[0].replace(
            " ", ""
        )

    def move(self, move: str) -> None:
        version = self.standing()["version"]
        form = [("csrfmiddlewaretoken", self._token), ("version", str(version)), ("move", move)]
        assert self.ask(f"{self.game}traek/", form) == (302, self.game)

    def standing(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.read(f"{self.game}tal.json"))
        return told


class Phone(Browser):
    """A player in a room."""

    def __init__(self, at: str, code: str) -> None:
        super().__init__(at)
        self.room = f"/deltag/{code}/"
        assert self.ask(self.room, [])[0] == 302
        self.version = self._version()

    def _version(self) -> str:
        found: str = re.findall(r'data-version="(\d+)"', self.read(self.room))[0]
        return found

    def stream(self) -> str:
        """The signed name of what it listens to."""
        address = re.findall(r'data-room="([^"]+)"', self.read(self.room))[0]
        return urlsplit(html.unescape(address)).path.rpartition("/")[2]

    def now(self) -> str:
        """What it is shown when it asks, empty where that is nothing new."""
        status, text = self.ask(f"{self.room}nu/?seen={self.version}")
        if status == 204:
            return ""
        assert status == 200
        told = json.loads(text)
        self.version = str(told["version"])
        return str(told["html"])

    def answer(self, verdict: str, registers: str, question: int = 1) -> bool:
        form = [("question", str(question)), ("verdict", verdict), ("registers", registers)]
        status, text = self.ask(f"{self.room}svar/", form, **{"X-Asked-By": "script"})
        assert status == 200
        return bool(json.loads(text)["taken"])


def _token(page: str) -> str:
    found: str = re.findall(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', page)[0]
    return found


def card_in(shown: str) -> str:
    return " ".join(re.findall(r'class="game-card-now__text">(.*?)</h1>', shown, re.DOTALL)[0].split())


def five(at: Callable[[int], str], code: str) -> list[Phone]:
    return [Phone(at(number), code) for number in range(5)]


FIVE = (("ok", "no"), ("grey", "no"), ("grey", "yes"), ("over", "yes"), ("over", "yes"))


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def listening(there: Cluster, phone: Phone, stack: ExitStack, how_many: int = 6) -> list[Listener]:
    """So many streams through the proxy, of which both live processes have some."""
    before = [listeners(port) for port in there.live]
    found = [stack.enter_context(Listener(there.port, phone.stream())) for _ in range(how_many)]
    wait_for(lambda: sum(map(listeners, there.live)) == sum(before) + how_many)
    assert all(listeners(port) > had for port, had in zip(there.live, before, strict=True))
    return found


def until_version(listener: Listener, version: int) -> str:
    """What a stream shows at a version; what it showed before is passed over."""
    while heard := listener.hear():
        if heard["version"] >= version:
            return str(heard["html"])
    pytest.fail("The stream ended.")


def test_a_move_on_one_server_is_heard_from_all_live_processes(behind_proxy: Cluster) -> None:
    host = Host(behind_proxy.pages[0], behind_proxy.site.account("leader"))
    phones = five(lambda number: behind_proxy.pages[number % 2], host.code)
    assert f"{behind_proxy.url}/live/stream/" in phones[0].read(phones[0].room)
    with ExitStack() as stack:
        heard = listening(behind_proxy, phones[0], stack)
        host.move("next-card")
        cards = {card_in(until_version(each, 1)) for each in heard}
        assert len(cards) == 1
        for phone, (verdict, registers) in zip(phones, FIVE, strict=True):
            phone.at = behind_proxy.url  # whichever of the two it comes to
            assert phone.answer(verdict, registers)
        host.at = behind_proxy.pages[1]
        host.move("reveal")
        assert all("berg__picture" in until_version(each, 2) for each in heard)
    assert "berg__picture" in phones[0].now()


def test_the_game_goes_on_without_redis_and_streams_come_back_with_it(behind_proxy: Cluster) -> None:
    host = Host(behind_proxy.pages[0], behind_proxy.site.account("leader"))
    phones = five(lambda _: behind_proxy.url, host.code)
    with ExitStack() as stack:
        heard = listening(behind_proxy, phones[0], stack)
        gone = time.monotonic()
        behind_proxy.valkey.stop()
        assert [each.hear() for each in heard] == [None] * len(heard)  # so that nobody waits for what does not come
    try:
        host.move("next-card")
        shown = [phone.now() for phone in phones]
        assert len({card_in(each) for each in shown}) == 1
        for phone, (verdict, registers) in zip(phones, FIVE, strict=True):
            assert phone.answer(verdict, registers)
        assert host.standing()["answers"] == 5
        with Listener(behind_proxy.port, phones[0].stream()) as refused:
            assert refused.status == 503
        assert Browser(behind_proxy.url).ask("/deltag/222222/")[0] == 404  # though wrong codes cannot be counted
        time.sleep(max(0.0, gone + GONE_FOR - time.monotonic()))
    finally:
        behind_proxy.valkey.start()
    wait_for(lambda: all(health(port) == 200 for port in behind_proxy.live))
    with ExitStack() as stack:
        heard = listening(behind_proxy, phones[0], stack)
        host.move("reveal")
        assert all("berg__picture" in until_version(each, 2) for each in heard)


def test_a_server_that_is_killed_comes_back_to_the_same_card(tmp_path: Path) -> None:
    with served_site(tmp_path / "site") as site:
        host = Host(site.url, site.account("leader"))
        phones = five(lambda _: site.url, host.code)
        host.move("next-card")
        for phone, (verdict, registers) in zip(phones[:3], FIVE, strict=False):
            assert phone.answer(verdict, registers)
        card = card_in(phones[0].read(phones[0].room))
        killed(site)
        with started_again(site):
            assert [card_in(phone.read(phone.room)) for phone in phones] == [card] * 5
            assert card in host.read(host.game)
            assert "Dit svar er afgivet" in phones[0].read(phones[0].room)
            assert "Dit svar er afgivet" not in phones[4].read(phones[4].room)
            for phone, (verdict, registers) in zip(phones[3:], FIVE[3:], strict=True):
                assert phone.answer(verdict, registers)
            port = live_port(phones[0])
            wait_for(lambda: health(port) == 200)
            with Listener(port, phones[0].stream()) as there:
                wait_for(lambda: listeners(port) == 1)
                host.move("reveal")
                assert "berg__picture" in until_version(there, 2)


def killed(site: Site) -> None:
    """The server ends without a word, and its workers with it."""
    children = psutil.Process(site.process.pid).children(recursive=True)
    site.process.kill()
    site.process.wait()
    assert psutil.wait_procs(children, timeout=20)[1] == []


@contextmanager
def started_again(site: Site) -> Iterator[None]:
    """The same server on the same data."""
    words = command("serve", "--host", "127.0.0.1", "--port", site.url.rpartition(":")[2], "--workers", "1")
    with (site.data_dir / "log").open("ab") as log:
        process = subprocess.Popen(words, env=dict(site.environment), stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_served(f"{site.url}/readyz", process)
            yield
        finally:
            stop(process)


def live_port(phone: Phone) -> int:
    address = re.findall(r'data-room="([^"]+)"', phone.read(phone.room))[0]
    return urlsplit(address).port or 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_site(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.mark.parametrize("which", [0, 1], ids=["parent", "worker"])
def test_a_live_process_that_is_killed_comes_back_by_itself(site: Site, which: int) -> None:
    host = Host(site.url, site.account("leader"))
    phone = Phone(site.url, host.code)
    port = live_port(phone)
    wait_for(lambda: health(port) == 200)
    live = next(each for each in psutil.Process(site.process.pid).children() if "granian" in each.cmdline())
    whole = [live, *live.children(recursive=True)]
    with Listener(port, phone.stream()) as there:
        whole[which].kill()
        assert there.hear() is None
    host.move("next-card")
    assert card_in(phone.now())  # it asks, and misses nothing
    gone, alive = psutil.wait_procs(whole, timeout=20)
    assert (len(gone), alive) == (len(whole), [])  # none is left that nobody tells
    wait_for(lambda: health(port) == 200)
    with Listener(port, phone.stream()) as there:
        wait_for(lambda: listeners(port) == 1)
        host.move("skip")
        assert card_in(until_version(there, 2))
