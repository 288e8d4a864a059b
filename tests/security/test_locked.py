"""The database is locked, or gone: is that said in plain Danish, and is nothing half-written?"""

import os
import re
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from tests.security.browser import LOST, Answer, Browser, signed_in
from tests.serving import Site, served_site

if os.environ.get("DATABASE_URL"):
    pytest.skip("PostgreSQL locks rows, and its server is shared by all tests", allow_module_level=True)

SENTENCE = "Trappen er ikke klar lige nu"
COUNTED = ("plans_action", "plans_plan", "audit_event", "collaborations_collaboration", "vault_datakey")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_site(tmp_path_factory.mktemp("locked")) as site:
        yield site


@pytest.fixture
def leader(site: Site) -> Browser:
    return signed_in(site.url, site)


def database(site: Site) -> Path:
    return site.data_dir / "trappen.sqlite3"


def rows(site: Site) -> dict[str, int]:
    with closing(sqlite3.connect(f"file:{database(site)}?mode=ro", uri=True)) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}  # noqa: S608  # from above


def says_so(answer: Answer) -> bool:
    return answer.status == 503 and f"<h1>{SENTENCE}</h1>" in answer.text and 'lang="da"' in answer.text


def test_while_another_program_writes(site: Site, leader: Browser) -> None:
    """Pages that only read are shown; the others say so after five seconds, and nothing of them is kept."""
    page = re.findall(r'"(/samarbejder/[0-9a-f-]{36}/)"', leader.get("/samarbejder/"))[0]
    plan = leader.hidden(f"{page}plan/") | {"once": str(uuid.uuid4())}
    plan |= {f"title-own-{number}": f"Handling {number}" for number in (1, 2, 3)}
    before = rows(site)
    with closing(sqlite3.connect(database(site), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert leader.ask("/samarbejder/").status == 200
        assert leader.ask("/trappen/gul/").status == 200
        assert says_so(leader.ask(page))
        assert says_so(leader.ask(f"{page}plan/", plan))
        other.execute("ROLLBACK")
    assert rows(site) == before
    assert leader.ask(f"{page}plan/", plan).status == 302
    assert rows(site) == before | {
        "plans_action": before["plans_action"] + 3,
        "audit_event": before["audit_event"] + 1,
    }
    assert "Traceback" not in leader.ask(page).text


def test_signing_in_while_another_program_writes(site: Site) -> None:
    """It is the database that is busy, not the person who has tried too often."""
    browser, account = Browser(site.url), site.account("employee")
    sent = browser.hidden("/log-ind/") | {"login": account.email, "password": account.password}
    with closing(sqlite3.connect(database(site), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert says_so(browser.ask("/log-ind/", sent))
        other.execute("ROLLBACK")
    assert browser.post("/log-ind/", sent) == 302


def test_while_the_database_is_gone(site: Site, leader: Browser) -> None:
    """A worker that starts finds no file. Public pages do without, the others say so until it is back."""
    away = site.data_dir / "away"
    away.mkdir()
    for file in site.data_dir.glob("trappen.sqlite3*"):
        file.rename(away / file.name)
    database(site).mkdir()
    restart_worker(site)
    assert says_so(leader.ask("/overblik/"))
    assert Browser(site.url).ask("/trappen/gul/").status == 200
    database(site).rmdir()
    for file in away.iterdir():
        file.rename(site.data_dir / file.name)
    assert leader.ask("/overblik/").status == 200


def restart_worker(site: Site) -> None:
    server = psutil.Process(site.process.pid)
    for worker in server.children():
        worker.kill()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(*LOST):
            if Browser(site.url).get("/healthz") == "ok\n":
                return
        time.sleep(0.1)
    raise AssertionError(site.log)
