"""What does a visit weigh? Opens pages in Chromium and counts the bytes that come over the wire."""

import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def of_visits(url: str, paths: list[str]) -> list[tuple[int, int]]:
    """Bytes and requests of each page, visited one after another by a browser that begins with nothing."""
    from playwright.sync_api import sync_playwright

    find = ["sh", str(ROOT / "tools" / "find-browser.sh"), "--install"]
    found = subprocess.run(find, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    alone = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found or None, args=alone)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
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
