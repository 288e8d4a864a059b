"""Does a bad letter get mended in the mirror, and is a label underlined while someone types it?"""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.journeys.people import person
from tests.journeys.test_accessible import SIZES, check, send
from tests.language.conftest import BAD, GOOD, letter
from tests.serving import Site

pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES)
def page_at(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport=SIZES[request.param])
    yield context.new_page()
    context.close()


def lix(page: Page) -> int:
    return int(page.get_by_role("heading", level=1).inner_text().split()[1].rstrip(","))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_bad_letter_gets_mended(browser: Browser, base_url: str, scripts: bool) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/sprogspejl/")
    page.get_by_label("Indsæt brevet").fill(BAD)
    page.get_by_role("button", name="Se brevet i spejlet").click()
    before = lix(page)
    expect(page.get_by_role("heading", name="Hvad sker der nu?")).to_be_visible()
    page.locator("#mark-3").click()
    expect(page.locator("#advice-3")).to_be_in_viewport()
    page.locator("#advice-3 a").click()
    expect(page.locator("#mark-3")).to_be_in_viewport()

    expect(page.get_by_label("Indsæt brevet")).to_have_value(BAD)
    page.get_by_label("Indsæt brevet").fill(GOOD)
    page.get_by_role("button", name="Se det rettede brev").click()
    page.get_by_text("Vi fandt ingen ord eller sætninger").wait_for()
    assert lix(page) < before
    assert context.cookies() == []
    assert page.url == f"{base_url}/sprogspejl/#answer"
    context.close()


def test_a_word_letter_is_read_and_a_pdf_is_not(page: Page) -> None:
    page.goto("/sprogspejl/")
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.get_by_label("Eller vælg en fil").set_input_files(
        {"name": "brev.docx", "mimeType": docx, "buffer": letter(*BAD.split("\n"))}
    )
    page.get_by_role("button", name="Se brevet i spejlet").click()
    expect(page.get_by_label("Indsæt brevet")).to_have_value(BAD)
    page.get_by_label("Eller vælg en fil").set_input_files(
        {"name": "brev.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Se brevet").or_(page.get_by_role("button", name="Se det rettede")).click()
    expect(page.get_by_role("alert")).to_contain_text("Det er en PDF")
    expect(page.get_by_label("Indsæt brevet")).to_have_value(BAD)


def test_suggestions_stand_beside_on_a_desk_and_below_on_a_phone(page_at: Page) -> None:
    page_at.goto("/sprogspejl/")
    page_at.get_by_label("Indsæt brevet").fill(BAD)
    send(page_at)
    text, advice = page_at.locator(".mirror__text").nth(1).bounding_box(), page_at.locator("#advice-1").bounding_box()
    assert text
    assert advice
    if page_at.viewport_size == SIZES["desktop"]:
        assert advice["x"] >= text["x"] + text["width"]
        assert abs(advice["y"] - text["y"]) < 40
    else:
        assert advice["y"] >= text["y"] + text["height"]


def test_labels_are_underlined_while_typing_and_nothing_is_sent(browser: Browser, site: Site) -> None:
    leader = person(browser, site, "mette")
    page = leader.page
    page.goto("/samarbejder/")
    page.get_by_role("link", name="Ahorn").first.click()
    page.goto(page.url + "opfoelgning/")
    asked: list[str] = []

    def note(request: Request) -> None:
        if "favicon" not in request.url:
            asked.append(request.url.removeprefix(site.url))

    page.on("request", note)
    field = page.locator("[name=agreed]")
    field.focus()
    field.press_sequentially("Hun er kværulerende. Hun sagde: »Du er doven.« Hun er aggressiv.")
    words = page.locator(".neutral__word")
    expect(words).to_have_text(["kværulerende", "aggressiv"])
    told = page.locator("[aria-live=polite]", has_text="kværulerende")
    expect(told.get_by_role("listitem")).to_have_text(
        [
            "»kværulerende«: skriv hellere, hvad du så og hørte",
            "»aggressiv«: skriv hellere de ord, der blev sagt, og det, du så",
        ]
    )
    assert asked == ["/sprog/ord.json"]
    over, under = page.locator(".neutral__copy").first.bounding_box(), field.bounding_box()
    assert over
    assert under
    assert (abs(over["x"] - under["x"]), abs(over["y"] - under["y"])) < (2, 2)

    field.fill("Hun råbte to gange.")
    expect(words).to_have_count(0)
    expect(page.locator("[aria-live=polite] li")).to_have_count(0)
    field.fill("Hun er doven.")
    leader.send()
    expect(page.get_by_role("status").filter(has_text="»doven«")).to_be_visible()  # it was saved all the same
    page.context.close()


@pytest.mark.parametrize("prefix", ["/", "/en/"], ids=["da", "en"])
def test_axe_finds_nothing(page_at: Page, prefix: str) -> None:
    english = "Dear Anna, we have received your letter and we will answer it as soon as we can."
    for path in ("sprogspejl/", "sprogspejl/neutralt/"):
        page_at.goto(prefix + path)
        check(page_at, prefix + path)
        for text in ("", BAD, GOOD, english, "Kort og kværulerende. 010190-1234"):
            page_at.goto(prefix + path)
            page_at.locator("[name=text]").fill(text)
            page_at.locator("[name=text]").focus()
            page_at.wait_for_timeout(600)  # what the helper says has come
            check(page_at, f"{prefix}{path} while typing {text[:20]!r}")
            send(page_at)
            check(page_at, f"{prefix}{path} {text[:20]!r}")


def resident(process: psutil.Process) -> dict[int, int]:
    """Bytes of memory of a server and of each of its workers."""
    return {each.pid: each.memory_info().rss for each in [process, *process.children(recursive=True)]}


def send_file(url: str, size: int) -> int:
    """Send a form with a file of so many bytes, a little at a time; gives the status of the answer."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="brev.txt"\r\n\r\n'
    tail = b"\r\n--x--\r\n"
    there = urlsplit(url)
    connection = http.client.HTTPConnection(there.hostname or "", there.port, timeout=60)
    connection.putrequest("POST", "/sprogspejl/")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", str(len(head) + size + len(tail)))
    connection.endheaders()
    connection.send(head)
    for _ in range(size // 100_000):
        connection.send(b"a" * 100_000)
    connection.send(tail)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def test_a_large_file_costs_no_memory(site: Site) -> None:
    """Ten files of 20 MB come and go: the server is no larger for it, and its disk holds nothing of them."""
    process = psutil.Process(site.process.pid)
    assert send_file(site.url, 20_000_000) == 422
    before = resident(process)
    grown = 0
    for _ in range(10):
        assert send_file(site.url, 20_000_000) == 422
        now = resident(process)
        grown = max(grown, *(now[pid] - before[pid] for pid in before.keys() & now.keys()))
    assert grown < 20_000_000, f"{grown / 1e6:.1f} MB"
    assert "a" * 100 not in site.log


def test_the_page_is_narrow_enough_for_a_phone(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url, viewport=ViewportSize(width=320, height=700))
    page.goto("/sprogspejl/")
    page.get_by_label("Indsæt brevet").fill(BAD + "\n" + "æ" * 400)
    send(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
