"""Does a whole round hold in a browser: asked, answered by five, closed, read; and closed with four, nothing?

The site is a served one. Its files are read while they hold every older state.
"""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.journeys.conftest import base_url, browser_context_args, browser_type_launch_args  # noqa: F401
from tests.serving import Site, served_site

pytestmark = pytest.mark.browser

PASSWORD = "Trin-for-trin-2026"
TEAM = ("asta", "birk", "caja", "ditte", "elmer")
SIZES = {"phone": ViewportSize(width=390, height=844), "desktop": ViewportSize(width=1280, height=900)}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SEEN = ("complaint-or-criticism", "dissatisfaction", "press-and-media")

PEOPLE = f"""
from trappen.site.start import set_up
set_up()
from django.utils import timezone
from trappen.accounts.actions import make_user
from trappen.organisations.actions import add_unit, found_organisation, give_role
from trappen.organisations.rules import Role
now = timezone.now()
top = found_organisation(name="Bakkely Kommune", by=None, now=now)
unit = add_unit(parent=top, name="Biblioteket", by=None, now=now)
small = add_unit(parent=top, name="Fælleshuset", by=None, now=now)
for key, role in [("signe", Role.LEADER), ("adda", Role.ADMINISTRATOR)] + [(k, Role.EMPLOYEE) for k in {TEAM!r}]:
    user = make_user(name=f"{{key.capitalize()}} Prøvesen", email=f"{{key}}@bakkely.example", by=None, now=now)
    user.set_password({PASSWORD!r})
    user.save()
    give_role(user=user, unit=top if role is Role.ADMINISTRATOR else unit, role=role, by=None, now=now)
    if role is Role.LEADER:
        give_role(user=user, unit=small, role=role, by=None, now=now)
"""

TWICE = """() => {
    const form = document.querySelector("main form");
    form.querySelector("[name=sign][value=press-and-media]").checked = true;
    form.querySelector("[name=sure]").checked = true;
    const send = () => fetch(location.href, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    window.sent = Promise.all([send(), send()]).then((answers) => answers.filter((answer) => answer.ok).length);
}"""
COUNT = """
from trappen.site.start import set_up
set_up()
from trappen.surveys.models import Round
from trappen.surveys.rules import Box
box = Box.read(Round.objects.select_related("key").get(closed_at=None).box)
print(box.answers, box.sums["sign:press-and-media:once"])
"""


def in_site(site: Site, code: str) -> str:
    """What a program prints that runs beside the site, with its data and key."""
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=dict(site.environment), check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a library of six, where nobody has been asked anything."""
    with served_site(tmp_path_factory.mktemp("surveys"), demo=False, workers=2) as found:
        in_site(found, PEOPLE)
        yield found


@dataclass(frozen=True)
class People:
    """Opens a signed-in page for someone, kept open as they would."""

    browser: Browser
    site: Site

    def at(self, key: str, *, script: bool = True, size: str = "desktop") -> Page:
        context = self.browser.new_context(
            base_url=self.site.url, viewport=SIZES[size], java_script_enabled=script, locale="da-DK"
        )
        page = context.new_page()
        page.goto("/log-ind/")
        page.locator("[name=login]").fill(f"{key}@bakkely.example")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/overblik/")
        return page


@pytest.fixture
def people(browser: Browser, site: Site) -> People:
    return People(browser, site)


def check(page: Page, where: str) -> None:
    """No finding at either width, and no sideways scrolling."""
    for size, view in SIZES.items():
        page.set_viewport_size(view)
        found = Axe().run(page, options=RULES)
        told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
        assert told == [], (where, size)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (where, size)


def ask(leader: Page, look: Callable[[Page, str], None]) -> str:
    """The leader asks the library; gives the address of the round."""
    leader.goto("/maalinger/")
    look(leader, "list")
    leader.get_by_role("link", name="Spørg teamet").click()
    look(leader, "choose")
    leader.get_by_role("link", name="Biblioteket").click()
    assert leader.get_by_role("checkbox").count() == 5
    look(leader, "open")
    leader.get_by_role("button", name="Send spørgsmålene").click()
    expect(leader.get_by_role("heading", level=1)).to_have_text("Anonym måling: Biblioteket")
    look(leader, "run")
    return leader.url


def answer(page: Page, address: str, *signs: str) -> None:
    page.goto(address)
    for sign in signs:
        page.locator(f"#sign-{sign} + label").click()
    page.locator("label", has_text="En del").click()
    page.locator("label", has_text="Jeg har set mine svar igennem").click()
    page.get_by_role("button", name="Læg mit svar i").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er lagt i")


def close(leader: Page, address: str) -> None:
    leader.goto(address)
    leader.get_by_role("link", name="Luk målingen nu").click()
    leader.get_by_role("button", name="Luk målingen nu").click()


def database_files(site: Site) -> bytes:
    """The database and the log that it writes ahead."""
    return b"".join(each.read_bytes() for each in sorted(Path(site.data_dir).glob("trappen.sqlite3*")))


def test_four_answers_give_no_result_and_say_why(people: People, site: Site) -> None:
    """They answer at the same moment, and each clicks twice: four are counted, none lost, none twice."""
    leader = people.at("signe")
    pages = [people.at(key, size="phone") for key in TEAM[:4]]
    address = ask(leader, check)
    for page in pages:
        page.goto(address)
        page.evaluate(TWICE)
    assert [page.evaluate("window.sent") for page in pages] == [2] * 4
    assert in_site(site, COUNT) == "4 4"
    pages[0].goto(address)
    check(pages[0], "answered")
    leader.reload()
    expect(leader.locator("main")).to_contain_text("Der er ikke svar nok endnu")
    close(leader, address)
    expect(leader.locator("main")).to_contain_text("Færre end fem har svaret")
    check(leader, "nothing")
    pages[0].goto(address)
    expect(pages[0].locator("main")).to_contain_text("svarene er slettet")


def test_five_answer_and_all_see_the_same(people: People, site: Site) -> None:
    """Asked at once after the round without a result; one of the five has no script."""
    leader = people.at("signe")
    pages = [people.at(key, script=key != "birk", size="phone") for key in TEAM]
    address = ask(leader, lambda _page, _where: None)
    pages[4].goto(address)
    check(pages[4], "form")
    pages[4].get_by_role("button", name="Læg mit svar i").click()
    expect(pages[4].locator("[data-error-summary]")).to_contain_text("Se svarene igennem")
    check(pages[4], "form with a mistake")
    for number, page in enumerate(pages):
        answer(page, address, *(SEEN[:2] if number < 3 else SEEN[2:]))
    nothing_on_disk(site)

    leader.goto(address)
    expect(leader.locator("main")).to_contain_text("Der er svar nok til et resultat")
    say_what_one_sees(leader)
    close(leader, address)
    expect(leader.get_by_role("heading", level=1)).to_have_text("Det ser I: Biblioteket")
    check(leader, "result")
    assert not any(key.capitalize() in leader.locator("main").inner_text() for key in TEAM)

    pages[0].goto(address)
    expect(pages[0].locator("main")).to_contain_text("når din leder har delt det")
    check(pages[0], "waiting")
    leader.get_by_role("button", name="Del med teamet").click()
    for page in (leader, *pages[:2]):
        page.goto(address)
        expect(page.get_by_role("row").filter(has_text="Klage, beklagelse")).to_contain_text("De fleste eller alle")
    check(pages[0], "result of the team")
    paper = PdfReader(io.BytesIO(pages[0].request.get(f"{address}resultat.pdf").body()))
    assert "De fleste eller alle" in " ".join(paper.pages[0].extract_text().split())


def test_the_pages_around_it(people: People) -> None:
    leader = people.at("signe")
    leader.goto("/maalinger/")
    check(leader, "list with rounds")
    leader.goto("/maalinger/ny/")
    leader.get_by_role("link", name="Fælleshuset").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("I er for få")
    check(leader, "too few")
    admin = people.at("adda")
    admin.goto("/administration/maalinger/")
    check(admin, "demand")


def test_the_team_exercise(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/teamoevelse/")
    check(page, "team exercise")
    page.locator("main summary").first.click()
    check(page, "team exercise unfolded")


def say_what_one_sees(leader: Page) -> None:
    leader.get_by_role("link", name="Skriv mit eget syn").click()
    check(leader, "own view")
    leader.locator("#sign-dissatisfaction + label").click()
    leader.locator("label", has_text="Jeg har set mit syn igennem").click()
    leader.get_by_role("button", name="Gem mit syn").click()


def nothing_on_disk(site: Site) -> None:
    """Neither in the database's own files, where they can be read from here, nor in the log."""
    if "DATABASE_URL" not in site.environment:
        bytes_ = database_files(site)
        assert b"survey-opened" in bytes_
        assert b"7\x7f\x06" in bytes_  # so begins the log that is written ahead, with every older state
        assert not any(sign.encode() in bytes_ for sign in (*SEEN, "difficult"))
    assert not any(sign in site.log for sign in SEEN)
