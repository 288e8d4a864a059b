"""Speed and size against their budgets, in one run: prints a table and writes `var/bench.json`.

Times drift from machine to machine, ratios do not: where it can, a page is measured against one of a plain Django site
that the same server serves (`bench/reference`), by what it costs the worker's processor.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench import load, start, weight
from bench.person import Person, as_body, form_in
from tests.serving import Site, free_port, served_site, wait_until_served

OUTPUT = Path("var") / "bench.json"
PUBLIC = {"home page": "/", "step page": "/trappen/gul/", "guide page": "/guide/predictability/"}
MANY, SOME, FEW = 2000, 150, 30


@dataclass(frozen=True)
class Row:
    """One measured thing. `budget` is the most that it may be, or the least where more is better."""

    name: str
    value: float
    unit: str
    budget: float
    ok: bool


@dataclass
class Table:
    """What has been measured so far, told as it comes."""

    rows: list[Row] = field(default_factory=list)

    def most(self, name: str, value: float, unit: str, budget: float) -> None:
        self._add(name, value, unit, budget, value <= budget, "≤")

    def least(self, name: str, value: float, unit: str, budget: float) -> None:
        self._add(name, value, unit, budget, value >= budget, "≥")

    def note(self, text: str) -> None:
        print(f"    {text}", flush=True)

    def _add(self, name: str, value: float, unit: str, budget: float, ok: bool, sign: str) -> None:
        row = Row(name, round(value, 2), unit, budget, ok)
        self.rows.append(row)
        print(f"  {name:<52} {row.value:>8g} {unit:<12} {sign} {budget:<6g} {'ok' if ok else 'MISSED'}", flush=True)

    def write(self) -> None:
        OUTPUT.parent.mkdir(exist_ok=True)
        OUTPUT.write_text(json.dumps({"rows": [asdict(row) for row in self.rows]}, indent=1) + "\n", encoding="utf-8")


@contextmanager
def reference(folder: Path) -> Iterator[load.Server]:
    """The plain Django site, served like ours."""
    port = free_port()
    environment = os.environ | {"REFERENCE_DATABASE": str(folder / "reference.sqlite3")}
    process = subprocess.Popen([sys.executable, "-m", "bench.reference", str(port)], env=environment)
    try:
        wait_until_served(f"http://127.0.0.1:{port}/empty/", process)
        yield load.Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(20)


def public_pages(table: Table, ours: load.Server, plain: load.Server) -> None:
    """Requests that a worker's processor can answer, against an empty view of Django."""
    empty, *pages = load.least_of_each(
        asked(plain, load.get("/empty/"), MANY),
        *(asked(ours, load.get(path), MANY) for path in PUBLIC.values()),
        asked(ours, load.get("/guide/soeg/?q=klagerne"), MANY),
    )
    table.note(f"an empty view takes {empty * 1000:.2f} ms of the processor")
    *pages, search = pages
    table.most("search in the guide against an empty view", search / empty, "times", 5)
    for name, page in zip(PUBLIC, pages, strict=True):
        table.least(f"{name}, requests against an empty view", empty / page, "times", 0.5)


def signed_in_pages(table: Table, site: Site, ours: load.Server, plain: load.Server) -> str:
    """What a page costs, against a plain page with one query and a table. Gives the address of a collaboration."""
    leader = Person(site, site.account("leader"))
    with_cookies = {"Cookie": leader.cookies}
    address, other = re.findall(r'href="(/samarbejder/[0-9a-f-]{36}/)"', leader.read("/samarbejder/"))[:2]
    form = form_in(leader.read(f"{other}vurder/")) | {"judge": "yellow"}  # the story that is read must not grow
    token = {**with_cookies, "Referer": site.url}

    def save() -> float:
        messages = [load.post(f"{other}vurder/", as_body(form), **token) for _ in range(FEW)]
        return load.cost(ours, messages, expects=302)

    names = [f"{name}, processor time" for name in pages_of(address)]
    plain_page, *pages = load.least_of_each(
        asked(plain, load.get("/table/"), SOME),
        *(asked(ours, load.get(path, **with_cookies), SOME) for path in pages_of(address).values()),
        save,
    )
    table.note(f"a plain page takes {plain_page * 1000:.2f} ms of the processor")
    for name, page in zip([*names, "saving an assessment"], pages, strict=True):
        table.most(f"{name} against a plain page", page / plain_page, "times", 1.5)
    return str(address)


def asked(server: load.Server, message: bytes, times: int) -> Callable[[], float]:
    return lambda: load.cost(server, load.repeated(message, times))


def pages_of(address: str) -> dict[str, str]:
    return {"my page": "/overblik/", "collaborations": "/samarbejder/", "one collaboration": address}


def inside(table: Table, site: Site, address: str) -> None:
    """Statements and papers, with the views run in this process on the same database."""
    os.environ.update(site.environment)
    from trappen.site.start import set_up

    set_up()
    from bench.inside import Inside

    leader = Inside(site.account("leader"))
    for name, path in pages_of(address).items():
        leader.statements(path)  # the first reads what later ones remember
        table.most(f"{name}, SQL", leader.statements(path), "statements", 12)
    form = form_in(leader.read(f"{address}vurder/")) | {"judge": "yellow", "once": str(uuid.uuid4())}
    table.most("saving an assessment, SQL", leader.statements(f"{address}vurder/", form), "statements", 15)

    table.most("checklist, all steps (PDF)", leader.milliseconds("/tjekliste.pdf"), "ms", 150)
    filled = {"persistently_difficult": "yes"}
    table.most("checklist, filled (PDF)", leader.milliseconds("/tjekliste.pdf", filled), "ms", 150)
    table.most("the whole guide (PDF)", leader.milliseconds("/guide/guide.pdf", times=3), "ms", 1500)
    table.most("one page of the guide (PDF)", leader.milliseconds("/guide/mediation.pdf"), "ms", 150)
    table.most("a guide page for a signed-in reader, SQL", leader.statements("/guide/mediation/"), "statements", 12)
    table.most("building the guide's indexes at start", guide_at_start(), "s", 1)
    table.most("handover (PDF)", leader.milliseconds(f"{address}overdragelse.pdf"), "ms", 150)
    table.most("everything on one collaboration (PDF)", leader.milliseconds(f"{address}udtraek.pdf"), "ms", 150)


def guide_at_start() -> float:
    """Seconds that the guide adds to a start: both indexes, from files to the first find."""
    import time

    from django.conf import settings

    from trappen.guide.content import lemmas, load
    from trappen.guide.search import Index
    from trappen.staircase.queries import newest

    whole = load(settings.CONTENT, newest())
    began = time.perf_counter()
    for language in ("da", "en"):
        Index(whole, language, lemmas(settings.CONTENT, language)).find("mediation")
    return time.perf_counter() - began


def weights(table: Table, site: Site) -> None:
    (first, requests), (second, _) = weight.of_visits(site.url, ["/", "/trappen/gul/"])
    table.most("first visit to the home page", first / 1000, "kB", 120)
    table.most("first visit to the home page", requests, "requests", 12)
    table.most("second page", second / 1000, "kB", 15)
    held = weight.of_one(f"{site.url}/uden-net.json")
    table.most("all pages for reading offline, once, after a visit", held / 1000, "kB", 120)


def main() -> None:
    table = Table()
    print("Speed and size, against their budgets. This takes a minute or two.\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="trappen-bench-") as name:
        folder = Path(name)
        with served_site(folder / "data") as site, reference(folder) as plain:
            ours = load.Server(site.url, site.process.pid)
            public_pages(table, ours, plain)
            address = signed_in_pages(table, site, ours, plain)
            weights(table, site)
            table.most("a worker's memory after all this", ours.memory() / 1e6, "MB", 160)
            inside(table, site, address)
        table.most("`make run`, warm, to the first answer", load.least(lambda: start.warm(site.environment)), "s", 2)
    table.write()
    missed = [row for row in table.rows if not row.ok]
    print(f"\n{len(table.rows) - len(missed)} of {len(table.rows)} within budget; written to {OUTPUT}")


if __name__ == "__main__":
    main()
