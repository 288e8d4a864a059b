"""Does a year of supervision come about in a browser, with and without a script, on pages that everyone can use?"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import browser_type_launch_args  # noqa: F401
from tests.journeys.people import PASSWORD, person
from tests.journeys.test_accessible import SIZES, check
from tests.serving import Site, served_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_site(tmp_path_factory.mktemp("supervision")) as found:
        yield found


def in_days(page: Page, days: int) -> str:
    told: str = page.evaluate(f"new Date(Date.now() + {days} * 864e5).toLocaleDateString('sv-SE')")
    return told


def send(page: Page, pressed: str = "main form button[type=submit]") -> None:
    with page.expect_navigation():
        page.locator(pressed).last.click()


def look(page: Page, where: str) -> None:
    """At both widths."""
    for size in SIZES.values():
        page.set_viewport_size(size)
        check(page, where)


def plan(page: Page, first: str, until: str = "") -> None:
    page.goto("/supervision/")
    send(page, "main a[href*='/planlaeg/']")
    page.locator("main [name=on]").fill(first)
    page.locator("main [name=at]").fill("13:00")
    page.locator("main label", has_text="Supervision").first.click()
    page.locator("main [name=theme]").fill("Når vi siger nej")
    page.locator("main [name=supervisor]").fill("Sigrid Påfundet")
    page.locator("main [name=place]").fill("Lokale 4")
    if until:
        page.locator("main [name=every_weeks]").fill("6")
        page.locator("main [name=until]").fill(until)
    send(page)


def test_a_series_is_planned_changed_cancelled_and_held(browser: Browser, site: Site) -> None:
    bodil, emre = person(browser, site, "bodil"), person(browser, site, "emre")
    plan(bodil.page, in_days(bodil.page, 0), in_days(bodil.page, 90))
    assert "3 datoer er planlagt." in bodil.text()
    emre.page.goto("/supervision/")
    dates = emre.page.locator("main .dates a")
    expect(dates).to_have_count(3)
    first = dates.first.get_attribute("href") or ""
    assert emre.page.request.get(f"{first.rstrip('/')}.ics").text().startswith("BEGIN:VCALENDAR\r\n")

    bodil.page.goto(f"{first}ret/")
    bodil.page.locator("main [name=place]").fill("Lokale 9")
    bodil.page.locator("main [name=following]").check()
    send(bodil.page)
    emre.page.reload()
    expect(emre.page.locator("main .dates").get_by_text("Lokale 9")).to_have_count(3)

    second = dates.nth(1).get_attribute("href") or ""
    bodil.page.goto(f"{second}aflys/")
    bodil.page.locator("main [name=because]").fill("Supervisor er syg")
    send(bodil.page)
    bodil.page.goto(first)
    bodil.page.locator("main [name=attendance]").fill("6")
    send(bodil.page)
    assert "Holdt, 6 deltagere" in bodil.text()
    emre.page.reload()
    assert "Aflyst: Supervisor er syg" in emre.text()
    assert person(browser, site, "mette").status_of(first) == 404


def test_it_works_without_a_script(browser: Browser, site: Site) -> None:
    page = browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    page.goto("/log-ind/")
    page.locator("[name=login]").fill("viggo@aavang.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.goto("/supervision/")
    plan(page, in_days(page, 14))
    expect(page.get_by_text("1 dato er planlagt.")).to_be_visible()
    send(page, "main .dates a")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Supervision")
    send(page, "main a[href$='/aflys/']")
    page.locator("main [name=because]").fill("Ferie")
    send(page)
    expect(page.get_by_text("Aflyst: Ferie")).to_be_visible()


@pytest.mark.parametrize("start", ["/", "/en/"], ids=["da", "en"])
def test_the_public_page_is_accessible(browser: Browser, site: Site, start: str) -> None:
    page = browser.new_context(base_url=site.url).new_page()
    page.goto(f"{start}supervision/hvad-er-det/")
    look(page, f"{start} what supervision is")
    assert page.context.cookies() == []
    page.context.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_own_pages_are_accessible(browser: Browser, site: Site, language: str) -> None:
    page = person(browser, site, "hannah", language).page
    page.goto("/supervision/")
    look(page, "the calendar")
    send(page, "main a[href*='/planlaeg/']")
    look(page, "planning")
    send(page)
    look(page, "planning with mistakes")
    plan(page, in_days(page, 0), in_days(page, 100))
    look(page, "the calendar with dates")
    with page.expect_navigation():
        page.locator("main .dates a").first.click()
    date = page.url
    for part in ("", "ret/", "aflys/"):
        page.goto(f"{date}{part}")
        look(page, f"a date {part}")
        for field in page.locator("main input[type=text], main input[type=date]").all():
            field.fill("")
        send(page)
        look(page, f"a date {part} with mistakes")
    page.goto(date)
    page.locator("main [name=attendance]").fill("6")
    send(page)
    look(page, "a date that was held")
    page.goto(f"/supervision/aar/{in_days(page, 0)[:4]}/")
    look(page, "a year")
    page.context.close()
