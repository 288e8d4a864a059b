"""Is every page of the guide whole, plain, of one shape in both languages, and unlike every other?"""

import re

import pytest

from tests.guide.conftest import CHAPTERS, GUIDE
from tests.staircase.conftest import LANGUAGES, PRACTICES
from trappen.guide.checks import HIGHEST_LIX
from trappen.guide.markup import lines
from trappen.guide.rules import Mark, Page, Reader
from trappen.language.rules import lix, sentences

PAGES = [GUIDE.pages[language][id_] for language in LANGUAGES for id_ in GUIDE.order]
LONGEST_SENTENCE = 25
SPAN = {"practice": (500, 900), "chapter": (500, 1_100)}
each_page = pytest.mark.parametrize(
    "leaf", [pytest.param(page, id=f"{language}-{page.id}") for language in LANGUAGES
             for page in GUIDE.in_order(language)]
)  # fmt: skip
each_danish_page = pytest.mark.parametrize("leaf", [pytest.param(page, id=page.id) for page in GUIDE.in_order("da")])


def told(page: Page) -> list[str]:
    """Every paragraph, point and sentence to say, without headings."""
    return [line for part in (page.opening, *(each.body for each in page.sections)) for line in lines(part)]


def test_there_are_27_practices_and_11_chapters() -> None:
    assert sorted(GUIDE.order) == sorted([*PRACTICES, *CHAPTERS])
    assert len(GUIDE.order) == 38
    assert {language: set(pages) for language, pages in GUIDE.pages.items()} == {
        language: set(GUIDE.order) for language in LANGUAGES
    }


@each_danish_page
def test_a_danish_page_is_long_enough_to_use_and_short_enough_to_read(leaf: Page) -> None:
    least, most = SPAN["practice" if leaf.practice else "chapter"]
    assert least <= leaf.words <= most
    assert least <= len(" ".join(told(leaf)).split()) <= most * 1.05, "counted by spaces, as a word processor does"


@each_danish_page
def test_the_danish_is_plain(leaf: Page) -> None:
    counted = lix("\n".join(told(leaf)))
    assert counted
    assert counted.value <= HIGHEST_LIX


@each_page
def test_no_sentence_is_long(leaf: Page) -> None:
    text = "\n".join(told(leaf))
    assert [text[each.start : each.end] for each in sentences(text) if each.words > LONGEST_SENTENCE] == []


@each_page
def test_a_page_has_all_that_its_kind_needs(leaf: Page) -> None:
    marks = [section.mark for section in leaf.sections if section.mark]
    if leaf.practice:
        assert sorted(marks) == sorted(Mark)
        assert list(leaf.duties) == list(Reader)
        assert len(re.findall(r'^> \*\*[^*]+\*\* "', leaf.section(Mark.SAY).body, re.MULTILINE)) >= 3  # type: ignore[union-attr]
        assert len(re.findall(r'^- "', leaf.section(Mark.AVOID).body, re.MULTILINE)) >= 2  # type: ignore[union-attr]
    else:
        assert leaf.duties == {}
    assert leaf.opening
    assert leaf.sources
    assert leaf.summary.endswith((".", "?", "!"))
    assert 2 <= len(leaf.related) <= 4
    anchors = [section.anchor for section in leaf.sections]
    assert sorted(set(anchors)) == sorted(anchors)


@each_page
def test_a_page_leads_on_in_its_own_text(leaf: Page) -> None:
    found = set(re.findall(r"\]\(([a-z-]+)\)", "".join(section.body for section in leaf.sections)))
    assert len(found - {leaf.id}) >= 2
    assert leaf.id not in found


def test_no_page_could_stand_under_anothers_title() -> None:
    """No paragraph, sentence to say or summary stands on two pages."""
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for page in GUIDE.in_order(language):
            for line in [page.summary, *told(page)]:
                if len(line) > 40:
                    assert seen.setdefault(line, page.id) == page.id, line


def test_a_page_knows_its_neighbours() -> None:
    order = GUIDE.order
    assert GUIDE.neighbours(order[0]) == (None, order[1])
    assert GUIDE.neighbours(order[5]) == (order[4], order[6])
    assert GUIDE.neighbours(order[-1]) == (order[-2], None)
    assert GUIDE.part_of("mediation").id == "red"


def test_reading_time_is_told_in_whole_minutes() -> None:
    for page in PAGES:
        assert page.minutes == max(1, round(page.words / 200))


def test_every_practice_is_for_its_own_step_and_everyone() -> None:
    for language in LANGUAGES:
        for page in GUIDE.in_order(language):
            if page.practice:
                assert page.steps == (page.practice.step,)
                assert page.readers == tuple(Reader)
                assert page.title == page.practice.label.to(language)


def test_what_changed_since_a_note_is_known() -> None:
    newest, first = GUIDE.editions
    assert GUIDE.edition is newest
    assert GUIDE.changed_since("mediation", first.name) == (newest,)
    assert GUIDE.changed_since("mediation", newest.name) == ()
    assert GUIDE.changed_since("mediation", "1999.1") == (newest,)
    assert GUIDE.changed_since("contacts", first.name) == ()
    assert {page for change in newest.changes for page in change.pages} == set(GUIDE.order)
