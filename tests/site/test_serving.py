"""Does the server start, answer, survive and stop?"""

import http.client
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.serving import Site, command, environment_for, free_port, served_site
from trappen.site.server import Server

ROOT = Path(__file__).resolve().parents[2]


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
        return 0, ""


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False


def workers_of(site: Site) -> list[psutil.Process]:
    """The processes that serve pages: the live process and the housekeeping stand beside them."""
    return [each for each in psutil.Process(site.process.pid).children() if "serve" in words_of(each)]


def words_of(process: psutil.Process) -> list[str]:
    """Its command line; nothing for one that has just ended."""
    try:
        return list(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def test_it_serves_survives_and_stops(tmp_path: Path) -> None:
    with served_site(tmp_path / "data", demo=False, workers=2) as site:
        assert get(f"{site.url}/healthz") == (200, "ok\n")
        assert get(f"{site.url}/readyz") == (200, "ok\n")

        workers = workers_of(site)
        assert len(workers) == 2
        workers[0].kill()
        assert eventually(lambda: len(workers_of(site)) == 2 and not workers[0].is_running())
        assert eventually(lambda: all(get(f"{site.url}/healthz")[0] == 200 for _ in range(10)))

        site.process.terminate()
        assert site.process.wait(30) == 0
        assert "Traceback" not in site.log


def test_told_to_stop_many_times_at_once_it_stops(tmp_path: Path) -> None:
    """As by a terminal, a service manager and an impatient finger together."""
    with served_site(tmp_path / "data", demo=False) as site:
        for _ in range(50):
            site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(30) == 0
        assert "Traceback" not in site.log


def test_a_signal_waits_for_no_lock() -> None:
    """It may interrupt the very code that holds the lock, and that would then never let go of it."""
    server = Server("trappen.site.wsgi:application")
    held = server.main_loop_interrupt
    with held._cond:  # type: ignore[attr-defined]  # the lock inside an event
        told = threading.Thread(target=server.signal_handler_interrupt, args=(signal.SIGTERM, None), daemon=True)
        told.start()
        told.join(5)
        assert not told.is_alive()
    assert held.wait(5)
    assert server.interrupt_signal


def test_a_killed_server_leaves_nobody_on_the_port(tmp_path: Path) -> None:
    with served_site(tmp_path / "data", demo=False, workers=2) as site:
        workers = workers_of(site)
        site.process.kill()
        assert eventually(lambda: not any(worker.is_running() for worker in workers))
        assert get(f"{site.url}/healthz") == (0, "")


def test_a_page_that_is_under_way_is_finished_when_the_server_stops(tmp_path: Path) -> None:
    with served_site(tmp_path / "data", demo=False) as site:
        connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=10)
        connection.putrequest("POST", "/find-trin/")
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", "9")
        connection.endheaders()
        connection.send(b"answ")
        time.sleep(0.3)
        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        connection.send(b"er=no")
        assert connection.getresponse().status < 500
        assert site.process.wait(30) == 0


def test_ready_needs_a_migrated_database_alive_needs_none(tmp_path: Path) -> None:
    with served_site(tmp_path / "data", demo=False) as site:
        forget = (
            "from trappen.site.start import set_up; set_up()\n"
            "from django.db import connection as c\n"
            "c.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'sessions'\")"
        )
        subprocess.run([sys.executable, "-c", forget], env=dict(site.environment), check=True)
        assert get(f"{site.url}/readyz") == (503, "not ready\n")
        assert get(f"{site.url}/healthz") == (200, "ok\n")


def test_broken_content_is_not_served(tmp_path: Path) -> None:
    """With a copy of the code, whose content has a mistake: the server says where and what to do."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "locale", tmp_path / "locale")
    broken = tmp_path / "content" / "tools.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "\nnonsense: [\n", encoding="utf-8")
    environment = environment_for(tmp_path / "data", PYTHONPATH=str(tmp_path / "src"))
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    for words in (["check"], ["serve", "--demo", "--port", str(free_port())]):
        done = subprocess.run(
            command(*words), env=environment, capture_output=True, text=True, timeout=30, check=False
        )
        assert done.returncode == 1
        assert f"{broken}:" in done.stderr
        assert "Traceback" not in done.stderr


def test_what_is_due_is_done_soon_after_the_start(tmp_path: Path) -> None:
    """`serve` runs the housekeeping beside the workers; a child of its own, which ends."""
    with served_site(tmp_path / "data", demo=False) as site:

        def is_keeping_house() -> bool:
            found = psutil.Process(site.process.pid).children()
            return any("housekeeping" in words_of(child) for child in found)

        assert eventually(is_keeping_house, 15)
        assert eventually(lambda: not is_keeping_house(), 15)
        assert site.process.poll() is None
        assert "Traceback" not in site.log
