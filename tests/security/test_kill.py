"""The server is killed while plans are being saved: is every plan there that was confirmed, whole, and none by half?"""

import http.client
import json
import re
import subprocess
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from tests.serving import Site, command, free_port, served_site, stop

ROUNDS = (0.3, 0.7, 1.1)  # seconds of saving before the server is killed
MOST = 400  # plans in one round
ACTIONS = ("først", "så", "sidst")
LOST = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer, not a way on."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


class Browser:
    """Someone who is signed in, with a page open."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay)

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, sent: dict[str, str]) -> int:
        try:
            with self.opener.open(self.url + path, urlencode(sent).encode(), timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code

    def hidden(self, path: str) -> dict[str, str]:
        main = self.get(path).partition("<main")[2]
        return {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)
        }


def signed_in(url: str, site: Site) -> Browser:
    browser, account = Browser(url), site.account("leader")
    sent = browser.hidden("/log-ind/") | {"login": account.email, "password": account.password}
    assert browser.post("/log-ind/", sent) == 302
    return browser


def save_plans(browser: Browser, page: str, confirmed: list[str], tried: list[str]) -> None:
    """Save plans of three actions one after the other, until the server is gone."""
    with suppress(*LOST):
        hidden = browser.hidden(page)
        [owner] = re.findall(r'<option value="([0-9a-f-]{36})" selected', browser.get(page))[:1]
        for _ in range(MOST):
            name = uuid.uuid4().hex
            rows = {
                f"{field}-own-{number}": value
                for number, action in enumerate(ACTIONS, start=1)
                for field, value in {"title": f"{name} {action}", "owner": owner, "due": "2027-01-04"}.items()
            }
            tried.append(name)
            if browser.post(page, hidden | rows | {"once": str(uuid.uuid4())}) == 302:
                confirmed.append(name)
                hidden["version"] = str(int(hidden["version"]) + 1)


@contextmanager
def served_again(site: Site) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The same data under a new server."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = command("serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1")
    with (site.data_dir / "log").open("ab") as log:
        process = subprocess.Popen(words, env=dict(site.environment), stdout=log, stderr=subprocess.STDOUT)
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until and process.poll() is None:
                with suppress(*LOST):
                    if Browser(url).get("/readyz") == "ok\n":
                        break
                time.sleep(0.1)
            yield url, process
        finally:
            stop(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """The whole server at once, as when the power goes."""
    family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    for each in family:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    process.wait()
    psutil.wait_procs(family, timeout=10)


LOOK = """
import json
from trappen.audit.models import Event
from trappen.collaborations.models import Collaboration
from trappen.plans.models import Action
row = next(row for row in Collaboration.objects.select_related("key", "plan") if row.alias == "Ahorn")
print(json.dumps({
    "id": str(row.id),
    "version": row.plan.version,
    "lines": Event.objects.filter(verb="actions-added", subject=row.plan_id).count(),
    "titles": [each.title for each in Action.objects.filter(plan=row.plan_id).select_related("plan__key")],
}))
"""


def look(site: Site) -> dict[str, Any]:
    start = "from trappen.site.start import set_up; set_up()\n"
    words = [command()[0], "-c", start + LOOK]
    said = subprocess.run(words, env=dict(site.environment), check=True, capture_output=True, text=True).stdout
    found = json.loads(said)
    assert isinstance(found, dict)
    return found


def test_what_was_confirmed_is_there_whole(tmp_path: Path) -> None:
    with served_site(tmp_path / "data") as site:
        start = look(site)
        page = f"/samarbejder/{start['id']}/plan/"
        confirmed: list[str] = []
        tried: list[str] = []
        kill(site.process)
        for seconds in ROUNDS:
            with served_again(site) as (url, process):
                browser = signed_in(url, site)
                saving = threading.Thread(target=save_plans, args=(browser, page, confirmed, tried))
                saving.start()
                time.sleep(seconds)
                kill(process)
                saving.join(60)
                assert not saving.is_alive()
            found = look(site)
            names = Counter(title.partition(" ")[0] for title in found["titles"] if title not in start["titles"])
            assert set(names.values()) <= {len(ACTIONS)}
            assert set(confirmed) <= names.keys() <= set(tried)
            assert len(names) - len(confirmed) <= len(ROUNDS)
            assert found["version"] - start["version"] == found["lines"] - start["lines"] == len(names)
        assert len(confirmed) >= len(ROUNDS)
