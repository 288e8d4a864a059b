"""Live rooms against their budgets: who sees a reveal how soon, and what does a waiting phone weigh?

Prints a table and writes `var/bench-live.json`. Bounded: two thousand phones, some dozen reveals, about two minutes.
The phones run on the same machine, so what they take from its processors is in the figures too.
"""

import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psutil

from bench import load
from bench.__main__ import Table
from bench.live_game import Game, Host, answer_of
from bench.live_phones import Address, Asker, Crowd, Loop, Told, allow_many_files, latencies
from tests.serving import Site, free_port, served_site

OUTPUT = Path("var") / "bench-live.json"
PLAYERS, MANY, ROOMS, IN_EACH = 500, 2_000, 100, 20
ROUNDS = 9
REVEALS = 5
ANSWERED_WITHIN = 5.0  # seconds
_APART = 0.02  # seconds between what is told to one room and to the next
_OWN_VERSIONS = 1_000_000  # versions from here on are told by the benchmark itself


class Bench:
    """A served site, its host, and the phones that listen."""

    def __init__(self, site: Site) -> None:
        self.loop = Loop()
        self.crowd = Crowd(self.loop)
        self.page: Address = ("127.0.0.1", int(site.url.rpartition(":")[2]))
        self.live: Address = ("127.0.0.1", int(site.environment["LIVE_PORT"]))
        self.host = Host(site, Asker(self.loop, self.page))
        self._site = psutil.Process(site.process.pid)
        self._secret = _secret_of(site)
        self._versions = _OWN_VERSIONS
        self._settle()
        self.at_first = self._warm()

    def _settle(self) -> None:
        """Wait for the first housekeeping, which comes shortly after the start, to be over."""
        seen = False
        for _ in range(200):
            there = any("housekeeping" in each.cmdline() for each in self._site.children())
            if seen and not there:
                return
            seen = seen or there
            time.sleep(0.1)

    def _warm(self) -> int:
        """A small room, so that what comes once is there; gives the bytes of the live process then."""
        game = self.host.start()
        self.host.join(game, 1)
        self.listen(game, IN_EACH)
        self.move([game], {game.code: IN_EACH}, "next-card")
        self.crowd.close()
        return self.memory()

    def listen(self, game: Game, how_many: int) -> None:
        self.crowd.listen(self.live, self.host.stream(game), room=game.code, how_many=how_many)

    def tell(self, games: Sequence[Game], sizes: dict[str, int], shown: str) -> list[float]:
        """Tell the live process directly, as the page server does after a move."""
        self._versions += 1
        told = [Told(game.code, self._versions, self._said(self._room(game), shown)) for game in games]
        return self._measured(self.live, told, sizes)

    def move(self, games: Sequence[Game], sizes: dict[str, int], move: str) -> list[float]:
        """The host's move, from the moment that the browser sends it."""
        return self._measured(self.page, [self.host.move(game, move) for game in games], sizes)

    def _measured(self, to: Address, told: Sequence[Told], sizes: dict[str, int]) -> list[float]:
        askers = [Asker(self.loop, to) for _ in told]
        found = latencies(self.loop, self.crowd, askers, told, sizes, _APART)
        for each in askers:
            each.close()
        return found

    def _room(self, game: Game) -> str:
        return self.host.stream(game).rpartition("/")[2].partition(".")[0]

    def _said(self, room: str, shown: str) -> bytes:
        said = {"room": room, "version": self._versions, "shown": {"da": shown, "en": shown}}
        return load.post("/live/tell", json.dumps(said).encode(), **{"X-Trappen-Live": self._secret})

    @property
    def processes(self) -> list[psutil.Process]:
        """The live process and what it has started."""
        live = [each for each in self._site.children() if "trappen.live.process:application" in each.cmdline()]
        return [*live, *(child for each in live for child in each.children(recursive=True))]

    def memory(self) -> int:
        return sum(int(each.memory_info().rss) for each in self.processes)


def _secret_of(site: Site) -> str:
    """What the page server tells the live process with."""
    asked = (
        "from trappen.site.start import set_up; set_up()\nfrom django.conf import settings as s; print(s.LIVE_SECRET)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], env=site.environment, check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


def spent(processes: Sequence[psutil.Process]) -> float:
    """Milliseconds of processor time that they have used so far."""
    return sum(times.user + times.system for times in (each.cpu_times() for each in processes)) * 1000


def p95(found: Sequence[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


def in_words(*rounds: Sequence[float]) -> str:
    found = list(itertools.chain(*rounds))
    return f"p50 {statistics.median(found):.0f}, p95 {p95(found):.0f}, last {max(found):.0f} ms"


def calmest(rounds: Sequence[list[float]]) -> list[float]:
    """The round with the least p95: whatever disturbs, it only ever adds."""
    return min(rounds, key=p95)


def one_room(table: Table, bench: Bench) -> str:
    """500 players in one room: answers, reveals, memory. Gives what a phone is shown at a reveal."""
    game = bench.host.start()
    bench.host.join(game, PLAYERS)
    sizes = {game.code: PLAYERS}
    bench.listen(game, PLAYERS)
    bench.move([game], sizes, "next-card")
    _answers(table, bench, game)
    reveals = [bench.move([game], sizes, "reveal")]
    shown = _html(bench)
    for question in range(2, REVEALS + 1):
        bench.move([game], sizes, "next-card")
        for number in range(6):
            bench.host.asker.ask(answer_of(game, number, question))
        reveals.append(bench.move([game], sizes, "reveal"))
    told = [bench.tell([game], sizes, shown) for _ in range(ROUNDS)]
    table.note(f"a reveal is {len(shown) / 1000:.1f} kB; told, in all rounds: {in_words(*told)}")
    table.note(f"from the host's click, in all rounds: {in_words(*reveals)}")
    table.most(f"{PLAYERS} in one room, reveal seen by 95 % (ambition 25)", p95(calmest(told)), "ms", 60)
    table.most("  the same from the host's click", p95(calmest(reveals)), "ms", 250)
    bench.crowd.close()
    return shown


def _html(bench: Bench) -> str:
    """What was heard last."""
    shown: str = json.loads('{"version": ' + bench.crowd.last.partition(b"\n\n")[0].decode())["html"]
    return shown


def _answers(table: Table, bench: Bench, game: Game) -> None:
    """All answer within a few seconds, at moments of their own."""
    chance = random.Random(4)  # noqa: S311  # the same moments in every run
    begin = time.perf_counter() + 0.1
    took: list[float] = []
    wrong: list[int] = []
    askers = [Asker(bench.loop, bench.page) for _ in range(PLAYERS)]

    def send(number: int) -> None:
        sent = time.perf_counter()

        def then(status: int, answer: bytes, now: float) -> None:
            took.append((now - sent) * 1000)
            if status != 200 or b'"taken": true' not in answer:
                wrong.append(status)

        askers[number].send(answer_of(game, number, 1), then)

    for number in range(PLAYERS):
        bench.loop.at(begin + chance.uniform(0, ANSWERED_WITHIN), lambda number=number: send(number))  # type: ignore[misc]
    bench.loop.until(lambda: len(took) == PLAYERS)
    for each in askers:
        each.close()
    table.note(f"{PLAYERS} answers within {ANSWERED_WITHIN:g} s: {in_words(took)}; {len(wrong)} not taken")
    table.most(f"{PLAYERS} answer within {ANSWERED_WITHIN:g} s, answered to 95 %", p95(took), "ms", 500)
    table.least("  of them counted", bench.host.answers(game), "answers", PLAYERS)


def many_rooms(table: Table, bench: Bench, shown: str) -> None:
    """100 rooms of 20, whose hosts go on one shortly after another."""
    games = [bench.host.start() for _ in range(ROOMS)]
    sizes = {game.code: IN_EACH for game in games}
    for game in games:
        bench.host.join(game, 1)
        bench.listen(game, IN_EACH)
    told = [bench.tell(games, sizes, shown) for _ in range(3)]
    clicks = bench.move(games, sizes, "next-card")
    table.note(f"{ROOMS} rooms of {IN_EACH}, told: {in_words(*told)}; from the hosts' clicks: {in_words(clicks)}")
    table.most(f"{ROOMS} rooms of {IN_EACH}, seen by 95 % (ambition 25)", p95(calmest(told)), "ms", 60)
    bench.crowd.close()


def a_full_room(table: Table, bench: Bench, shown: str) -> None:
    """2,000 in one room."""
    game = bench.host.start()
    bench.host.join(game, 1)
    sizes = {game.code: MANY}
    bench.listen(game, MANY)
    before = spent(bench.processes)
    told = [bench.tell([game], sizes, shown) for _ in range(ROUNDS)]
    cost, least = (spent(bench.processes) - before) / ROUNDS, plain(shown)
    clicks = [bench.move([game], sizes, move) for move in ("next-card", "skip", "skip")]
    weight = bench.memory()
    table.note(f"live process: {bench.at_first / 1e6:.0f} MB at first, {weight / 1e6:.0f} MB with {MANY} phones")
    table.note(f"told: {in_words(*told)}; from the host's click: {in_words(*clicks)}")
    table.most(f"{MANY} in one room, seen by 95 % (ambition 60)", p95(calmest(told)), "ms", 150)
    table.most("  the same from the host's click", p95(calmest(clicks)), "ms", 400)
    table.most("  memory for each waiting phone", (weight - bench.at_first) / MANY / 1000, "kB", 60)
    table.note(f"a reveal takes {cost:.0f} ms of the processor; a plain server that only writes {least:.0f} ms")
    table.most("  processor time against that plain server", cost / least, "times", 5)
    bench.crowd.close()


def plain(shown: str) -> float:
    """Milliseconds that a server which does nothing else needs for the same bytes to as many sockets."""
    loop = Loop()
    crowd = Crowd(loop)
    with _plain_server() as (address, process):
        crowd.listen(address, "/", room="plain", how_many=MANY)
        asker = Asker(loop, address)
        before = spent([process])
        for version in range(1, ROUNDS + 1):
            said = f'data: {{"version": {version}, "html": {json.dumps(shown, ensure_ascii=False)}}}\n\n\r\n'.encode()
            told = Told("plain", version, b"tell %d\n" % len(said) + said)
            latencies(loop, crowd, [asker], [told], {"plain": MANY}, _APART)
        cost = (spent([process]) - before) / ROUNDS
        asker.close()
        crowd.close()
    return cost


@contextmanager
def _plain_server() -> Iterator[tuple[Address, psutil.Process]]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.live_reference", str(port)])
    try:
        yield _answering(("127.0.0.1", port)), psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _answering(address: Address) -> Address:
    loop = Loop()
    for _ in range(200):
        try:
            Asker(loop, address).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return address
    raise RuntimeError(f"Nothing answers at {address}.")


def main() -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "LIVE_URL"):  # the embedded default, whatever the developer's own is
        os.environ.pop(name, None)
    allow_many_files()
    table = Table()
    print("Live rooms, against their budgets. This takes about two minutes.\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="trappen-bench-") as name:
        workers = min(os.cpu_count() or 1, 4)
        with served_site(Path(name) / "data", workers=workers, LIVE_PORT=str(free_port())) as site:
            bench = Bench(site)
            shown = one_room(table, bench)
            a_full_room(table, bench, shown)
            many_rooms(table, bench, shown)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps({"rows": [asdict(row) for row in table.rows]}, indent=1) + "\n", encoding="utf-8")
    missed = [row for row in table.rows if not row.ok]
    print(f"\n{len(table.rows) - len(missed)} of {len(table.rows)} within budget; written to {OUTPUT}")


if __name__ == "__main__":
    main()
