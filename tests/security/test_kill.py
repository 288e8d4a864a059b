"""The server is killed while plans are being saved. Is every confirmed plan there, whole, and none by half?"""

import json
import subprocess
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.security.browser import LOST, Answer, Browser, signed_in
from tests.serving import Site, command, free_port, served_site, stop

ROUNDS = (0.3, 0.7, 1.1)  # seconds of saving after the first plan, before the server is killed
MOST = 400  # plans in one round
ACTIONS = ("først", "så", "sidst")
LETTERS = str.maketrans("0123456789", "ghijklmnop")  # ten digits in a name may read as a CPR number, which is refused


@dataclass
class Saved:
    """Plans by name: sent, confirmed, and what came back instead."""

    tried: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)


def save_plans(browser: Browser, page: str, hidden: dict[str, str], saved: Saved) -> None:
    """Save plans of three actions one after the other, until the server is gone."""
    with suppress(*LOST):
        for version in range(int(hidden["version"]), int(hidden["version"]) + MOST):
            name = uuid.uuid4().hex.translate(LETTERS)
            rows = {
                f"{field}-own-{number}": value
                for number, action in enumerate(ACTIONS, start=1)
                for field, value in {"title": f"{name} {action}", "due": "2027-01-04"}.items()
            }
            saved.tried.append(name)
            answer = browser.ask(page, hidden | rows | {"once": str(uuid.uuid4()), "version": str(version)})
            if answer.status != 302:
                saved.refused.append(answer)
                return
            saved.confirmed.append(name)


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
        saved = Saved()
        kill(site.process)
        for seconds in ROUNDS:
            with served_again(site) as (url, process):
                browser = signed_in(url, site)
                hidden = browser.hidden(page)
                saving = threading.Thread(target=save_plans, args=(browser, page, hidden, saved))
                before = len(saved.confirmed)
                saving.start()
                until = time.monotonic() + 60
                while len(saved.confirmed) == before and saving.is_alive() and time.monotonic() < until:
                    time.sleep(0.01)  # however slow the machine, something is confirmed before the blow
                time.sleep(seconds)
                kill(process)
                saving.join(60)
                assert not saving.is_alive()
                assert saved.refused == []
            found = look(site)
            names = Counter(title.partition(" ")[0] for title in found["titles"] if title not in start["titles"])
            assert set(names.values()) <= {len(ACTIONS)}
            assert set(saved.confirmed) <= names.keys() <= set(saved.tried)
            assert len(names) - len(saved.confirmed) <= len(ROUNDS)
            assert found["version"] - start["version"] == found["lines"] - start["lines"] == len(names)
        assert len(saved.confirmed) >= len(ROUNDS)
