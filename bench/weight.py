"""What does a visit weigh? Opens pages in Chromium and counts the bytes that come over the wire.

What the service worker fetches afterwards is counted by itself.
"""

import os
import subprocess
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]


def of_one(address: str) -> int:
    """Bytes of one answer, compressed as for a browser."""
    with urlopen(Request(address, headers={"Accept-Encoding": "br"}), timeout=60) as answer:  # noqa: S310  # loopback
        return len(answer.read())


def of_visits(url: str, paths: list[str]) -> list[tuple[int, int]]:
    """Bytes and requests of each page, visited one after another by a browser that begins with nothing."""
    from playwright.sync_api import sync_playwright

    find = ["sh", str(ROOT / "tools" / "find-browser.sh"), "--install"]
    found = subprocess.run(find, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    alone = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found or None, args=alone)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, service_workers="block")
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        loaded: list[float] = []

        def count(event: dict[str, Any]) -> None:
            if event["encodedDataLength"]:
                loaded.append(event["encodedDataLength"])

        session.on("Network.loadingFinished", count)
        visits = []
        for path in paths:
            loaded.clear()
            page.goto(url + path, wait_until="networkidle")
            visits.append((int(sum(loaded)), len(loaded)))
        browser.close()
    return visits
