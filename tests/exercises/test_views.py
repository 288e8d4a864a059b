"""Are the exercises there for everyone, in both languages, do they answer what was typed, and do they keep nothing?"""

import io
import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.exercises.conftest import LANGUAGES, NOBODYS, START
from tests.staircase.conftest import Page, fields, words
from trappen.exercises.content import Content

PAGES = (
    "/saetningsbygger/",
    "/saetningsbygger/skole/",
    "/vigemanoevrer/",
    "/perspektivoevelse/",
    "/perspektivoevelse/sammen/",
    "/samtaleplan/",
    "/samtaleplan/sammen/",
)
PAPERS = ("/vigemanoevrer.pdf", "/perspektivoevelse.pdf", "/perspektivoevelse/sammen.pdf", "/samtaleplan.pdf")
SENTENCE = {"behaviour": "du råber", "effect": "jeg stopper", "wish": "hjælpe dig", "choice": "holde en pause"}
SHEET = {
    "situation": "En far ringer.",
    "seen": "Han siger »nej«.",
    "behind": "Han er bange.",
    "can_do": "Spørge.",
    "told": "Jeg venter.",
    "first": "Ringe.",
}
PLAN = {
    "aim": "En fast dag",
    "wants": "Det samme svar",
    "place": "Lokale 4",
    "people": "To fra teamet",
    "length": "45",
    "welcome": "5",
    "theirs": "15",
    "ours": "10",
    "agree": "10",
    "goodbye": "5",
    "opening": "Tak, fordi du kom.",
    "confirm": "Du ringede.",
    "exits": "Vi holder en pause.",
    "writes_back": "Jonas fredag",
}
CARD = {"exit": ["pause", "leave"], "phrase": "Kim, har du mappen?", "own": "Jeg henter vand.\nVi ses."}
POSTS: dict[str, dict[str, Any]] = {
    "/saetningsbygger/": SENTENCE,
    "/vigemanoevrer/": CARD,
    "/perspektivoevelse/": SHEET,
    "/perspektivoevelse/sammen/": SHEET,
    "/samtaleplan/": PLAN,
    "/samtaleplan/sammen/": PLAN,
}
TO_PAPER = {"/vigemanoevrer.pdf": CARD, "/perspektivoevelse.pdf": SHEET, "/samtaleplan.pdf": PLAN}
REFUSED: dict[str, dict[str, Any]] = {
    "/saetningsbygger/": {"behaviour": " "},
    "/vigemanoevrer/": {"exit": ["run"]},
    "/vigemanoevrer.pdf": {},
    "/perspektivoevelse/": {"situation": ""},
    "/perspektivoevelse/sammen/": {"situation": "x" * 1_001},
    "/perspektivoevelse.pdf": {"situation": ""},
    "/samtaleplan/": {"aim": "", "length": "45"},
    "/samtaleplan/sammen/": {"aim": "En dag", "length": "4000"},
    "/samtaleplan.pdf": {"aim": "En dag", "length": "længe"},
}

each_page = pytest.mark.parametrize("path", [START[lang] + path for lang in LANGUAGES for path in PAGES])
each_post = pytest.mark.parametrize("path", POSTS)


def said(language: str, danish: str) -> str:
    with translation.override(language):
        return gettext(danish)


def main_of(response: Any) -> str:
    assert response.status_code == 200
    return Page.of(response.text).text


def paper_of(response: Any) -> str:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(response.content), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


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
    page = Page.of(client.get(path).text)
    assert [each for each in page.addresses if not re.match(r"/(?!/)|#|tel:112", each)] == []
    assert [each.tag for each in page.root.iter() if each.tag == "style" or "style" in each.attrib] == []
    assert [each.attrib for each in page.root.iter("script") if not each.get("src") or words(each)] == []
    assert "/static/css/exercises.css" in page.addresses


@pytest.mark.parametrize("path", [*PAGES, *POSTS])
def test_every_id_is_its_own_and_every_label_names_a_field(client: Client, path: str) -> None:
    for response in (client.get(path), client.post(path, POSTS[path]) if path in POSTS else client.get(path)):
        page = Page.of(response.text)
        ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
        assert sorted(ids) == sorted(set(ids))
        assert {each.attrib["for"] for each in page.root.iter("label")} <= set(ids)


@pytest.mark.parametrize("path", [*PAGES, *PAPERS])
def test_it_is_read_or_asked_and_nothing_else(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405
    if path not in {*POSTS, *TO_PAPER}:
        assert client.post(path).status_code == 405


def test_an_example_that_there_is_not(client: Client) -> None:
    assert client.get("/saetningsbygger/raadhus/").status_code == 404


def test_the_database_is_asked_nothing(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        for path in (*PAGES, *PAPERS):
            client.get(path)
        for path, posted in (POSTS | TO_PAPER | REFUSED).items():
            client.post(path, posted)


@each_post
def test_what_is_typed_is_in_no_address_no_cookie_no_cache_and_no_log(
    client: Client, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    kept = {name: value for name, value in POSTS[path].items() if name == "exit" or str(value).isdigit()}
    secret = dict.fromkeys(POSTS[path], "kastanje") | kept
    with caplog.at_level(logging.DEBUG):
        response = client.post(path, secret)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert not response.cookies
    assert "kastanje" in response.text
    assert [each for each in Page.of(response.text).addresses if "kastanje" in each or "?" in each] == []
    assert "kastanje" not in caplog.text


@pytest.mark.parametrize("path", REFUSED)
def test_what_does_not_fit_comes_back_with_what_to_mend(client: Client, language: str, path: str) -> None:
    response = client.post(START[language] + path, REFUSED[path])
    assert (response.status_code, response["Cache-Control"]) == (422, "no-store")
    page = Page.of(response.text)
    assert [each.get("role") for each in page.main.iter() if "data-error-summary" in each.attrib] == ["alert"]
    assert page.by_id("answer") is None


@each_post
def test_a_cpr_number_is_pointed_out_and_the_answer_given_all_the_same(client: Client, path: str) -> None:
    name = next(name for name in POSTS[path] if name != "exit")
    response = client.post(path, POSTS[path] | {name: f"Ring {NOBODYS}"})
    shown = main_of(response)
    assert "Der står et CPR-nummer i feltet" in shown
    assert "Der står et CPR-nummer i feltet" not in main_of(client.post(path, POSTS[path]))


@each_post
def test_tags_are_text(client: Client, path: str) -> None:
    name = next(name for name in POSTS[path] if name != "exit")
    response = client.post(path, POSTS[path] | {name: "<b>x</b> {{ 7|add:7 }}"})
    assert response.status_code == 200
    assert "<b>x</b>" not in response.text
    assert "&lt;b&gt;x&lt;/b&gt; {{ 7|add:7 }}" in response.text


# The sentence builder


def test_the_sentence_can_be_said_in_three_ways_and_changed(client: Client, language: str, content: Content) -> None:
    page = Page.of(client.post(f"{START[language]}/saetningsbygger/", SENTENCE).text)
    found = [page.by_id(f"way-{manner.id}") for manner in content.manners]
    assert all(each is not None and each.tag == "textarea" for each in found)
    texts = ["".join(each.itertext()) for each in found if each is not None]
    assert len(set(texts)) == 3
    assert all(typed in text for text in texts for typed in SENTENCE.values())
    assert [each.get("hidden") for each in page.main.iter("button") if each.get("data-copy")] == [""] * 3


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        (SENTENCE, []),
        ({"behaviour": "du er aggressiv", "effect": "x", "wish": "hjælpe"}, ["En egenskab eller en følelse"]),
        (
            {"behaviour": "Du vil bare have ret", "effect": "du gør mig bange", "wish": "have respekt"},
            ["Et motiv", "En anklage", "Et ønske, der er svært at gøre noget ved"],
        ),
        ({"behaviour": "du viser ikke respekt", "effect": "x", "wish": "hjælpe"}, []),  # an empty word, but no wish
    ],
)
def test_advice_is_given_field_by_field_and_blocks_nothing(
    client: Client, posted: dict[str, str], expected: list[str]
) -> None:
    page = Page.of(client.post("/saetningsbygger/", posted).text)
    assert [words(each) for each in page.main.iter("span") if each.get("class") == "badge"] == expected
    assert page.by_id("way-face") is not None
    nothing = "Vi fandt ingen ord at gøre opmærksom på."
    assert (nothing in page.text) == (expected == [])


def test_what_is_missing_is_spoken_of(client: Client) -> None:
    shown = main_of(client.post("/saetningsbygger/", {"behaviour": "du råber"}))
    assert "Du har ikke skrevet, hvad det gør ved dig" in shown
    assert "Du har ikke skrevet, hvad du ønsker" in shown


def test_an_example_fills_the_fields_without_a_script(client: Client, language: str, content: Content) -> None:
    start = f"{START[language]}/saetningsbygger/"
    links = Page.of(client.get(start).text).links(start)
    assert [address for address, _ in links] == [f"{start}{each}/" for each in content.examples]
    page = Page.of(client.get(links[0][0]).text)
    typed = ["".join(each.itertext()).strip() for each in page.main.iter("textarea")]
    example = content.examples["jobcenter"].said[language]
    assert typed == [example.behaviour, example.effect, example.wish, example.choice]


# The exits


def test_a_team_makes_its_card_without_a_script(client: Client, language: str, content: Content) -> None:
    path = f"{START[language]}/vigemanoevrer/"
    page = Page.of(client.get(path).text)
    boxes = [each.get("value") for each in page.main.iter("input") if each.get("type") == "checkbox"]
    assert boxes == list(content.exits)
    made = Page.of(client.post(path, CARD).text)
    card = made.by_id("answer")
    assert card is not None
    for text in (content.exits["pause"].say.to(language), content.exits["leave"].say.to(language), "Jeg henter vand."):
        assert text in words(card)
    assert content.exits["sum-up"].say.to(language) not in words(card)
    to_paper = made.form(f"{START[language]}/vigemanoevrer.pdf")
    sent: dict[str, list[str]] = {}
    for name, value in fields(to_paper):
        sent.setdefault(name, []).append(value)
    assert sent == {"exit": ["pause", "leave"], "phrase": [CARD["phrase"]], "own": [CARD["own"]]}


def test_the_card_on_paper(client: Client, language: str, content: Content) -> None:
    response = client.post(f"{START[language]}/vigemanoevrer.pdf", CARD)
    text = paper_of(response)
    assert response["Cache-Control"] == "no-store"
    assert content.exits["pause"].say.to(language) in text
    for line in ("Kim, har du mappen?", "Jeg henter vand.", "Vi ses.", "112"):
        assert line in text
    every = client.get(f"{START[language]}/vigemanoevrer.pdf")
    assert every["Cache-Control"] == "public, max-age=3600"
    assert all(each.say.to(language)[:30] in paper_of(every) for each in content.exits.values())


# The perspective exercise


def test_the_sheet_is_shown_as_it_was_filled_in(client: Client, language: str) -> None:
    for path in ("/perspektivoevelse/", "/perspektivoevelse/sammen/"):
        sheet = Page.of(client.post(START[language] + path, SHEET).text).by_id("answer")
        assert sheet is not None
        assert [words(each) for each in sheet.iter("dd")] == list(SHEET.values())
        assert [words(each) for each in sheet.iter("dt")][1:4] == [
            said(language, each) for each in ("Det jeg ser", "Det der kan ligge bag", "Det jeg kan gøre")
        ]


def test_interpretation_in_the_first_field_alone_is_spoken_of(client: Client) -> None:
    asks = "Er alt i »Det jeg ser« set eller hørt?"
    wrong = "Han er sur og vil bare genere os. Slap af."
    shown = main_of(client.post("/perspektivoevelse/", SHEET | {"seen": wrong}))
    assert asks in shown
    assert "En egenskab eller en følelse" in shown
    assert "En ordre" not in shown
    assert asks not in main_of(client.post("/perspektivoevelse/", SHEET | {"behind": wrong, "told": wrong}))
    assert asks not in main_of(client.post("/perspektivoevelse/", SHEET | {"seen": ""}))


def test_a_group_has_a_guide_with_minutes_roles_and_rules(client: Client, language: str, content: Content) -> None:
    shown = main_of(client.get(f"{START[language]}/perspektivoevelse/sammen/"))
    alone = main_of(client.get(f"{START[language]}/perspektivoevelse/"))
    for text in (
        *(part.do.to(language) for part in content.perspective.parts),
        *(role.name.to(language) for role in content.perspective.roles),
        *(rule.to(language) for rule in content.perspective.ground_rules),
    ):
        assert text in shown
    assert content.perspective.ground_rules[0].to(language) not in alone
    for asked in content.questions.values():
        assert all(question in alone for question in asked[language])


def test_the_sheet_on_paper(client: Client, language: str) -> None:
    blank = client.get(f"{START[language]}/perspektivoevelse.pdf")
    assert blank["Cache-Control"] == "public, max-age=3600"
    assert said(language, "Det der kan ligge bag") in paper_of(blank)
    filled = client.post(f"{START[language]}/perspektivoevelse.pdf", SHEET)
    assert filled["Cache-Control"] == "no-store"
    assert all(text in paper_of(filled) for text in SHEET.values())
    guide = paper_of(client.get(f"{START[language]}/perspektivoevelse/sammen.pdf"))
    assert said(language, "Spilleregler") in guide
    assert said(language, "Det jeg kan gøre") in guide


# The planner


def test_the_plan_is_shown_with_its_minutes_summed_up(client: Client, language: str) -> None:
    page = Page.of(client.post(f"{START[language]}/samtaleplan/", PLAN).text)
    answer = page.by_id("answer")
    assert answer is not None
    shown = words(answer)
    assert all(text in shown for name, text in PLAN.items() if not text.isdigit())
    assert said(language, "Delene tager alle %(taken)s.").split("%")[0].strip() in shown
    assert said(language, "Se på det en gang til") not in shown


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"length": "30"}, "Delene tager længere tid, end der er."),
        ({"length": "60"}, "Der er minutter, som ikke er fordelt."),
        ({"ours": "20", "length": "55"}, "I har sat mere tid af til jeres eget syn"),
        ({"goodbye": "0"}, "Der er ingen tid til at bekræfte"),
        ({"confirm": ""}, "I har ikke skrevet, hvad I vil bekræfte."),
        ({"exits": ""}, "I har ikke skrevet, hvad I gør"),
    ],
)
def test_a_plan_is_warned_of_gently(client: Client, changed: dict[str, str], told: str) -> None:
    assert told in main_of(client.post("/samtaleplan/", PLAN | changed))


@pytest.mark.parametrize(
    ("length", "told"),
    [
        ("45", "Delene tager alle 45 minutter."),
        ("46", "Delene tager 45 minutter af 46 minutter. Der er 1 minut tilbage."),
        ("40", "Delene tager 45 minutter. Det er 5 minutter mere end de 40 minutter, der er."),
    ],
)
def test_the_minutes_in_a_sentence(client: Client, length: str, told: str) -> None:
    assert told in main_of(client.post("/samtaleplan/", PLAN | {"length": length}))


def test_what_to_confirm_has_a_place_of_its_own(client: Client, language: str) -> None:
    assert Page.of(client.get(f"{START[language]}/samtaleplan/").text).by_id("bekraeft") is not None


def test_together_there_are_roles_and_they_stand_open(client: Client, language: str, content: Content) -> None:
    alone = Page.of(client.get(f"{START[language]}/samtaleplan/").text)
    together = Page.of(client.get(f"{START[language]}/samtaleplan/sammen/").text)
    assert [each.get("open") for each in alone.main.iter("details")] == [None, None]
    assert [each.get("open") for each in together.main.iter("details")] == ["", None]
    assert all(role.do.to(language) in together.text for role in content.talk.roles)


def test_the_plan_on_paper(client: Client, language: str) -> None:
    blank = client.get(f"{START[language]}/samtaleplan.pdf")
    assert blank["Cache-Control"] == "public, max-age=3600"
    assert said(language, "Hvad vil I bekræfte?") in paper_of(blank)
    filled = client.post(f"{START[language]}/samtaleplan.pdf", PLAN)
    assert filled["Cache-Control"] == "no-store"
    assert all(text in paper_of(filled) for text in PLAN.values())


@pytest.mark.parametrize("path", ["/perspektivoevelse/", "/samtaleplan/"])
def test_without_cookies_and_script_one_gets_from_the_question_to_the_paper(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    page = Page.of(client.post(path, POSTS[path]).text)
    to_paper = page.form(path.rstrip("/") + ".pdf")
    text = paper_of(client.post(to_paper.attrib["action"], dict(fields(to_paper))))
    assert all(value in text for value in POSTS[path].values())
    assert not client.cookies
