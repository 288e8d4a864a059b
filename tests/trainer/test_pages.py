"""Are the talks there for everyone, in both languages, without a script, and do they keep nothing?"""

import io
import logging
import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.staircase.conftest import Page, words
from tests.trainer.conftest import DIALOGUES, LANGUAGES, START, always
from trappen.trainer import queries
from trappen.trainer.rules import Dialogue, Does, Node, WrongPath, walked
from trappen.trainer.views.open import context_of
from trappen.trainer.wording import quoted

MODES = ("", "storskaerm/")
PAGES = ["/samtaletraener/"] + [f"/samtaletraener/{id_}/{mode}" for id_ in DIALOGUES for mode in MODES]
PATHS = ["", "1", "13", "213"]
WRONG = ["4", "12x", "1" * 16, "<b>", "٣", "1 2", "9" * 5_000]

each_page = pytest.mark.parametrize("path", [START[lang] + path for lang in LANGUAGES for path in PAGES])
each_mode = pytest.mark.parametrize("mode", MODES)


def address(dialogue: Dialogue, mode: str = "", language: str = "da") -> str:
    return f"{START[language]}/samtaletraener/{dialogue.id}/{mode}"


def buttons(page: Page) -> list[str]:
    """The paths that the page's buttons send."""
    return [each.get("value", "") for each in page.main.iter("button") if each.get("name") == "path"]


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
    page = Page.of(response.text)
    language = "en" if path.startswith("/en/") else "da"
    assert page.only("html").get("lang") == response["Content-Language"] == language
    assert len(list(page.main.iter("h1"))) == 1
    assert words(page.only("title")) not in {"", "– Trappen"}
    ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
    assert sorted(ids) == sorted(set(ids))


@each_page
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(client: Client, path: str) -> None:
    page = Page.of(client.get(path).text)
    assert [each for each in page.addresses if not re.match(r"/(?!/)|#", each)] == []
    assert [each.tag for each in page.root.iter() if each.tag == "style" or "style" in each.attrib] == []
    assert [each.attrib for each in page.root.iter("script") if not each.get("src") or words(each)] == []
    assert "/static/trainer/trainer.css" in page.addresses


def test_all_talks_can_be_chosen(client: Client, language: str) -> None:
    page = Page.of(client.get(f"{START[language]}/samtaletraener/").text)
    addresses = [address for address, _words in page.links(f"{START[language]}/samtaletraener/")]
    every = [f"{START[language]}/samtaletraener/{id_}/" for id_ in DIALOGUES]
    assert addresses == every


def test_a_talk_leads_to_its_big_screen(client: Client, dialogue: Dialogue, language: str) -> None:
    page = Page.of(client.get(address(dialogue, "", language)).text)
    big = address(dialogue, "storskaerm/", language)
    assert [found for found, _words in page.links(big)] == [big]


@pytest.mark.parametrize("path", PAGES)
def test_it_is_read_or_asked_and_nothing_else(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405
    assert client.post(path).status_code == (405 if path == PAGES[0] else 200)


@pytest.mark.parametrize(
    "path", ["/samtaletraener/nobody/", "/samtaletraener/nobody/storskaerm/", "/samtaletraener/x.pdf"]
)
def test_a_talk_that_there_is_not(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"path": "1"}).status_code == 404


def test_the_database_is_asked_nothing(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        for page in PAGES:
            client.get(page)
        for id_ in DIALOGUES:
            for path in [*PATHS, *WRONG]:
                client.post(f"/samtaletraener/{id_}/", {"path": path})
                client.post(f"/samtaletraener/{id_}/storskaerm/", {"path": path})
            client.post(f"/samtaletraener/{id_}.pdf", {"path": "12"})


# A talk


@each_mode
def test_a_talk_is_walked_by_buttons_alone(client: Client, dialogue: Dialogue, language: str, mode: str) -> None:
    here = address(dialogue, mode, language)
    page = Page.of(client.get(here).text)
    assert buttons(page) == ["1", "2", "3"]
    assert dialogue.situation.to(language) in page.text
    goal = always(dialogue, Does.WORKS)
    for turns in range(1, len(goal) + 1):
        response = client.post(here, {"path": goal[:turns]})
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
        assert not response.cookies
        page = Page.of(response.text)
        walk = walked(dialogue, goal[:turns])
        assert goal[: turns - 1] in buttons(page)  # one step back
        assert quoted(walk.turns[-1].reply.say, language) in page.text
        newest = page.by_id("newest")
        assert newest is not None
        assert newest.get("tabindex") == "-1"
        if isinstance(walk.at, Node):
            assert buttons(page)[:3] == [f"{walk.path}{number}" for number in (1, 2, 3)]
            assert walk.at.says.to(language) in page.text
        assert {each.get("action") for each in page.main.iter("form")} <= {
            f"{here}#newest",
            f"{START[language]}/samtaletraener/{dialogue.id}.pdf",
        }
    end = walked(dialogue, goal).end
    assert end
    assert end.happened.to(language) in page.text
    assert dialogue.citizen.behind.to(language) in page.text


@each_mode
def test_what_lies_behind_is_not_told_before_the_end(client: Client, dialogue: Dialogue, mode: str) -> None:
    goal = always(dialogue, Does.STRAINS)
    for turns in range(len(goal)):
        page = Page.of(client.post(address(dialogue, mode), {"path": goal[:turns]}).text)
        assert dialogue.citizen.behind.da not in page.text


def test_at_the_end_the_whole_talk_its_techniques_and_its_turning_point_are_shown(
    client: Client, dialogue: Dialogue, language: str, content: Any
) -> None:
    path = always(dialogue, Does.WORKS)
    page = Page.of(client.post(address(dialogue, "", language), {"path": path}).text)
    walk = walked(dialogue, path)
    for turn in walk.turns:
        used = content.techniques[turn.reply.technique]
        assert turn.node.says.to(language) in page.text
        assert turn.reply.feedback.to(language) in page.text
        assert used.about.to(language) in page.text
        assert (f"{START[language]}/guide/{used.page}/", queries.page_title(used.page, language)) in page.links(
            f"{START[language]}/guide/"
        )
    assert walk.end
    assert walk.end.along.to(language) in page.text


@each_mode
@pytest.mark.parametrize("path", WRONG)
def test_a_path_that_there_is_not_is_told_and_begins_anew(client: Client, mode: str, path: str) -> None:
    response = client.post(f"/samtaletraener/{DIALOGUES[0]}/{mode}", {"path": path})
    assert (response.status_code, response["Cache-Control"]) == (422, "no-store")
    page = Page.of(response.text)
    assert [each.get("role") for each in page.main.iter() if "data-error-summary" in each.attrib] == ["alert"]
    assert buttons(page) == ["1", "2", "3"]
    assert "<b>" not in response.text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PAGES[1:]), st.text(alphabet="1234x", max_size=18))
def test_whatever_is_sent_is_answered(client: Client, page: str, path: str) -> None:
    dialogue = queries.content().dialogues[page.split("/")[2]]
    try:
        walked(dialogue, path)
        expected = 200
    except WrongPath:
        expected = 422
    assert client.post(page, {"path": path}).status_code == expected


def test_the_path_is_in_no_address_and_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        response = client.post(f"/samtaletraener/{DIALOGUES[0]}/", {"path": "2132"})
    assert [each for each in Page.of(response.text).addresses if "2132" in each or "?" in each] == []
    assert "2132" not in caplog.text


# The big screen


def test_on_the_big_screen_replies_have_letters_and_what_they_did_is_hidden(
    client: Client, dialogue: Dialogue
) -> None:
    page = Page.of(client.post(address(dialogue, "storskaerm/"), {"path": "2"}).text)
    letters = [words(each) for each in page.main.iter() if each.get("class") == "reply__letter"]
    assert letters == ["A", "B", "C"]
    feedback = walked(dialogue, "2").turns[0].reply.feedback.da
    [folded] = list(page.main.iter("details"))
    assert feedback in words(folded)
    assert "open" not in folded.attrib
    assert feedback not in page.text.replace(words(folded), "")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("da", ["3 stemmer", "1 stemme", "0 stemmer"]), ("en", None)],
)
def test_counts_stand_beside_the_letters_where_somebody_counts(
    dialogue: Dialogue, language: str, expected: list[str] | None
) -> None:
    with translation.override(language):
        context = context_of(walked(dialogue, "1")) | {"here": "/x/"}
        shown = render_to_string("trainer/_lettered.html", context | {"votes": {"A": 3, "B": 1}})
        plain = render_to_string("trainer/_lettered.html", context)
    found = re.findall(r'reply__votes">\s*(.*?)\s*</span>', shown, re.DOTALL)
    assert len(found) == 3
    assert expected is None or found == expected
    assert "reply__votes" not in plain


# On paper


def test_the_talk_can_be_had_on_paper(client: Client, dialogue: Dialogue, language: str) -> None:
    address = f"{START[language]}/samtaletraener/{dialogue.id}.pdf"
    path = always(dialogue, Does.HALF)
    response = client.post(address, {"path": path})
    assert response["Cache-Control"] == "no-store"
    text = paper_of(response)
    walk = walked(dialogue, path)
    assert walk.end
    for told in (dialogue.title, walk.end.along, walk.turns[-1].reply.say, dialogue.citizen.behind):
        assert _plain(told.to(language)) in _plain(text)


def test_a_talk_in_the_middle_tells_nothing_of_what_lies_behind(client: Client, dialogue: Dialogue) -> None:
    text = _plain(paper_of(client.post(f"/samtaletraener/{dialogue.id}.pdf", {"path": "12"})))
    assert _plain(walked(dialogue, "12").turns[1].reply.feedback.da) in text
    assert _plain(dialogue.citizen.behind.da) not in text


def test_the_paper_is_made_of_choices_alone(client: Client) -> None:
    response = client.get(f"/samtaletraener/{DIALOGUES[0]}.pdf")
    assert (response.status_code, response["Location"]) == (302, f"/samtaletraener/{DIALOGUES[0]}/")
    assert client.post(f"/samtaletraener/{DIALOGUES[0]}.pdf", {"path": "7"}).status_code == 422


def _plain(text: str) -> str:
    """Letters and digits alone: a line on paper may break anywhere, at a hyphen of its own too."""
    return "".join(letter for letter in text if letter.isalnum())
