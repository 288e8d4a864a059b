"""Does a leader find a sentence by searching, print it, write a note beside it, and read it without a network?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import person
from tests.serving import Site

pytestmark = pytest.mark.browser


def wait_until_held(page: Page) -> None:
    """Until the browser holds the pages for reading without a network."""
    page.evaluate(
        """async () => {
            for (let tries = 0; tries < 300 && !(await caches.match("/uden-net.json")); tries += 1)
                await new Promise((resolve) => setTimeout(resolve, 100));
        }"""
    )


def test_find_read_and_print(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Lederguide").click()
    page.get_by_label("Søg i guiden").fill("klage")
    page.get_by_role("button", name="Søg").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("sider handler om det")
    expect(main.locator("mark").first).to_contain_text("lag")
    first = main.get_by_role("listitem").get_by_role("link").first
    title = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="På denne side")).to_be_hidden()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    page.emulate_media(media="screen")


def test_jump_to_the_sentences_by_keyboard(page: Page) -> None:
    page.goto("/guide/set-limits/")
    link = page.get_by_role("navigation", name="På denne side").get_by_role("link", name="Det kan du sige")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#say")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/guide/", "/guide/risk-and-police/", "/guide/soeg/?q=trusler", "/guide/regler/"])
def test_no_sideways_scrolling_at_400_percent(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_leader_writes_a_note_that_colleagues_read(browser: Browser, own_site: Site) -> None:
    page = person(browser, own_site, "mette").page
    page.goto("/guide/react-fast/")
    page.get_by_role("link", name="Note for").first.click()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Jeres note").fill("Ring til vagten på 12 34 56 78.")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Noten er gemt.")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    expect(page.get_by_text("Ring til vagten på 12 34 56 78.")).to_be_visible()
    colleague = person(browser, own_site, "sofus").page
    colleague.goto("/guide/react-fast/")
    expect(colleague.get_by_text("Ring til vagten på 12 34 56 78.")).to_be_visible()


def test_the_guide_is_read_without_a_network_after_one_visit(page: Page) -> None:
    page.goto("/")
    wait_until_held(page)
    page.context.set_offline(True)
    try:
        for path, heading in (
            ("/guide/", "Lederguide"),
            ("/guide/mediation/", "Tilbyd evt. et mæglingsmøde"),
            ("/trappen/roed/", "Det røde trin"),
            ("/samarbejder/", "Der er ikke net"),
        ):
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"IBM Plex Sans"')
    finally:
        page.context.set_offline(False)


def test_nothing_of_a_person_is_kept(browser: Browser, site: Site) -> None:
    page = person(browser, site, "mette").page
    page.goto("/guide/react-fast/")
    wait_until_held(page)
    page.goto("/overblik/")
    held = page.evaluate(
        """async () => {
            const texts = [];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    const text = await (await cache.match(request)).text();
                    texts.push([new URL(request.url).pathname, text.includes("Log ud") || text.includes("Min konto")]);
                }
            }
            return texts;
        }"""
    )
    assert len(held) > 48
    assert [path for path, of_a_person in held if of_a_person] == []
    assert "/overblik/" not in [path for path, _ in held]
