"""Do the exercises hold in a browser: by keyboard, without a script, on paper, and onto a collaboration?"""

import io
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.journeys.people import person
from tests.serving import Site

pytestmark = pytest.mark.browser

SIZES = {"phone": ViewportSize(width=390, height=844), "desktop": ViewportSize(width=1280, height=900)}
LANGUAGES = {"da": "/", "en": "/en/"}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PUBLIC = (
    "saetningsbygger/",
    "saetningsbygger/bibliotek/",
    "vigemanoevrer/",
    "perspektivoevelse/",
    "perspektivoevelse/sammen/",
    "samtaleplan/",
    "samtaleplan/sammen/",
)
# What is typed, so that the answer has all that it can have: advice, worries, a CPR number that is nobody's.
TYPED = {
    "saetningsbygger/": {
        "behaviour": "du er aggressiv og vil bare genere mig, you are aggressive 290290-1234",
        "wish": "at du opfører dig, that you behave",
    },
    "vigemanoevrer/": {"phrase": "Kim, har du mappen? 290290-1234", "own": "Jeg henter vand.\nVi ses i morgen."},
    "perspektivoevelse/": {
        "situation": "En far ringer hver morgen.",
        "seen": "Han er altid sur. He is always angry.",
        "behind": "Han er bange for, at vi glemmer ham. 290290-1234",
        "told": "Jeg venter på svar.",
    },
    "samtaleplan/": {"aim": "En fast dag", "place": "Lokale 4 290290-1234", "ours": "40", "host": "Jonas"},
}


def check(page: Page, where: str) -> None:
    """No finding, and no sideways scrolling."""
    found = Axe().run(page, options=RULES)
    told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
    assert told == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{where} scrolls sideways"


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form[novalidate] button[type=submit]").last.click()


def fill(page: Page, typed: dict[str, str]) -> None:
    page.locator("main details").evaluate_all("all => all.forEach(each => each.open = true)")
    for name, text in typed.items():
        page.locator(f"main [name={name}]:not([type=hidden])").fill(text)


@pytest.fixture(params=SIZES)
def page_at(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport=SIZES[request.param])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("start", LANGUAGES.values(), ids=LANGUAGES)
def test_public_pages_are_accessible(page_at: Page, start: str) -> None:
    for path in PUBLIC:
        page_at.goto(start + path)
        check(page_at, start + path)


@pytest.mark.parametrize("start", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("path", TYPED)
def test_answers_and_mistakes_are_accessible(page_at: Page, start: str, path: str) -> None:
    page_at.goto(start + path)
    send(page_at)
    expect(page_at.locator("[data-error-summary]")).to_be_focused()
    check(page_at, f"{path} with mistakes")
    page_at.goto(start + path)
    fill(page_at, TYPED[path])
    if path == "vigemanoevrer/":
        page_at.locator("#exit-pause").check()
    send(page_at)
    expect(page_at.locator("#answer")).to_be_visible()
    expect(page_at.locator("#answer .alert-warning")).to_be_visible()
    check(page_at, f"{path} answered")
    assert page_at.url.endswith(f"{start}{path}#answer")
    assert page_at.context.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_pages_are_accessible(browser: Browser, own_site: Site, language: str) -> None:
    for size in SIZES.values():
        mette = person(browser, own_site, "mette", language).page
        mette.set_viewport_size(size)
        mette.goto("/samarbejder/")
        case = mette.locator("main a[href^='/samarbejder/']").filter(has_text="Ahorn").get_attribute("href") or ""
        mette.goto(f"{case}samtaleplaner/ny/")
        check(mette, "a new talk")
        send(mette)
        check(mette, "a new talk with mistakes")
        fill(mette, {"aim": "En fast dag", "planned_for": "2026-12-10", "ours": "40"})
        send(mette)
        check(mette, "a talk")
        talk = mette.url
        mette.goto(f"{talk}ret/")
        check(mette, "a talk, to be changed")
        mette.goto(talk)
        mette.locator("main [name=held]").check()
        mette.locator("main [name=went]").fill("Roligt.")
        send(mette)
        check(mette, "a talk that was held")
        mette.goto(case)
        check(mette, "a collaboration with a talk")
        mette.context.close()
        adda = person(browser, own_site, "adda", language).page
        adda.set_viewport_size(size)
        adda.goto("/administration/perspektivoevelse/")
        check(adda, "names of fields")
        adda.locator("main [name=seen]").fill("290290-1234")
        send(adda)
        check(adda, "names of fields with mistakes")
        adda.context.close()


def test_a_sentence_is_built_by_keyboard_and_copied(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/saetningsbygger/")
    page.locator("[name=behaviour]").focus()
    for text in ("du hæver stemmen", "jeg ikke kan høre dig", "hjælpe dig videre", "holde en pause"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    face = page.locator("#way-face")
    expect(face).to_have_value(
        re.compile("^Jeg lægger mærke til, at du hæver stemmen. Det gør, at jeg ikke kan høre dig.")
    )
    face.fill("Jeg kan ikke høre dig.")
    page.locator("[data-copy=way-face]").click()
    expect(page.get_by_text("Kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Jeg kan ikke høre dig."
    face.fill("Noget andet")
    expect(page.get_by_text("Kopieret")).to_be_hidden()
    context.close()


def test_without_a_script_an_example_fills_the_fields_and_nothing_is_offered_that_needs_one(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/saetningsbygger/")
    page.get_by_role("link", name="Hjemmepleje").click()
    expect(page.locator("[name=behaviour]")).to_have_value("du filmer, mens jeg hjælper din far i bad")
    send(page)
    expect(page.locator("#way-mail")).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()
    expect(page.get_by_text("Vi fandt ingen ord")).to_be_visible()
    context.close()


def test_a_sheet_is_printed_without_what_is_to_be_pressed(page: Page) -> None:
    page.goto("/perspektivoevelse/")
    fill(page, TYPED["perspektivoevelse/"])
    send(page)
    page.emulate_media(media="print")
    expect(page.locator("#answer").get_by_text("Jeg venter på svar.")).to_be_visible()
    for hidden in ("header.header", "main form button", "main textarea"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_from_the_planner_onto_a_collaboration_and_on_paper(browser: Browser, own_site: Site) -> None:
    """Mette plans alone, takes the plan along, and Jonas, who is named, marks it as held."""
    mette = person(browser, own_site, "mette")
    mette.page.goto("/samtaleplan/")
    fill(mette.page, {"aim": "En fast dag om ugen", "confirm": "Du ringede, før du kom."})
    send(mette.page)
    with mette.page.expect_navigation():
        mette.page.locator("button[value=take-along]", has_text="Ahorn").click()
    assert "Planen er taget med, men ikke gemt endnu." in mette.text()
    mette.page.locator("[name=planned_for]").fill("2026-12-10")
    send(mette.page)
    assert "Samtale 10. dec. 2026" in mette.text()
    talk = mette.page.url

    jonas = person(browser, own_site, "jonas")
    jonas.page.goto(talk)
    jonas.page.locator("main [name=held]").check()
    jonas.page.locator("main [name=went]").fill("Vi aftalte tirsdage.")
    send(jonas.page)
    assert "Markeret som holdt" in jonas.text()

    mette.page.locator("main [name=went]").fill("Det gik fint.")  # from the page of before
    send(mette.page)
    assert "Jonas Opdigtsen har ændret det her" in mette.text()
    assert "Vi aftalte tirsdage." in mette.text()

    answer = jonas.page.request.get(talk.rstrip("/") + ".pdf")
    text = " ".join("".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(answer.body())).pages).split())
    for words in ("En fast dag om ugen", "Du ringede, før du kom.", "Vi aftalte tirsdage."):
        assert words in text


@pytest.mark.parametrize("start", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize(
    ("practice", "tool", "path"),
    [
        ("perspective-shift", "perspective-exercise", "perspektivoevelse/"),
        ("set-limits", "sentence-builder", "saetningsbygger/"),
        ("set-limits", "exits", "vigemanoevrer/"),
        ("structured-conversation", "conversation-planner", "samtaleplan/"),
        ("positive-confirmation", "what-to-confirm", "samtaleplan/#bekraeft"),
    ],
)
def test_each_opens_from_its_practices_page(page: Page, start: str, practice: str, tool: str, path: str) -> None:
    page.goto(f"{start}guide/{practice}/")
    page.locator(f"main a[data-tool={tool}]").first.click()
    page.wait_for_url(f"**{start}{path}")
    if "#" in path:
        expect(page.locator("#bekraeft")).to_be_in_viewport()
