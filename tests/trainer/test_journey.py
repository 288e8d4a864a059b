"""Does a talk hold in a browser: by keyboard, without a script, on a phone and on a big screen, and for axe?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.conftest import browser_type_launch_args  # noqa: F401
from tests.journeys.people import person
from tests.serving import served_site
from tests.trainer.conftest import DIALOGUES, always
from trappen.trainer import queries
from trappen.trainer.rules import Does

pytestmark = pytest.mark.browser

SIZES = {"phone": ViewportSize(width=390, height=844), "desktop": ViewportSize(width=1280, height=900)}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in which nobody is: the trainer needs no one."""
    with served_site(tmp_path_factory.mktemp("trainer"), demo=False) as site:
        yield site.url


@pytest.fixture(params=SIZES)
def page_at(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=url, viewport=SIZES[request.param])
    yield context.new_page()
    context.close()


def check(page: Page, where: str) -> None:
    """No finding, and no sideways scrolling."""
    found = Axe().run(page, options=RULES)
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]] == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{where} scrolls sideways"


def press(page: Page, number: int) -> None:
    with page.expect_navigation():
        page.locator(".reply").nth(number).click()


@pytest.mark.parametrize("prefix", ["/", "/en/"], ids=["da", "en"])
def test_axe_finds_nothing(page_at: Page, prefix: str) -> None:
    page_at.goto(f"{prefix}samtaletraener/")
    check(page_at, "the talks")
    here = f"{prefix}samtaletraener/{DIALOGUES[3]}/"
    for mode in ("", "storskaerm/"):
        page_at.goto(here + mode)
        press(page_at, 0)
        press(page_at, 2)
        page_at.locator("main details").first.evaluate("fold => fold.open = true")
        check(page_at, f"{mode} in the middle")
    while page_at.locator(".reply").count():
        press(page_at, 1)
    check(page_at, "the end on the big screen")


def test_axe_finds_nothing_at_the_end_alone(page_at: Page) -> None:
    page_at.goto(f"/samtaletraener/{DIALOGUES[2]}/")
    check(page_at, "the beginning")
    while page_at.locator(".reply").count():
        press(page_at, 1)
    check(page_at, "the end")


def test_the_newest_line_has_the_focus_and_is_seen(page_at: Page) -> None:
    page_at.goto(f"/samtaletraener/{DIALOGUES[0]}/")
    for number in (0, 2, 1):
        press(page_at, number)
        expect(page_at.locator("#newest")).to_be_focused()
        expect(page_at.locator("#newest")).to_be_in_viewport()


@pytest.mark.parametrize("mode", ["", "storskaerm/"])
def test_a_whole_talk_by_keyboard_without_a_script(browser: Browser, url: str, mode: str) -> None:
    dialogue = queries.content().dialogues[DIALOGUES[4]]
    context = browser.new_context(base_url=url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/samtaletraener/{dialogue.id}/{mode}")
    for choice in always(dialogue, Does.WORKS):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.locator(f".reply:nth-of-type({choice}):focus").count():
                break
        with page.expect_navigation():
            page.keyboard.press("Enter")
    end = next(end for end in dialogue.ends.values() if end.id == "better")
    expect(page.get_by_text(end.happened.da)).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Tag det sidste svar om").click()
    expect(page.locator(".reply")).to_have_count(3)
    with page.expect_navigation():
        page.get_by_role("link", name="Begynd forfra").click()
    expect(page.get_by_text(dialogue.situation.da)).to_be_visible()
    context.close()


def test_on_the_big_screen_the_facilitator_reveals(page_at: Page) -> None:
    dialogue = queries.content().dialogues[DIALOGUES[2]]
    page_at.goto(f"/samtaletraener/{dialogue.id}/storskaerm/")
    press(page_at, 1)
    told = page_at.get_by_text(dialogue.nodes[dialogue.start].replies[1].feedback.da)
    expect(told).to_be_hidden()
    page_at.locator(".big__reveal summary").click()
    expect(told).to_be_visible()
    assert page_at.locator(".said__words").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 20


@pytest.mark.parametrize("size", SIZES)
def test_a_room_votes_by_phone(browser: Browser, tmp_path: Path, size: str) -> None:
    """The host and two phones, at the vote and when it is shown; axe looks at both."""
    with served_site(tmp_path / "site") as site:
        host = person(browser, site, "sofus").page
        host.set_viewport_size(SIZES[size])
        host.goto(f"/samtaletraener/{DIALOGUES[0]}/storskaerm/")
        host.get_by_role("button", name="Lad rummet stemme på telefonen").click()
        code = host.locator(".vote__join strong").inner_text().replace(" ", "")
        phones = [browser.new_context(base_url=site.url, viewport=SIZES["phone"]).new_page() for _ in range(2)]
        for phone in phones:
            phone.goto(f"/deltag/{code}/")
            check(phone, "the welcome")
            phone.get_by_role("button", name="Vær med").click()
            phone.locator(".reply").nth(1).click()
            expect(phone.locator("[data-focus]")).to_be_focused()
        check(phones[0], "a phone that has voted")
        expect(host.locator("[data-answers]")).to_have_text("2")
        check(host, "the vote")
        host.get_by_role("button", name="Vis stemmerne").click()
        expect(host.locator(".reply").nth(1)).to_contain_text("2 stemmer")
        check(host, "the votes")
        expect(phones[0].locator("main")).to_contain_text("Stemmerne er talt")
        check(phones[0], "a phone while the room talks")
        host.locator(".reply").nth(1).click()
        expect(phones[0].locator(".reply")).to_have_count(3)
        check(host, "the next turn")
