"""Does a new colleague come through the programme in a browser, are notes private, is every page accessible?"""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import browser_type_launch_args  # noqa: F401
from tests.journeys.people import PASSWORD, Person, person
from tests.journeys.test_accessible import SIZES, check
from tests.serving import Site, served_site

pytestmark = pytest.mark.browser

TODAY = "document.querySelector('[name=talk_on]').value = new Date().toLocaleDateString('sv-SE')"
LINE = "Da jeg blev afbrudt tre gange"
NOTE = "Jeg vil gerne have en makker til de svære samtaler"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_site(tmp_path_factory.mktemp("learning")) as found:
        yield found


def press(page: Page, name: str) -> None:
    """Press the button with these words, and wait for what comes."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def without_script(browser: Browser, site: Site, key: str) -> Person:
    page = browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    page.goto("/log-ind/")
    page.locator("[name=login]").fill(f"{key}@aavang.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    return Person(page, "da")


def letters(site: Site) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (site.data_dir / "mail").glob("*") if path.is_file()]


def start(leader: Page, name: str) -> str:
    """A course for someone of the harbour; gives its address."""
    leader.goto("/forloeb/")
    follow(leader, "Start et forløb")
    leader.locator("[name=employee]").select_option(label=name)
    press(leader, "Start forløbet")
    return leader.url


def test_a_new_colleague_finishes_the_programme(browser: Browser, site: Site) -> None:
    mette = person(browser, site, "mette")
    mette.page.goto("/forloeb/")
    follow(mette.page, "Start et forløb")
    mette.page.locator("[name=employee]").select_option(label="Laila Papirsø")
    mette.page.get_by_label("Øv to samtaler i samtaletræneren").uncheck()
    mette.page.locator("[name=own_title]").fill("Gå med Rita på besøg")
    mette.page.locator("[name=own_day]").fill("3")
    press(mette.page, "Start forløbet")
    course = mette.page.url
    assert "0 af 13 trin er gjort" in mette.text()

    assert any("laila@aavang.example" in letter for letter in letters(site))

    laila = person(browser, site, "laila")
    laila.page.goto("/forloeb/")
    expect(laila.page.get_by_role("heading", name="Læs om trappens tre trin")).to_be_visible()
    follow(laila.page, "Mere om trinnet")
    laila.page.locator("main [name=text]").fill(LINE)
    press(laila.page, "Gem linjen")
    assert "Din leder kan læse den." in laila.text()
    laila.page.goto("/forloeb/")
    for _step in range(12):
        press(laila.page, "Det har jeg gjort")
    assert "12 af 13 trin er gjort" in laila.text()
    expect(laila.page.get_by_role("heading", name="Tal med din leder")).to_be_visible()

    mette.page.goto(course)
    assert "12 af 13 trin er gjort" in mette.text()
    assert LINE not in mette.text()
    follow(mette.page, "Forbered samtalen")
    assert LINE in mette.text()
    follow(mette.page, "Sæt datoen")
    mette.page.evaluate(TODAY)
    press(mette.page, "Gem datoen")
    press(mette.page, "Samtalen er holdt")

    follow(laila.page, "Gå til samtalen")
    assert "Din leder har bekræftet. Nu mangler du." in laila.text()
    press(laila.page, "Samtalen er holdt")
    assert "Forløbet er gennemført. Beviset kan hentes." in laila.text()
    laila.page.goto(course)
    expect(laila.page.get_by_role("link", name="Hent beviset (PDF)")).to_be_visible()
    answer = laila.page.request.get(f"{course}bevis.pdf")
    told = " ".join("".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(answer.body())).pages).split())
    for words in ("Laila Papirsø", "Jobcenter Havnen", "Mette Prøvedal", "Gå med Rita på besøg"):
        assert words in told

    assert any("mette@aavang.example" in letter for letter in letters(site))
    assert not any("afbrudt" in letter for letter in letters(site))
    for other in ("jonas", "bodil", "adda"):
        assert person(browser, site, other).status_of(course) == 404


def test_notes_for_the_yearly_talk_are_private_from_the_leader(browser: Browser, site: Site) -> None:
    jonas = person(browser, site, "jonas")
    jonas.page.goto("/mus/")
    follow(jonas.page, "Skriv dine egne noter")
    jonas.page.locator("main [name=practise]").fill(NOTE)
    jonas.page.evaluate(TODAY)
    press(jonas.page, "Gem mine noter")
    assert "Kun du kan læse dem." in jonas.text()
    expect(jonas.page.locator("main [name=practise]")).to_have_value(NOTE)
    assert NOTE[:20] in " ".join(
        "".join(
            leaf.extract_text()
            for leaf in PdfReader(io.BytesIO(jonas.page.request.get("/mus/forberedelse.pdf").body())).pages
        ).split()
    )

    for key in ("mette", "adda"):
        other = person(browser, site, key)
        other.page.goto("/mus/forberedelse/")
        expect(other.page.locator("main [name=practise]")).to_have_value("")
        assert other.status_of("/mus/forberedelse.pdf") == 404
        assert other.status_of("/mus/forberedelse/slet/") == 404

    follow(jonas.page, "Slet noterne nu")
    press(jonas.page, "Slet mine noter")
    expect(jonas.page.locator("main [name=practise]")).to_have_value("")
    assert jonas.status_of("/mus/forberedelse.pdf") == 404


def test_it_all_works_without_a_script(browser: Browser, site: Site) -> None:
    mette = without_script(browser, site, "mette")
    course = start(mette.page, "Sofus Eksempel")
    sofus = without_script(browser, site, "sofus")
    sofus.page.goto(course)
    press(sofus.page, "Det har jeg gjort")
    assert "1 af 13 trin er gjort" in sofus.text()
    follow(sofus.page, "Læs om trappens tre trin")
    press(sofus.page, "Det er ikke gjort alligevel")
    assert "0 af 13 trin er gjort" in sofus.text()
    mette.page.goto(course)
    follow(mette.page, "Slet forløbet")
    press(mette.page, "Slet forløbet")
    assert "Forløbet er slettet." in mette.text()


@pytest.mark.parametrize("start_at", ["/", "/en/"], ids=["da", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_public_page_is_accessible(browser: Browser, site: Site, size: str, start_at: str) -> None:
    page = browser.new_context(base_url=site.url, viewport=SIZES[size]).new_page()
    page.goto(f"{start_at}mus/")
    check(page, f"{start_at}mus/")
    assert page.context.cookies() == []
    page.context.close()


def look(page: Page, where: str) -> None:
    """At both widths."""
    for size in SIZES.values():
        page.set_viewport_size(size)
        check(page, where)


def send(page: Page, button: str = "main form button[type=submit]") -> None:
    with page.expect_navigation():
        page.locator(button).last.click()


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_of_a_course_are_accessible(browser: Browser, site: Site, language: str) -> None:
    hannah, ture = (person(browser, site, key, language).page for key in ("hannah", "ture"))
    hannah.goto("/forloeb/")
    look(hannah, "nobody is on a course")
    send(hannah, "main a[href*='/nyt/']")
    look(hannah, "start")
    send(hannah)
    look(hannah, "start with mistakes")
    hannah.locator("[name=employee]").select_option(label="Ture Forsøgsen")
    hannah.locator("[name=own_title]").fill("Fælles besøg")
    hannah.locator("[name=own_day]").fill("3")
    send(hannah)
    course = hannah.url
    for page in (hannah, ture):
        for path in ("/forloeb/", course, f"{course}samtale/"):
            page.goto(path)
            look(page, path)
    ture.goto(course)
    ture.goto(ture.locator("main a[href*='/trin/']").first.get_attribute("href") or "")
    look(ture, "a step")
    ture.locator("main [name=text]").fill("290290-1234")
    send(ture)
    look(ture, "a step with mistakes")
    hannah.goto(f"{course}slet/")
    look(hannah, "to be removed")
    send(hannah)
    for page in (hannah, ture):
        page.context.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_of_a_talk_and_of_the_finish_are_accessible(browser: Browser, site: Site, language: str) -> None:
    viggo, nora = (person(browser, site, key, language).page for key in ("viggo", "nora"))
    viggo.goto("/forloeb/")
    send(viggo, "main a[href*='/nyt/']")
    viggo.locator("[name=employee]").select_option(label="Nora Udkastsen")
    for box in viggo.locator("[name=steps]").all()[1:]:
        box.uncheck()
    send(viggo)
    course = viggo.url
    nora.goto(course)
    nora.goto(nora.locator("main a[href*='/trin/']").first.get_attribute("href") or "")
    nora.locator("main [name=text]").fill(LINE)
    send(nora)
    send(nora, "main button[value=done]")
    viggo.goto(f"{course}samtale/dato/")
    look(viggo, "a day")
    send(viggo)
    look(viggo, "a day with mistakes")
    viggo.evaluate(TODAY)
    send(viggo)
    for page in (viggo, nora):
        page.goto(f"{course}samtale/")
        look(page, "a talk to be confirmed")
        send(page)
        look(page, "a talk that one or both have confirmed")
        page.goto(course)
        look(page, "a course near its end")
        page.goto("/forloeb/")
        look(page, "the list")
        page.context.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_of_notes_are_accessible(browser: Browser, site: Site, language: str) -> None:
    page = person(browser, site, "ane", language).page
    page.goto("/mus/forberedelse/")
    look(page, "notes")
    page.locator("main [name=practise]").fill("290290-1234")
    send(page)
    look(page, "notes with mistakes")
    page.locator("main [name=practise]").fill(NOTE)
    send(page)
    look(page, "notes that are kept")
    page.goto("/mus/forberedelse/slet/")
    look(page, "notes to be deleted")
    send(page)
    page.context.close()
