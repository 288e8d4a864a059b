"""Does a visitor find the step by keyboard alone, without JavaScript too, and print the checklist?"""

import io

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WORDS = {
    "da": {
        "start": "/",
        "find": "Find jeres trin",
        "heading": "Hvor på trappen er I?",
        "sign": "At borger spiller personale ud mod hinanden",
        "once": "Én gang",
        "show": "Vis trinnet",
        "answer": "I står på det gule trin",
        "near": "Det røde trin er tæt på. Hold især øje med:",
        "paper": "Hent udfyldt tjekliste (PDF)",
        "often": "én gang",
    },
    "en": {
        "start": "/en/",
        "find": "Find your step",
        "heading": "Where on the staircase are you?",
        "sign": "The citizen plays members of staff off against each other",
        "once": "Once",
        "show": "Show the step",
        "answer": "You are on the yellow step",
        "near": "The red step is near. Keep an eye on:",
        "paper": "Get the filled checklist (PDF)",
        "often": "once",
    },
}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing with this name has the focus, as someone without a mouse does."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText || '').trim() }"
        )
        if focused == name:
            return
    pytest.fail(f"no Tab leads to {name!r}")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_finds_the_step_by_keyboard(
    browser: Browser, base_url: str, language: str, size: dict[str, int], scripts: bool
) -> None:
    words = WORDS[language]
    context = browser.new_context(base_url=base_url, java_script_enabled=True, viewport=size)  # type: ignore[arg-type]  # a plain dict
    if not scripts:  # the page's own scripts are taken away; the test's question about the focus may still run
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(words["start"])
    tab_to(page, words["find"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["heading"])
    tab_to(page, words["sign"])
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # into "how often", where several times stands chosen
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label(words["once"]).locator("visible=true")).to_be_checked()
    tab_to(page, words["show"])
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=words["answer"])).to_be_visible()
    expect(page.locator("main")).to_contain_text(words["near"])
    assert page.url == base_url + ("" if language == "da" else "/en") + "/find-trin/"
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_takes_the_filled_checklist_along(browser: Browser, base_url: str, language: str) -> None:
    """Without JavaScript altogether: the form is posted, and a PDF comes back that ticks what was ticked."""
    words = WORDS[language]
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(words["start"] + "find-trin/")
    page.get_by_label(words["sign"], exact=True).check()
    row = page.locator("li", has=page.get_by_label(words["sign"], exact=True))
    row.get_by_label(words["once"]).check()
    page.get_by_role("button", name=words["show"]).click()
    posted: dict[str, str | float | bool] = {
        field.get_attribute("name") or "": field.get_attribute("value") or ""
        for field in page.locator("form[action$='tjekliste.pdf'] input[type=hidden]").all()
    }
    expect(page.get_by_role("button", name=words["paper"])).to_be_visible()
    answer = context.request.post(words["start"] + "tjekliste.pdf", form=posted)
    text = " ".join("".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(answer.body())).pages).split())
    assert words["often"] in text
    assert words["sign"] in text
    context.close()


def test_prints_the_step_page_without_navigation(page: Page) -> None:
    page.goto("/trappen/roed/")
    page.emulate_media(media="print")
    expect(page.locator("header.header")).to_be_hidden()
    expect(page.get_by_text("At borger spiller personale ud mod hinanden")).to_be_visible()
    expect(page.get_by_text("Skab systematik og fælles tilgang til borger")).to_be_visible()  # folded on the screen


def test_goes_straight_to_a_step(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Det gule trin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det gule trin")
    page.get_by_role("link", name="Reagér hurtigt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Reagér hurtigt")
    assert page.locator("[data-tool]").first.get_attribute("data-state") == "later"
