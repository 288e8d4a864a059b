"""Makes the pictures of the README anew: the real pages with the demo organisation, on a server of its own.

    .venv/bin/python -m tools.pictures

The browser is the one that the tests use; CHROMIUM names another.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.serving import Site, served_site

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
MOST_BYTES = 120_000
DESK = ViewportSize(width=1280, height=800)
TALL = ViewportSize(width=1280, height=960)
FILM = ViewportSize(width=900, height=760)
PHONE = ViewportSize(width=390, height=844)


def main() -> int:
    """The exit code: 1 where a picture is too heavy."""
    found = subprocess.run(["sh", "tools/find-browser.sh"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder, served_site(Path(folder)) as site, sync_playwright() as tool:
        # The pages are our own; the sandbox wants rights that a container does not give. `--lang` writes dates Danish.
        browser = tool.chromium.launch(executable_path=found or None, args=["--no-sandbox", "--lang=da"])
        _home(browser, site)
        _finder(browser, site)
        _case(browser, site)
        _film(browser, site)
        _game(browser, site)
        browser.close()
    heavy = [path.name for path in sorted(PICTURES.glob("*.png")) if path.stat().st_size > MOST_BYTES]
    print(f"Too heavy: {', '.join(heavy)}" if heavy else f"The pictures lie in {PICTURES}.")
    return int(bool(heavy))


def _home(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(site.url)
    _take(page, "home")


def _finder(browser: Browser, site: Site) -> None:
    """On a phone: one yellow sign, and a red one that was seen once."""
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site.url}/find-trin/")
    page.locator("#sign-complaint-or-criticism").check()
    page.locator("#sign-press-and-media").check()
    page.locator("#often-press-and-media-once").check()
    page.locator("main button[type=submit]").click()
    page.locator("#answer").wait_for()
    _take(page, "finder")


def _case(browser: Browser, site: Site) -> None:
    """The leader's Ahorn, which has come down from red to yellow, and its plan with one practice chosen."""
    page = _leader(browser, site)
    page.goto(f"{site.url}/samarbejder/")
    page.get_by_role("link", name="Ahorn").click()
    _take(page, "collaboration")
    page.goto(f"{page.url}plan/")
    page.locator("input[name=pick]:not([aria-describedby])").first.check()
    _take(page, "plan")


def _film(browser: Browser, site: Site) -> None:
    """A moment of the first film in which a technique is used."""
    page = browser.new_page(viewport=FILM)
    page.goto(f"{site.url}/film/aktiv-lytning/")
    forward = page.locator(".player__step").last
    for _ in range(38):
        forward.click()
    _take(page, "film")


def _game(browser: Browser, site: Site) -> None:
    """Six phones have answered, and the host shows how."""
    host = _leader(browser, site)
    host.goto(f"{site.url}/isbjerget/nyt/")
    host.get_by_label("Plejehjem").check()
    host.get_by_role("button", name="Vis kortene").click()
    host.get_by_role("button", name="Åbn spillet").click()
    code = host.locator(".host__code").inner_text().replace(" ", "")
    host.get_by_role("button", name="Vis det første kort").click()
    for verdict, registers in (
        ("ok", "no"),
        ("grey", "no"),
        ("grey", "yes"),
        ("over", "yes"),
        ("over", "yes"),
        ("over", "no"),
    ):
        phone = browser.new_page(viewport=PHONE)
        phone.goto(f"{site.url}/deltag/{code}/")
        phone.get_by_role("button", name="Vær med").click()
        phone.locator(f"#verdict-{verdict}").check()
        phone.locator(f"#registers-{registers}").check()
        phone.get_by_role("button", name="Svar", exact=True).click()
        phone.locator("[data-focus]").wait_for()
        phone.close()
    host.get_by_role("button", name="Vis svarene").click()
    host.locator(".berg").wait_for()
    _take(host, "isbjerget")


def _leader(browser: Browser, site: Site) -> Page:
    """A page on which the leader has signed in."""
    leader = site.account("leader")
    page = browser.new_page(viewport=TALL)
    page.goto(f"{site.url}/log-ind/")
    page.locator("[name=login]").fill(leader.email)
    page.locator("[name=password]").fill(leader.password)
    page.locator("main button[type=submit]").click()
    return page


def _take(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png", caret="hide")


if __name__ == "__main__":
    sys.exit(main())
