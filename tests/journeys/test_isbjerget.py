"""Does a group play Isbjerget to the end, with a host at the big screen and five phones, though things go wrong?"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.journeys.people import person
from tests.journeys.test_accessible import check
from tests.serving import Site, served_site

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
NORM = "Vi siger fra med det samme og registrerer samme dag."
SENT = "Dit svar er afgivet"
UNSENT = "Dit svar er ikke sendt endnu"


@pytest.fixture(scope="module")
def game_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served_site(tmp_path_factory.mktemp("game")) as found:
        yield found


@dataclass
class Phone:
    """A player's phone."""

    page: Page

    @property
    def card(self) -> str:
        return self.page.locator(".game-card-now__text").inner_text()

    def choose(self, verdict: str, registers: str) -> None:
        self.page.locator(f"#verdict-{verdict}").check()
        self.page.locator(f"#registers-{registers}").check()

    def send(self) -> None:
        self.page.locator("form.answer button.button-primary").click()

    def answer(self, verdict: str, registers: str) -> None:
        self.choose(verdict, registers)
        self.send()
        expect(self.page.locator("main")).to_contain_text(SENT)

    def shows(self, text: str) -> None:
        expect(self.page.locator("[data-room]")).to_contain_text(text)


def phone(browser: Browser, site: Site, code: str, *, script: bool = True) -> Phone:
    """A phone of its own comes in by the code."""
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=script, locale="da-DK")
    page = context.new_page()
    page.goto(f"/deltag/{code}/")
    page.get_by_role("button", name="Vær med").click()
    expect(page.locator("[data-room]")).to_be_visible()
    if script:
        expect(page.locator("[data-room-state]")).to_have_text("Forbundet")
    return Phone(page)


def open_game(host: Page) -> str:
    """From the front of Isbjerget to a room with four cards that the demo has not played; gives its code."""
    host.goto("/isbjerget/")
    host.get_by_role("link", name="Start et spil").click()
    host.get_by_label("Hjemmepleje", exact=True).check()
    host.get_by_role("button", name="Vis kortene").click()
    for box in host.locator("[name=cards]").all():
        box.uncheck()
    wanted = host.locator(".choose-cards", has=host.get_by_text("Hjemmepleje", exact=True)).locator("[name=cards]")
    for number in range(4):
        wanted.nth(number).check()
    host.get_by_role("button", name="Åbn spillet").click()
    return code_on(host)


def code_on(host: Page) -> str:
    return host.locator(".host__code").inner_text().replace(" ", "")


def move(host: Page, button: str) -> None:
    with host.expect_navigation():
        host.locator("main").get_by_role("button", name=button, exact=True).click()


def card_on(host: Page) -> str:
    return host.locator(".game-card-now__text").inner_text()


def has_answers(host: Page, how_many: int) -> None:
    expect(host.locator("[data-answers]")).to_have_text(str(how_many))


def all_show(phones: list[Phone], text: str) -> None:
    for each in phones:
        each.shows(text)


def test_a_whole_game(browser: Browser, game_site: Site) -> None:  # noqa: PLR0915  # one game, told to its end
    leader = person(browser, game_site, "mette")
    host = leader.page
    code = open_game(host)
    game = host.url
    phones = [phone(browser, game_site, code) for _ in range(5)]
    expect(host.locator("[data-seats]")).to_have_text("5")
    check(host, "host, waiting")
    check(phones[0].page, "phone, waiting")

    # Card 1: the fifth drops out just as it answers; the answer goes by itself when it is back.
    move(host, "Vis det første kort")
    all_show(phones, card_on(host))
    check(host, "host, asking")
    check(phones[0].page, "phone, asking")
    for each, registers in zip(phones[:4], ("no", "no", "yes", "yes"), strict=True):
        each.answer("grey", registers)
    check(phones[0].page, "phone, answered")
    fifth = phones[4]
    fifth.choose("over", "yes")
    fifth.page.context.set_offline(True)
    fifth.send()
    fifth.shows(UNSENT)
    expect(fifth.page.locator("[data-room-state]")).to_contain_text("Ingen forbindelse")
    has_answers(host, 4)
    fifth.page.context.set_offline(False)
    fifth.shows(SENT)
    has_answers(host, 5)
    assert host.locator(".berg").count() == 0  # hidden until the host shows them
    move(host, "Vis svarene")
    for each in phones:
        expect(each.page.locator(".berg svg")).to_be_visible()
    expect(host.locator(".berg svg title")).to_contain_text("3 vil registrere det og står over vandet, 2 vil ikke")
    check(host, "host, shown")
    check(phones[0].page, "phone, shown")

    # They talk, with a clock, and agree.
    move(host, "Tal om kortet")
    move(host, "5 min.")
    expect(host.locator("[data-clock-time]")).to_have_text(re.compile(r"4:\d\d"))
    for each in phones:
        expect(each.page.locator("[data-clock-time]")).to_have_text(re.compile(r"[45]:\d\d"))
    check(host, "host, talk")
    check(phones[0].page, "phone, talk")
    for _ in range(3):
        move(host, "Næste spørgsmål")
    move(host, "Skriv jeres aftale")
    check(host, "host, norm")
    host.get_by_label("Ja, altid").check()
    host.locator("main textarea").fill(NORM)
    move(host, "Gem aftalen")
    all_show(phones, NORM)
    check(phones[0].page, "phone, norm")
    first_card = card_on(host)

    # Card 2: one is out of reach, four answer, and nothing is shown. Back again, it finds the card on the table.
    move(host, "Næste kort")
    all_show(phones, card_on(host))
    fifth.page.context.set_offline(True)
    for each in phones[:4]:
        each.answer("ok", "no")
    has_answers(host, 4)
    move(host, "Vis svarene")
    expect(host.locator("main")).to_contain_text("Tal først, vis så med hænderne")
    assert host.locator(".berg").count() == 0
    all_show(phones[:4], "vis så med hænderne")
    check(host, "host, hands")
    check(phones[0].page, "phone, hands")
    move(host, "Næste kort")
    fifth.page.context.set_offline(False)
    all_show(phones, card_on(host))
    assert fifth.card == card_on(host)

    # Card 3: someone comes late; one player has two tabs; the host's page is closed and opened again.
    late = phone(browser, game_site, code)
    late.shows(card_on(host))
    other_tab = Phone(phones[0].page.context.new_page())
    other_tab.page.goto(f"/deltag/{code}/")
    phones[0].answer("ok", "no")
    other_tab.answer("over", "yes")
    has_answers(host, 1)
    third = card_on(host)
    host.close()
    host = leader.page.context.new_page()
    host.goto("/isbjerget/")
    host.locator(".game-list li", has_text="I gang").get_by_role("link").first.click()
    assert host.url == game
    assert card_on(host) == third
    has_answers(host, 1)

    # The game changes hands, and the colleague goes on.
    host.locator("summary", has_text="Giv spillet videre").click()
    host.get_by_label("Giv spillet videre til").select_option(label="Sofus Eksempel")
    move(host, "Giv videre")
    expect(host.locator("main")).to_contain_text("Sofus Eksempel leder spillet")
    check(host, "a colleague's game")
    colleague = person(browser, game_site, "sofus").page
    colleague.goto("/isbjerget/")
    colleague.locator(".game-list li", has_text="I gang").get_by_role("link").first.click()
    assert card_on(colleague) == third
    for each in (*phones[1:4], late):
        each.answer("over", "yes")
    has_answers(colleague, 5)
    move(colleague, "Vis svarene")
    expect(colleague.locator(".berg svg title")).to_contain_text(
        "5 vil registrere det"
    )  # of two tabs, the last counts
    expect(host.locator(".berg svg")).to_be_visible()  # and the first host's screen follows
    for each in (*phones, late):
        expect(each.page.locator(".berg svg")).to_be_visible()

    # The end: what came of it, on screen, on paper and on the unit's page.
    colleague.locator("summary", has_text="Giv spillet videre").click()
    move(colleague, "Slut spillet")
    all_show([*phones, late], "Tak for i dag")
    check(phones[0].page, "phone, ended")
    check(colleague, "summary")
    expect(colleague.locator(".outcome")).to_have_count(3)
    expect(colleague.locator(".outcome tbody tr")).to_have_text(
        [re.compile(r"\S+.*\s\d\s+\d\s*$", re.DOTALL)] * 8
    )  # each row of both tables says which answer it counts
    paper = colleague.request.get(game + "opsamling.pdf")
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.body())).pages).split())
    assert NORM in text
    assert "I talte først og viste med hænderne" in text
    colleague.get_by_role("link", name="Det registrerer vi her").first.click()
    expect(colleague.locator("main")).to_contain_text(NORM)
    expect(colleague.locator("main")).to_contain_text(first_card)
    late.page.goto(f"/deltag/{code}/")
    expect(late.page.locator("h1")).to_have_text("Koden virker ikke")


def test_a_phone_without_a_script(browser: Browser, game_site: Site) -> None:
    host = person(browser, game_site, "mette").page
    code = open_game(host)
    plain = phone(browser, game_site, code, script=False)
    plain.shows("Du er med")
    move(host, "Vis det første kort")
    plain.page.get_by_role("link", name="Vis det, der vises nu").click()
    plain.shows(card_on(host))
    plain.answer("grey", "yes")
    has_answers(host, 1)
    plain.page.get_by_role("button", name="Sid kortet over").click()
    plain.shows("Du sidder kortet over")
    has_answers(host, 1)


def tab_to(page: Page, what: str) -> None:
    """Press Tab until what is named has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"The keyboard does not lead to {what}.")


def test_by_keyboard_alone(browser: Browser, game_site: Site) -> None:
    host = person(browser, game_site, "mette").page
    code = open_game(host)
    player = phone(browser, game_site, code).page
    tab_to(host, "form:has([name=move][value=next-card]) button")
    with host.expect_navigation():
        host.keyboard.press("Enter")
    expect(player.locator("form.answer")).to_be_visible()
    tab_to(player, "[name=verdict]")
    player.keyboard.press("Space")
    player.keyboard.press("ArrowDown")
    tab_to(player, "[name=registers]")
    player.keyboard.press("Space")
    tab_to(player, "form.answer button.button-primary")
    player.keyboard.press("Enter")
    expect(player.locator("[data-focus]")).to_be_focused()
    expect(player.locator("#verdict-grey")).to_be_checked()
    has_answers(host, 1)
    tab_to(host, "form:has([name=move][value=reveal]) button")
    with host.expect_navigation():
        host.keyboard.press("Enter")
    expect(host.locator("main")).to_contain_text("vis så med hænderne")
    tab_to(host, ".host__more summary")
    host.keyboard.press("Enter")
    tab_to(host, "form:has([name=move][value=end]) button")
    with host.expect_navigation():
        host.keyboard.press("Enter")
    expect(host.get_by_role("heading", name="Opsamling")).to_be_visible()
    expect(player.locator("[data-over]")).to_be_visible()


def test_a_wrong_code(browser: Browser, game_site: Site) -> None:
    page = browser.new_context(base_url=game_site.url, viewport=PHONE).new_page()
    page.goto("/deltag/")
    page.get_by_label("Koden på storskærmen").fill("abc")
    page.get_by_role("button", name="Gå ind").click()
    expect(page.locator("main")).to_contain_text("En kode har seks tegn")
    check(page, "half a code")
    page.get_by_label("Koden på storskærmen").fill("222 222")
    page.get_by_role("button", name="Gå ind").click()
    expect(page.locator("h1")).to_have_text("Koden virker ikke")
    check(page, "a wrong code")
