"""Are rules and cards there for everyone, on screen and on paper, in both languages, and is nothing kept?"""

import io
import re
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.staircase.conftest import Page, words
from trappen.dialogue import papers
from trappen.dialogue.content import Deck, kept
from trappen.documents.pdf import pdf
from trappen.documents.rules import CutOuts, Notice, walk

START = {"da": "", "en": "/en"}
PAGES = ("/isbjerget/spil/", "/isbjerget/kort/")
FIELD = "/isbjerget/kort/care-home.pdf"
PAPERS = ("/isbjerget/spil.pdf", "/isbjerget/kort.pdf", FIELD)

each_language = pytest.mark.parametrize("language", START)
each_page = pytest.mark.parametrize("path", [start + path for start in START.values() for path in PAGES])


@pytest.fixture
def whole() -> Deck:
    return kept(settings.CONTENT)


def page_of(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return Page.of(response.text)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())


def paper_of(client: Client, path: str) -> PdfReader:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Cache-Control"] == "public, max-age=3600"
    return read(response.content)


def said(language: str, danish: str) -> str:
    with translation.override(language):
        return gettext(danish)


# Every page. No test here opens the database: asking it anything would fail.


@each_page
def test_a_page_is_whole_and_leaves_nothing_with_the_visitor(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "default-src 'none'" in response["Content-Security-Policy"]
    page = Page.of(response.text)
    language = "en" if path.startswith("/en/") else "da"
    assert page.only("html").get("lang") == response["Content-Language"] == language
    assert len(list(page.main.iter("h1"))) == 1
    assert words(page.only("title")) not in {"", "– Trappen"}
    [other] = [each for each in page.root.iter("a") if each.get("hreflang")]
    assert other.get("href") == (path.removeprefix("/en") if language == "en" else f"/en{path}")


@each_page
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(client: Client, path: str) -> None:
    page = page_of(client, path)
    assert [each for each in page.addresses if not re.match(r"/(?!/)|#", each)] == []
    assert [each.tag for each in page.root.iter() if each.tag == "style" or "style" in each.attrib] == []
    assert [each.attrib for each in page.root.iter("script") if not each.get("src") or words(each)] == []
    ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
    assert sorted(ids) == sorted(set(ids))


@each_page
def test_headings_skip_no_level(client: Client, path: str) -> None:
    levels = [int(each.tag[1]) for each in page_of(client, path).main.iter() if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


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


@pytest.mark.parametrize("field", ["library", "CARE-HOME", "care-home-2"])
def test_a_field_that_there_is_not(client: Client, field: str) -> None:
    assert client.get(f"/isbjerget/kort/{field}.pdf").status_code == 404


# What the pages say


@each_language
def test_the_deck_is_shown_field_by_field(client: Client, whole: Deck, language: str) -> None:
    page = page_of(client, f"{START[language]}/isbjerget/kort/")
    cards = {each.attrib["id"]: words(each) for each in page.main.iter("li") if each.get("id")}
    assert list(cards) == list(whole.cards)
    for card in whole.cards.values():
        assert card.text.to(language) in cards[card.id]
        assert all(whole.kinds[kind].name.to(language) in cards[card.id] for kind in card.kinds)
    assert [words(each) for each in page.main.iter("h2")] == [
        field.name.to(language) for field in whole.fields.values()
    ]
    assert {f"{START[language]}/isbjerget/kort/{field}.pdf" for field in whole.fields} <= set(page.addresses)


@each_language
def test_the_rules_leave_nothing_out(client: Client, whole: Deck, language: str) -> None:
    page = page_of(client, f"{START[language]}/isbjerget/spil/")
    rules, told = whole.rules, page.text
    named = (*rules.answers.values(), *rules.questions.values(), *rules.steps, *rules.facilitator)
    asked = rules.registering
    for each in (
        *(part for pair in named for part in (pair.name, pair.about)),
        *(*rules.about, *rules.ours, *rules.iceberg, rules.uses, *rules.ground_rules),
        *(asked.ask, asked.about),
        *(part.do for plan in rules.plans for part in plan.parts),
        *(*rules.without_phones, *rules.afterwards),
        *(whole.of_field(field)[0].text for field in whole.fields),
    ):
        assert each.to(language) in told
    assert all(source.title in told and source.place in told for source in rules.sources)
    assert said(language, "Billedet er vores egen udlægning.") in told
    assert {START[language] + path for path in ("/isbjerget/", "/isbjerget/kort/", *PAPERS[:2])} <= set(page.addresses)


# Paper


@each_language
def test_all_cards_are_on_paper_to_cut_out(client: Client, whole: Deck, language: str) -> None:
    paper = paper_of(client, f"{START[language]}/isbjerget/kort.pdf")
    told = text(paper)
    for card in whole.cards.values():
        field = whole.fields[card.field].name.to(language)
        assert f"{field} {card.number} {card.text.to(language)}" in told
    assert len(paper.pages) == 1 + 2 * len(whole.fields)


@each_language
def test_a_field_has_a_paper_of_its_own(client: Client, whole: Deck, language: str) -> None:
    paper = paper_of(client, START[language] + FIELD)
    told = text(paper)
    assert [card.id for card in whole.cards.values() if card.text.to(language) in told] == [
        card.id for card in whole.of_field("care-home")
    ]
    assert len(paper.pages) == 2


@each_language
def test_rules_agreements_and_answers_are_on_paper(client: Client, whole: Deck, language: str) -> None:
    paper = paper_of(client, f"{START[language]}/isbjerget/spil.pdf")
    told = text(paper)
    rules = whole.rules
    for each in (rules.uses, *rules.ground_rules, *rules.iceberg, *rules.ours, *rules.without_phones):
        assert each.to(language) in told
    last = paper.pages[-1].extract_text()
    answers = [*(each.name for each in rules.answers.values()), rules.registering.yes, rules.registering.no]
    assert all(last.count(each.to(language)) == 2 for each in answers)
    assert len(paper.pages) == 5


@each_language
def test_a_paper_can_be_read_aloud(client: Client, language: str) -> None:
    for path in PAPERS:
        catalogue: Any = paper_of(client, START[language] + path).root_object
        assert catalogue["/MarkInfo"]["/Marked"].value
        assert catalogue["/Lang"] == language
        assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()


def test_an_answer_has_its_colour_and_its_word(whole: Deck) -> None:
    [answers] = [block for block in walk(papers.rules(whole).blocks) if isinstance(block, CutOuts)]
    assert [(card.text, card.tone) for card in answers.cards[::2]] == [
        ("Acceptabelt", "green"),
        ("Gråzone", "grey"),
        ("Over grænsen", "red"),
        ("Ja, registrér", ""),
        ("Nej, ikke registrere", ""),
    ]
    assert answers.cards[::2] == answers.cards[1::2]


def test_there_is_room_for_four_agreements(whole: Deck) -> None:
    boxes = [block for block in papers.rules(whole).blocks if isinstance(block, Notice)]
    assert [box.title for box in boxes] == ["Sig det, før I begynder", *["Kort nummer ____"] * 4]


def test_the_deck_grows_with_its_cards(whole: Deck) -> None:
    """A field with one card more has its cards on one page more."""
    [more, *_] = whole.cards.values()
    longer = Deck({**whole.cards, "one-more": more}, whole.fields, whole.kinds, whole.rules)
    assert len(read(pdf(papers.of_field(longer, whole.fields[more.field]))).pages) == 3
