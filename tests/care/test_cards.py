"""Are the cards there for everyone, in both languages, without a script, and do they store and ask nothing?"""

import io
import re
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.care.conftest import LANGUAGES, START
from tests.staircase.conftest import Page, words
from trappen.care.content import Content
from trappen.care.rules import StepCode

PAGES = ("/foerstehjaelp/", "/defusing/", "/foerstehjaelp/oevelse/")
PAPERS = ("/foerstehjaelp.pdf", "/defusing.pdf", "/foerstehjaelp/oevelse.pdf")
each_page = pytest.mark.parametrize("path", [START[lang] + path for lang in LANGUAGES for path in PAGES])


def text_of(response: Any) -> tuple[int, str]:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Cache-Control"] == "public, max-age=3600"
    pages = PdfReader(io.BytesIO(response.content), strict=True).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def squeezed(text: str) -> str:
    """Without what a narrow column puts between letters."""
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


# No test here opens the database: asking it anything would fail.


@each_page
def test_a_page_is_whole_and_leaves_nothing_with_the_visitor(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    page = Page.of(response.text)
    language = "en" if path.startswith("/en/") else "da"
    assert page.only("html").get("lang") == response["Content-Language"] == language
    assert len(list(page.main.iter("h1"))) == 1
    ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
    assert sorted(ids) == sorted(set(ids))
    inner = {address for address in page.addresses if address.startswith("#")}
    assert {address.removeprefix("#") for address in inner} <= set(ids), "every jump on the page has a place to land"


@each_page
def test_a_page_runs_nothing_inline_and_loads_nothing_from_elsewhere(client: Client, path: str) -> None:
    page = Page.of(client.get(path).text)
    loaded = [each.get("src") or each.get("href") or "" for each in page.root.iter() if each.tag in {"link", "img"}]
    assert [address for address in loaded if not re.match(r"/(?!/)|data:", address)] == []
    assert [each.tag for each in page.root.iter() if each.tag == "style" or "style" in each.attrib] == []
    assert [each.attrib for each in page.root.iter("script") if not each.get("src") or words(each)] == []


@pytest.mark.parametrize("path", [*PAGES, *PAPERS])
def test_it_is_read_and_nothing_else(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405


def test_the_database_is_asked_nothing(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        for path in (*PAGES, *PAPERS):
            client.get(path)


@pytest.mark.parametrize(("path", "name"), [("/foerstehjaelp/", "first_aid"), ("/defusing/", "defusing")])
def test_the_question_and_112_come_before_all_cards(
    client: Client, language: str, content: Content, path: str, name: str
) -> None:
    told = getattr(content, name)
    page = Page.of(client.get(START[language] + path).text)
    headings = [words(each) for each in page.main.iter("h2")]
    assert headings[0] == told.question.to(language)
    numbers = [heading.partition(".")[0] for heading in headings[1 : len(told.cards) + 1]]
    assert numbers == [str(number) for number in range(1, len(told.cards) + 1)]
    before = page.text[: page.text.index(told.cards[0].title.to(language))]
    assert "112" in before


@pytest.mark.parametrize(("path", "name"), [("/foerstehjaelp/", "first_aid"), ("/defusing/", "defusing")])
def test_one_goes_from_card_to_card_and_back_by_plain_links(
    client: Client, content: Content, path: str, name: str
) -> None:
    page = Page.of(client.get(path).text)
    ids = [card.id for card in getattr(content, name).cards]
    turns = []
    for id_ in ids:
        card = page.by_id(id_)
        assert card is not None
        turns.append([each.get("href") for each in card.iter("a")])
    befores = ["#main-content", *(f"#{id_}" for id_ in ids[:-1])]
    afters = [*(f"#{id_}" for id_ in ids[1:]), "#enough"]
    assert turns == [list(pair) for pair in zip(befores, afters, strict=True)]


@pytest.mark.parametrize("path", ["/foerstehjaelp/", "/defusing/"])
def test_a_page_says_when_colleagues_are_not_enough_and_that_the_timetable_is_ours(client: Client, path: str) -> None:
    text = Page.of(client.get(path).text).text
    for said in (
        "reaktionerne bliver ved eller vokser",
        "hverdagen stadig er tung flere uger efter",
        "kollegaen ikke har nogen at tale med",
        "alle, der så eller hørte det",
        "Tidsplanen er vores forslag",
        "erstatter ikke",
    ):
        assert said in text
    assert "det første døgn" in text
    assert not re.search(r"\b(24|48|72) timer", text), "no Danish hour limit was found"


def test_the_defusing_says_which_phase_is_which(client: Client) -> None:
    text = Page.of(client.get("/defusing/").text).text
    assert (
        text.index("Fase 1: Rammen") < text.index("Fase 2: Det, der skete") < text.index("Fase 3: Reaktioner og råd")
    )


@pytest.mark.parametrize(("path", "name"), [("/foerstehjaelp.pdf", "first_aid"), ("/defusing.pdf", "defusing")])
def test_the_cards_on_two_sheets(client: Client, language: str, content: Content, path: str, name: str) -> None:
    told = getattr(content, name)
    pages, text = text_of(client.get(START[language] + path))
    assert pages <= 2
    assert told.question.to(language) in text
    assert "112" in text
    for card in told.cards:
        for line in (*card.do[language], *card.say[language], *card.leave[language]):
            assert squeezed(line) in squeezed(text)
    assert content.help.signs[0].to(language) in text
    assert content.steps[StepCode.MONTH_3].name.to(language) in text


def test_the_exercise_on_two_sheets(client: Client, language: str, content: Content) -> None:
    pages, text = text_of(client.get(f"{START[language]}/foerstehjaelp/oevelse.pdf"))
    assert pages == 2
    told = content.exercise
    for each in (*told.looks_for, *told.closing, *(one.first for one in told.situations)):
        assert each.to(language) in text


def test_the_exercise_on_screen(client: Client, language: str, content: Content) -> None:
    text = Page.of(client.get(f"{START[language]}/foerstehjaelp/oevelse/").text).text
    told = content.exercise
    for each in (*told.meeting.ground_rules, *told.looks_for, *told.closing, *(one.told for one in told.situations)):
        assert each.to(language) in text
