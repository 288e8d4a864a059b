"""Does a leader bring a collaboration from red to yellow, with three people and five actions, and hand it over?"""

import io
import re

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.journeys.people import Person, person
from tests.serving import Site

pytestmark = pytest.mark.browser

FIVE = ("single-contact", "clear-agreements", "document-thoroughly", "react-fast", "sparring")
REFERENCE = "2026-123456"


def open_collaboration(leader: Person) -> str:
    """From the list to a new collaboration; gives its address."""
    page = leader.page
    page.goto("/samarbejder/")
    page.locator("main a[href='/samarbejder/ny/']").first.click()
    page.locator("[name=case_reference]").fill(REFERENCE)
    page.locator("[name=kind][value=user]").check()
    page.locator("[name=informed][value=yes]").check()
    page.locator("[name=case_system][value=done]").check()
    alias = page.locator("[name=alias]").input_value()
    leader.send()
    page.wait_for_url(re.compile(r"/samarbejder/[0-9a-f-]{36}/vurder/$"))
    assert alias
    return page.url.removesuffix("vurder/")


def assess(leader: Person, address: str, signs: dict[str, str]) -> None:
    """Tick signs, see the proposal, save it."""
    page = leader.page
    page.goto(address + "vurder/")
    for sign, often in signs.items():
        page.locator(f"#sign-{sign}").check()
        page.locator(f"#often-{sign}-{often}").check()
    page.locator("main button.button-primary[name=do][value=look]").click()
    page.locator("main button.button-primary[name=do][value=save]").click()
    page.wait_for_url(address + "plan/")


def plan_five(leader: Person) -> None:
    """Five practices, for the leader and two colleagues."""
    page = leader.page
    for practice in FIVE:
        group = page.locator("details", has=page.locator(f"[name=pick][value={practice}]"))
        if group.count() and group.first.get_attribute("open") is None:
            group.first.locator("summary").first.click()
        page.locator(f"[name=pick][value={practice}]").check()
    page.locator("[name=owner-react-fast]").select_option(label="Jonas Opdigtsen")
    page.locator("[name=owner-sparring]").select_option(label="Sofus Eksempel")
    page.locator("[name=title-sparring]").fill("Sparring med Sofus hver fredag")
    leader.send()
    page.wait_for_url(re.compile(r"/samarbejder/[0-9a-f-]{36}/$"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_from_red_to_yellow(browser: Browser, site: Site, language: str) -> None:
    leader = person(browser, site, "mette", language)
    address = open_collaboration(leader)
    assess(leader, address, {"plays-staff-off": "several", "press-and-media": "once"})
    plan_five(leader)
    expect(leader.page.locator("main")).to_contain_text("Sparring med Sofus hver fredag")
    expect(leader.page.locator("main a[href^='/handlinger/']")).to_have_count(5)

    # The employee sees her action and the alias, and nothing else.
    sofus = person(browser, site, "sofus", language)
    mine = sofus.page
    mine.locator("main a", has_text="Sparring med Sofus hver fredag").click()
    mine.wait_for_url(re.compile(r"/handlinger/[0-9a-f-]{36}/$"))
    action = mine.url
    assert REFERENCE not in sofus.text()
    assert mine.locator(f"main a[href*='{address.removeprefix(site.url)}']").count() == 0
    mine.locator("[name=c-text]").fill("Vi har aftalt fredag kl. 9 <b>fast</b> 😀")
    mine.locator("form", has=mine.locator("[name=c-text]")).locator("button[type=submit]").last.click()
    expect(mine.locator("main")).to_contain_text("Vi har aftalt fredag kl. 9 <b>fast</b> 😀")
    mine.locator("[name=status][value=done]").check()
    mine.locator("[name=effect][value=yes]").check()
    mine.locator("form", has=mine.locator("[name=status]")).locator("button[type=submit]").last.click()
    mine.wait_for_url("**/overblik/")
    assert sofus.status_of(address) == 404
    assert sofus.status_of(action + "ret/") == 404

    # The leader follows up, assesses again, and the curve shows it.
    page = leader.page
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Vurdér igen" if language == "da" else "Assess again")
    page.goto(address + "opfoelgning/")
    page.locator("[name=agreed]").fill("Vi holder fast i én kontakt.")
    leader.send()
    page.wait_for_url(address)
    assess(leader, address, {"plays-staff-off": "once"})
    page.goto(address)
    expect(
        page.get_by_role("heading", name="Fra rød til gul" if language == "da" else "From red to yellow")
    ).to_be_visible()
    expect(page.locator("svg circle")).to_have_count(2)

    paper = page.request.get(address + "overdragelse.pdf")
    reader = PdfReader(io.BytesIO(paper.body()))
    assert len(reader.pages) == 1
    assert "Vi holder fast i én kontakt." in reader.pages[0].extract_text()
    page.goto(address + "adgang/")
    expect(page.locator("main")).to_contain_text("Sofus Eksempel")


def test_from_sign_in_to_a_plan_in_few_interactions(browser: Browser, site: Site) -> None:
    """The same way, counted: every click, tick, choice and typed field from the sign-in page on."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    count = 0

    def do(name: str, *, fill: str = "", choose: str = "") -> None:
        nonlocal count
        count += 1
        field = page.locator(name).first
        if fill:
            field.fill(fill)
        elif choose:
            field.select_option(label=choose)
        else:
            field.click()

    page.goto("/log-ind/")
    do("[name=login]", fill="mette@aavang.example")
    do("[name=password]", fill="Trin-for-trin-2026")
    do("main button[type=submit]")
    do("nav a[href='/samarbejder/']")
    do("main a[href='/samarbejder/ny/']")
    do("label[for=id_kind_0]")
    do("label[for=id_informed_0]")
    do("label[for=id_case_system_0]")
    do("main button.button-primary[type=submit]")
    do("main button[name=judge][value=red]")
    for practice in FIVE[:3]:
        do(f"label[for=pick-{practice}]")
    do("label[for=pick-involve-leadership]")
    do("label[for=pick-sparring]")
    do("[name=owner-sparring]", choose="Sofus Eksempel")
    do("[name=owner-single-contact]", choose="Jonas Opdigtsen")
    do("main button.button-primary[type=submit]")
    page.wait_for_url(re.compile(r"/samarbejder/[0-9a-f-]{36}/$"))
    expect(page.locator("main a[href^='/handlinger/']")).to_have_count(5)
    assert count == 18
    context.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_two_leaders_edit_the_same_plan(browser: Browser, site: Site, language: str) -> None:
    mette, dines = person(browser, site, "mette", language), person(browser, site, "dines", language)
    address = open_collaboration(mette)
    assess(mette, address, {"complaint-or-criticism": "several"})
    dines.page.goto(address + "plan/")

    mette.page.locator("[name=pick][value=react-fast]").check()
    mette.send()
    mette.page.wait_for_url(address)

    dines.page.locator("[name=pick][value=de-escalate]").check()
    dines.page.locator("[name=title-de-escalate]").fill("Øv rolige samtaler")
    dines.send()
    expect(dines.page.get_by_role("alert")).to_contain_text("Mette Prøvedal")
    assert dines.page.locator("[name=title-de-escalate]").input_value() == "Øv rolige samtaler"
    dines.send()
    dines.page.wait_for_url(address)
    expect(dines.page.locator("main a[href^='/handlinger/']")).to_have_count(2)

    # And the same action: the slower one is told, sees what stands now, and loses nothing.
    link = dines.page.locator("main a[href^='/handlinger/']", has_text="Øv rolige samtaler").get_attribute("href")
    for someone in (mette, dines):
        someone.page.goto(f"{link}ret/")
    mette.page.locator("[name=title]").fill("Øv samtaler på mødet")
    mette.send()
    mette.page.wait_for_url(f"**{link}")
    dines.page.locator("[name=title]").fill("Øv samtaler med alle")
    dines.send()
    expect(dines.page.get_by_role("alert")).to_contain_text("Mette Prøvedal")
    expect(dines.page.locator("main")).to_contain_text("Øv samtaler på mødet")
    assert dines.page.locator("[name=title]").input_value() == "Øv samtaler med alle"
    dines.send()
    dines.page.wait_for_url(f"**{link}")
    expect(dines.page.get_by_role("heading", level=1)).to_have_text("Øv samtaler med alle")


def test_the_text_comes_back_after_the_session_has_ended(browser: Browser, site: Site) -> None:
    leader = person(browser, site, "mette")
    address = open_collaboration(leader)
    page = leader.page
    page.goto(address + "opfoelgning/")
    page.locator("[name=agreed]").fill("Lang tekst, som ikke må gå tabt.")
    page.context.clear_cookies()
    leader.send()
    page.wait_for_url("**/log-ind/**")
    stored = page.evaluate("() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
    assert "tabt" not in stored
    page.locator("[name=login]").fill("mette@aavang.example")
    page.locator("[name=password]").fill("Trin-for-trin-2026")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(address + "opfoelgning/")
    assert page.locator("[name=agreed]").input_value() == "Lang tekst, som ikke må gå tabt."
    leader.send()
    page.wait_for_url(address)
    expect(page.locator("main")).to_contain_text("Lang tekst, som ikke må gå tabt.")


def test_a_cpr_number_is_refused_where_it_stands(browser: Browser, site: Site) -> None:
    leader = person(browser, site, "mette")
    address = open_collaboration(leader)
    page = leader.page
    page.goto(address + "opfoelgning/")
    page.locator("[name=agreed]").fill("Første linje.\nBorgeren med 010203-\n1234 ringer.")
    leader.send()
    expect(page.get_by_role("alert")).to_contain_text("CPR-nummer i linje 2")
    assert page.locator("[name=agreed]").input_value() == "Første linje.\nBorgeren med 010203-\n1234 ringer."


def test_a_second_click_makes_one_action(browser: Browser, site: Site) -> None:
    """The very same form is sent twice, as by an impatient finger without scripts."""
    leader = person(browser, site, "mette")
    address = open_collaboration(leader)
    assess(leader, address, {"complaint-or-criticism": "several"})
    page = leader.page
    page.locator("[name=pick][value=react-fast]").check()
    fields = page.evaluate(
        "() => [...new FormData(document.querySelector('main form')).entries()].map(([k, v]) => [k, String(v)])"
    )
    body = "&".join(f"{k}={v}" for k, v in page.evaluate("f => f.map(p => p.map(encodeURIComponent))", fields))
    for _ in range(2):
        page.request.post(
            address + "plan/",
            data=body,
            headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": address, "Origin": site.url},
        )
    page.goto(address)
    expect(page.locator("main a[href^='/handlinger/']")).to_have_count(1)
