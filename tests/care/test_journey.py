"""Does a plan work in a browser from its start to its end? On a phone, without a script too, and read by axe."""

import datetime as dt
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.journeys.people import PASSWORD
from tests.journeys.test_accessible import check
from tests.serving import Site, command
from trappen.care.rules import StepCode

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
DAY = dt.timedelta(days=1)


@pytest.fixture
def contexts(browser: Browser, own_site: Site) -> Iterator[list[BrowserContext]]:
    """Those that a test has opened; closed after it."""
    opened: list[BrowserContext] = []
    yield opened
    for each in opened:
        each.close()


def visitor(browser: Browser, site: Site, contexts: list[BrowserContext], *, script: bool = True) -> Page:
    contexts.append(browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=script))
    return contexts[-1].new_page()


def signed_in(browser: Browser, site: Site, contexts: list[BrowserContext], key: str, *, script: bool = True) -> Page:
    page = visitor(browser, site, contexts, script=script)
    page.goto("/log-ind/")
    page.locator("[name=login]").fill(f"{key}@aavang.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/overblik/")
    return page


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator(".layout").get_by_role("link", name=name).first.click()


def both_sizes(page: Page, where: str) -> None:
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        check(page, f"{where} at {size['width']}")


def walk_through(supporter: Page) -> None:
    """Every step on a phone, to the end. They lie ahead, but a talk may be held before its day."""
    for code in StepCode:
        follow(supporter, "Se trinnet")
        if code is StepCode.NOW:
            press(supporter, "Gem trinnet")
            both_sizes(supporter, "a step with mistakes")
        supporter.locator("[name=consent][value=yes]").check(force=True)
        supporter.locator("[name=referral][value=none]").check(force=True)
        if code is StepCode.WEEK_4:
            both_sizes(supporter, "the step that looks for reactions that persist")
        press(supporter, "Gem trinnet")
        expect(supporter.get_by_text("Trinnet er noteret.")).to_be_visible()
    expect(supporter.get_by_text("Alle trin er gået igennem")).to_be_visible()
    both_sizes(supporter, "the finished plan")


def housekeeping(site: Site, now: dt.datetime) -> str:
    """What the hourly housekeeping does, at another time."""
    code = (
        "from trappen.site.start import set_up; set_up()\n"
        "import datetime as dt\n"
        "from trappen.care import actions\n"
        f"now = dt.datetime.fromisoformat({now.isoformat()!r})\n"
        "print(actions.remind_supporters(now=now), actions.warn_of_lists(now=now), actions.delete_ended(now=now))"
    )
    ran = subprocess.run(
        [*command()[:1], "-c", code], env=dict(site.environment), check=True, capture_output=True, text=True
    )
    return ran.stdout.strip()


def test_from_start_to_deletion(
    browser: Browser,
    own_site: Site,
    contexts: list[BrowserContext],
) -> None:
    leader = signed_in(browser, own_site, contexts, "mette")
    colleague = signed_in(browser, own_site, contexts, "sofus")
    supporter = signed_in(browser, own_site, contexts, "laila")

    # On a calm day, Sofus has said whom he wants.
    colleague.goto("/omsorg/mine/")
    colleague.get_by_label("Helst").select_option(label="Laila Papirsø")
    both_sizes(colleague, "the list")
    press(colleague, "Gem listen")
    expect(colleague.get_by_text("Listen er gemt.")).to_be_visible()

    # The leader starts a plan; Laila stands ticked.
    leader.goto("/omsorg/")
    both_sizes(leader, "the overview")
    follow(leader, "Start en omsorgsplan")
    both_sizes(leader, "for whom")
    follow(leader, "Sofus Eksempel")
    expect(leader.get_by_label("Laila Papirsø")).to_be_checked()
    both_sizes(leader, "the start")
    press(leader, "Start planen")
    expect(leader.get_by_text("Planen er startet")).to_be_visible()
    follow(leader, "Sofus Eksempel")
    expect(leader.get_by_role("heading", name="Der er en plan for Sofus Eksempel")).to_be_visible()
    both_sizes(leader, "the outline")
    where = leader.url

    # Sofus lets the leader read.
    colleague.goto(where)
    both_sizes(colleague, "the colleague's plan")
    follow(colleague, "Skal din leder kunne læse med?")
    both_sizes(colleague, "the leader's sight")
    colleague.get_by_label("Ja, min leder må se planen").check(force=True)
    press(colleague, "Gem")
    leader.goto(where)
    expect(leader.get_by_role("heading", name="Omsorg for Sofus Eksempel")).to_be_visible()
    both_sizes(leader, "the leader's reading")

    supporter.goto("/omsorg/")
    follow(supporter, "Sofus Eksempel")
    walk_through(supporter)
    follow(supporter, "Tilføj, giv videre eller stop som støtte")
    both_sizes(supporter, "the supporters")

    # Sofus takes the leader's sight away, and it is gone at once.
    colleague.goto(f"{where}indblik/")
    colleague.get_by_label("Nej, min leder må ikke se planen").check(force=True)
    press(colleague, "Gem")
    assert leader.request.get(where).status == 404
    expect(colleague.get_by_text("Ikke lederen, og ingen andre.")).to_be_visible()
    colleague.goto(f"{where}stop/")
    both_sizes(colleague, "the end")

    # Three months after the last step the plan is gone.
    now = dt.datetime.now(dt.UTC)
    assert housekeeping(own_site, now + 80 * DAY).endswith(" 0")
    assert housekeeping(own_site, now + 93 * DAY).endswith(" 1")
    assert supporter.request.get(where).status == colleague.request.get(where).status == 404


def test_without_a_script(
    browser: Browser,
    own_site: Site,
    contexts: list[BrowserContext],
) -> None:
    page = visitor(browser, own_site, contexts, script=False)
    page.goto("/foerstehjaelp/")
    for heading in ("2. Gør det trygt", "3. Lyt"):
        page.get_by_role("link", name=heading).first.click()
        expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()
    supporter = signed_in(browser, own_site, contexts, "laila", script=False)
    supporter.goto("/omsorg/ny/")
    follow(supporter, "Jonas Opdigtsen")
    supporter.get_by_label("Laila Papirsø").check(force=True)
    press(supporter, "Start planen")
    follow(supporter, "Se trinnet")
    supporter.locator("[name=consent][value=later]").check(force=True)
    supporter.locator("[name=referral][value=crisis]").check(force=True)
    press(supporter, "Gem trinnet")
    assert "hjælp fra andre: ja, til krisehjælp" in supporter.locator("main").inner_text()


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["da", "en"])
def test_the_cards_at_both_widths_and_on_paper(
    browser: Browser,
    own_site: Site,
    contexts: list[BrowserContext],
    prefix: str,
) -> None:
    page = visitor(browser, own_site, contexts)
    for path in ("/foerstehjaelp/", "/defusing/", "/foerstehjaelp/oevelse/"):
        page.goto(prefix + path)
        both_sizes(page, prefix + path)
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name="112")).to_be_hidden()
        assert page.locator(".care-card__turn:visible").count() == 0
        assert page.locator("main h2:visible").count() >= 3
        page.emulate_media(media="screen")


def test_a_card_fills_a_phone_and_no_more(
    browser: Browser,
    own_site: Site,
    contexts: list[BrowserContext],
) -> None:
    """One thing at a time: a card that is jumped to stands alone on the screen."""
    page = visitor(browser, own_site, contexts)
    for path in ("/foerstehjaelp/", "/defusing/"):
        page.goto(path)
        heights = page.locator(".care-card").evaluate_all("cards => cards.map(card => card.offsetHeight)")
        assert all(PHONE["height"] - 1 <= height <= PHONE["height"] + 120 for height in heights), heights
