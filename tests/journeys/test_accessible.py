"""Does axe find anything on any page, in any state, at either width, in either language?"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.serving import Site

pytestmark = pytest.mark.browser

SIZES = {"phone": ViewportSize(width=390, height=844), "desktop": ViewportSize(width=1280, height=900)}
PUBLIC = (
    "",
    "trappen/",
    "trappen/groen/",
    "trappen/gul/",
    "trappen/roed/",
    "find-trin/",
    "guide/",
    "guide/set-limits/",
    "guide/severe-cases/",
    "guide/soeg/?q=klage",
    "guide/regler/",
    "guide/udgaver/",
    "guide/trin/roed/",
    "guide/rolle/leder/",
    "isbjerget/",
    "isbjerget/spil/",
    "isbjerget/kort/",
    "deltag/",
    "deltag/AAAAAA/",
    "uden-net/",
    "tilgaengelighed/",
    "privatliv/",
    "log-ind/",
    "glemt-adgangskode/",
    "glemt-adgangskode/sendt/",
    "adgangskode/old-link/",
    "nothing-here/",
)
OWN = {
    "leader": (
        "/overblik/",
        "/team/",
        "/isbjerget/nyt/",
        "/samarbejder/",
        "/samarbejder/ny/",
        "/enheder/",
        "/min-konto/",
        "/min-konto/adgangskode/",
    ),
    "employee": ("/overblik/", "/samarbejder/"),
    "consultant": ("/enheder/",),
    "administrator": (
        "/administration/",
        "/administration/enheder/",
        "/administration/inviter/",
        "/administration/import/",
        "/administration/opbevaring/",
    ),
}
OF_A_COLLABORATION = (
    "",
    "oplysninger/",
    "vurder/",
    "plan/",
    "opfoelgning/",
    "adgang/",
    "afslut/",
    "slutdato/",
    "slet/",
)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def check(page: Page, where: str) -> None:
    """No finding, and no sideways scrolling."""
    found = Axe().run(page, options=RULES)
    told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
    assert told == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{where} scrolls sideways"


def send(page: Page) -> None:
    """Press the last button of the page, and wait for what comes: axe needs a page that stays."""
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


@pytest.fixture(params=SIZES)
def page_at(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport=SIZES[request.param])
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: Site, role: str, language: str) -> None:
    account = site.account(role)
    page.goto("/log-ind/")
    page.locator("[name=login]").fill(account.email)
    page.locator("[name=password]").fill(account.password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/overblik/")
    if page.locator("html").get_attribute("lang") != language:
        switch = page.locator("header form[action$='/sprog/'] button")
        if not switch.is_visible():  # on a phone the menu is folded
            page.locator("header summary").click()
        switch.click()
        page.wait_for_selector(f"html[lang={language}]")


@pytest.mark.parametrize("prefix", ["/", "/en/"], ids=["da", "en"])
def test_public_pages(page_at: Page, prefix: str) -> None:
    for path in PUBLIC:
        page_at.goto(prefix + path)
        check(page_at, prefix + path)


@pytest.mark.parametrize("prefix", ["/", "/en/"], ids=["da", "en"])
def test_finder_answers(page_at: Page, prefix: str) -> None:
    for signs in ((), ("press-and-media",), ("different-reality-or-aggression", "plays-staff-off")):
        page_at.goto(prefix + "find-trin/")
        for sign in signs:
            page_at.locator(f"#sign-{sign}").check()
        send(page_at)
        check(page_at, f"{prefix} {signs}")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("role", OWN)
def test_own_pages(page_at: Page, site: Site, role: str, language: str) -> None:
    sign_in(page_at, site, role, language)
    for path in OWN[role]:
        page_at.goto(path)
        assert page_at.locator("html").get_attribute("lang") == language, path
        check(page_at, f"{role} {path}")


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_of_a_collaboration(page_at: Page, site: Site, language: str) -> None:
    sign_in(page_at, site, "leader", language)
    page_at.goto("/samarbejder/")
    links = page_at.locator("main a[href^='/samarbejder/']").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    cases = sorted({link for link in links if re.fullmatch(r"/samarbejder/[0-9a-f-]{36}/", link)})
    for case in cases:
        page_at.goto(case)
        check(page_at, case)
    for part in OF_A_COLLABORATION:
        page_at.goto(cases[0] + part)
        check(page_at, cases[0] + part)
        if page_at.locator("main form button[type=submit]").count():  # its state with mistakes, where it can have any
            page_at.locator("main form").first.evaluate(
                "form => form.querySelectorAll('input[type=text], textarea').forEach(field => field.value = '')"
            )
            if part in {"oplysninger/", "plan/", "opfoelgning/", "adgang/", "slutdato/", "slet/"}:
                send(page_at)
                check(page_at, cases[0] + part + " with mistakes")
    page_at.goto(cases[0])
    page_at.goto(page_at.locator("main a[href^='/handlinger/']").first.get_attribute("href") or "")
    check(page_at, "an action")
    page_at.goto(page_at.url + "ret/")
    check(page_at, "an action, to be changed")
