"""Does a film meeting run from its plan to its minutes, to a finished action, to the next meeting that opens with it?

With a real server, a real browser and a real mail server; and can every page be used by all who come to it?
"""

import datetime as dt
import io
import mailbox
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.journeys.people import person
from tests.serving import Site, free_port, served_site

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SIZES = (ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900))
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
AGREED = "Gentag det, du hørte, før du svarer"
NOTED = "Vi afbryder for tidligt i telefonen."


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium where there is one, else Playwright's own."""
    found = subprocess.run(
        ["sh", str(ROOT / "tools" / "find-browser.sh")], check=True, capture_output=True, text=True
    ).stdout.strip()
    alone = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"args": alone} | ({"executable_path": found} if found else {})


@dataclass(frozen=True)
class Post:
    """A mail server in a process of its own; what it took lies in a folder."""

    port: int
    folder: Path

    def letter_to(self, address: str, subject: str) -> Message:
        """The newest letter with such a subject, waited for."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for letter in mailbox.Maildir(self.folder, create=False):
                if letter["To"] == address and subject in str(_decoded(letter["Subject"])):
                    return letter
            time.sleep(0.2)
        pytest.fail(f"no letter came to {address}")


def _decoded(header: str) -> str:
    from email.header import decode_header, make_header

    return str(make_header(decode_header(header)))


def _text(letter: Message, kind: str) -> str:
    part = next(each for each in letter.walk() if each.get_content_type() == kind)
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode(part.get_content_charset() or "utf-8")


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder, port = tmp_path_factory.mktemp("post") / "box", free_port()
    mailbox.Maildir(folder)
    words = ["-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", str(folder)]
    server = subprocess.Popen([sys.executable, *words])
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield Post(port, folder)
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def site(post: Post, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo site that sends its letters through that server."""
    with served_site(tmp_path_factory.mktemp("site"), TRAPPEN_MAIL_URL=f"smtp://127.0.0.1:{post.port}") as found:
        yield found


def check(page: Page) -> None:
    """No finding and no sideways scrolling at either width."""
    for size in SIZES:
        page.set_viewport_size(size)
        found = Axe().run(page, options=RULES)
        told = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found.response["violations"]]
        assert told == [], f"{page.url} at {size['width']}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} scrolls"


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def planned(page: Page, *, days: int) -> str:
    """Plan a meeting with what the form proposes; gives the address of its page."""
    page.goto("/moeder/nyt/")
    page.locator("[name=day]").fill((dt.date.today() + dt.timedelta(days=days)).isoformat())  # noqa: DTZ011
    page.locator("[name=time]").fill("13:00")
    page.locator("[name=place]").fill("Mødelokale Bøgen")
    check(page)
    press(page, "main button.button-primary[type=submit]")
    assert page.url.endswith("/dagsorden/")
    return page.url.removesuffix("dagsorden/")


def file(page: Page, address: str) -> io.BytesIO:
    answer = page.request.get(address)
    assert answer.status == 200
    return io.BytesIO(answer.body())


def test_from_plan_to_minutes_to_a_finished_action_to_the_next_meeting(
    browser: Browser, site: Site, post: Post
) -> None:
    mette, jonas = person(browser, site, "mette").page, person(browser, site, "jonas").page
    mette.goto("/moeder/")
    check(mette)
    meeting = planned(mette, days=3)
    check(mette)
    press(mette, "main button.button-primary[type=submit]")
    assert mette.url == meeting
    check(mette)
    invited(jonas, site, post, meeting)
    led(mette, jonas, meeting)
    agreed(mette)
    mette.goto(meeting)
    check(mette)
    written(mette, meeting)
    followed(mette, jonas)
    mette.goto("/moeder/")
    check(mette)


def invited(colleague: Page, site: Site, post: Post, meeting: str) -> None:
    """The letter comes with a file for the calendar, and leads to the page where one answers."""
    letter = post.letter_to("jonas@aavang.example", "Filmmøde")
    body = _text(letter, "text/plain")
    assert "Mødelokale" not in body
    assert "BEGIN:VEVENT" in _text(letter, "text/calendar")
    link = re.search(r"https?://\S+/moeder/\S+", body)
    assert link
    colleague.goto(re.sub(r"^https?://[^/]+", site.url, link.group()))
    assert colleague.url == meeting
    colleague.locator("[name=answer][value=yes]").check()
    press(colleague, "main form.answer button[type=submit]")
    expect(colleague.locator("main")).to_contain_text("Du har svaret, at du kommer.")


def led(leader: Page, colleague: Page, meeting: str) -> None:
    """From part to part; a second device follows, and both write."""
    leader.goto(f"{meeting}afvikl/")
    check(leader)
    leader.get_by_label("Mette Prøvedal").check()
    leader.get_by_label("Jonas Opdigtsen").check()
    press(leader, "main button[value=next]")
    check(leader)
    left = leader.locator("[data-left]")
    expect(left).to_contain_text("tilbage")
    expect(left).not_to_have_text(left.inner_text())
    colleague.goto(f"{meeting}afvikl/")
    assert colleague.locator(".stage__name").inner_text() == leader.locator(".stage__name").inner_text()
    check(colleague)
    colleague.locator("[name=notes]").fill(NOTED)
    press(colleague, "main form button.button-primary")
    press(leader, "main button[value=next]")  # the notes that the leader did not touch stay the colleague's
    check(leader)
    assert leader.get_by_role("link", name="Vis filmen").get_attribute("href") == "/film/aktiv-lytning/"
    press(leader, "main button[value=next]")
    check(leader)


def agreed(leader: Page) -> None:
    """With a mistake first; then on to the end."""
    leader.locator("[name=agreement]").fill(AGREED)
    press(leader, "main .steer button[value=next]")
    expect(leader.locator("[data-error-summary]")).to_be_focused()
    check(leader)
    leader.locator("[name=owner]").select_option(label="Jonas Opdigtsen")
    press(leader, "main .steer button[value=stay]")
    expect(leader.locator("main table")).to_contain_text(AGREED)
    while leader.locator("main button[value=next]").count():
        press(leader, "main button[value=next]")
    expect(leader.locator(".stage__name")).to_have_text("Mødet er slut")
    check(leader)


def written(leader: Page, meeting: str) -> None:
    """Both kinds of minutes hold all of it."""
    pdf = " ".join(each.extract_text() for each in PdfReader(file(leader, f"{meeting}referat.pdf")).pages)
    word = docx.Document(file(leader, f"{meeting}referat.docx"))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    for text in (pdf, " ".join([line.text for line in word.paragraphs] + cells)):
        for wanted in (NOTED, AGREED, "Jonas Opdigtsen", "Mødelokale Bøgen", "Planlagt"):
            assert wanted in " ".join(text.split())


def followed(leader: Page, colleague: Page) -> None:
    """The next meeting opens with what was agreed, and the owner finishes it."""
    following = planned(leader, days=30)
    leader.goto(f"{following}afvikl/")
    press(leader, "main button[value=next]")
    expect(leader.locator(".stage__name")).to_have_text("Aftalerne fra sidst")
    expect(leader.locator(".carried__title")).to_have_text(AGREED)
    check(leader)
    colleague.goto(following)
    press(colleague, f"main table a:text-is('{AGREED}')")
    check(colleague)
    colleague.locator("[name=status][value=done]").check()
    colleague.locator("[name=effect][value=yes]").check()
    press(colleague, "main button.button-primary[type=submit]")
    expect(colleague.locator("main")).to_contain_text("Godt. Aftalen er færdig.")
    leader.goto(f"{following}afvikl/")
    expect(leader.locator(".carried select").first).to_have_value("done")
    for part in ("ret/", "slet/"):
        leader.goto(f"{following}{part}")
        check(leader)


def test_a_meeting_runs_without_a_script(browser: Browser, site: Site) -> None:
    mette = person(browser, site, "mette")
    cookies = mette.page.context.cookies()
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    context.add_cookies([{"name": each["name"], "value": each["value"], "url": site.url} for each in cookies])
    page = context.new_page()
    page.goto("/moeder/nyt/")
    page.locator("[name=day]").fill((dt.date.today() + dt.timedelta(days=2)).isoformat())  # noqa: DTZ011
    page.locator("[name=time]").fill("09:00")
    press(page, "main button.button-primary[type=submit]")
    press(page, "main button.button-primary[type=submit]")
    press(page, "main a.button-primary")
    press(page, "main button[value=next]")
    expect(page.locator(".clock")).to_contain_text("slutter kl.")
    assert page.locator("[data-left]").is_hidden()
    page.locator("[name=notes]").fill(NOTED)
    press(page, "main .steer button[value=next]")
    press(page, "main .steer button[value=back]")
    expect(page.locator("[name=notes]")).to_have_value(NOTED)


def test_the_keyboard_leads_a_meeting(browser: Browser, site: Site) -> None:
    """From the notes, Tab leads through the rest to the button that goes on."""
    page = person(browser, site, "mette").page
    meeting = planned(page, days=5)
    page.goto(f"{meeting}afvikl/")
    press(page, "main button[value=next]")
    shown = page.locator(".stage__name").inner_text()
    page.locator("[name=notes]").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "next":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".stage__name").inner_text() != shown
    page.locator("[name=agreement]").focus()
    here = page.locator(".stage__name").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")  # Enter in a field keeps, and does not go on
    assert page.locator(".stage__name").inner_text() == here
