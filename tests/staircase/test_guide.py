"""Is every page of the guide short, plain, in both languages, and of one shape?"""

import re

import pytest

from tests.staircase.conftest import CONTENT, LANGUAGES, PRACTICES
from trappen.staircase.content import GuidePage, kept

PAGES = kept(CONTENT).guide
each_practice = pytest.mark.parametrize("practice", PRACTICES)
each_page = pytest.mark.parametrize(
    "page", [pytest.param(PAGES[language][id_], id=f"{language}-{id_}") for language in LANGUAGES for id_ in PRACTICES]
)

LONGEST_DANISH_LIX = 44
LONG_WORD = 7


def plain(markdown: str) -> str:
    """What is read aloud: without numbers of a list, marks of a quotation and stress."""
    lines = re.sub(r"^\s*(?:\d+\.|[->*])\s+", "", markdown, flags=re.MULTILINE)
    return lines.replace("*", "").replace("_", "")


def read_words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[-'’]\w+)*", plain(text))


def sentences(text: str) -> int:
    return sum(1 for each in re.split(r"[.!?:](?=[\s\"”]|$)|\n", plain(text)) if re.search(r"\w", each))


def lix(text: str) -> float:
    """Words to a sentence, and how many in a hundred are long."""
    words = read_words(text)
    return len(words) / sentences(text) + 100 * sum(len(each) >= LONG_WORD for each in words) / len(words)


def test_lix_is_counted_as_the_formula_says() -> None:
    assert lix("Ring til borgeren. Lyt, og sig tak!") == pytest.approx(7 / 2 + 100 * 1 / 7)
    assert lix("Sagsbehandlingstidens forlængelse meddeles skriftligt.") == 104


@each_page
def test_a_page_has_60_to_120_words(page: GuidePage) -> None:
    assert 60 <= len(read_words(page.body)) <= 120
    assert 60 <= len(page.body.split()) <= 120, "counted by spaces, as a word processor does"


@each_practice
def test_the_danish_is_plain(practice: str) -> None:
    page = PAGES["da"][practice]
    assert lix(page.body) <= LONGEST_DANISH_LIX
    assert lix(page.summary) <= LONGEST_DANISH_LIX + 11, "one sentence alone"


@each_practice
def test_both_languages_have_one_shape(practice: str) -> None:
    def shape(page: GuidePage) -> list[str]:
        blocks = re.split(r"\n\s*\n", page.body)
        return [
            "steps" if block.startswith("1. ") else "quotation" if block.startswith("> ") else "words"
            for block in blocks
        ]

    danish, english = PAGES["da"][practice], PAGES["en"][practice]
    assert shape(danish) == shape(english)
    assert len(danish.sources) == len(english.sources)
    assert [checked for _, checked in danish.sources] == [checked for _, checked in english.sources]
    assert danish.body != english.body


@each_page
def test_a_page_says_how_step_by_step_and_where_it_is_from(page: GuidePage) -> None:
    steps = [int(number) for number in re.findall(r"^(\d+)\. ", page.body, flags=re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert 3 <= len(steps) <= 5
    assert not re.search(r"^#|<[a-z/]|\]\(", page.body, flags=re.MULTILINE), "no heading, no HTML, no link"
    assert 10 <= len(page.summary) <= 140
    assert page.sources


@each_page
def test_every_sentence_ends(page: GuidePage) -> None:
    assert page.summary.endswith((".", "?", "!"))
    for line in filter(None, page.body.split("\n")):
        assert line.endswith((".", "?", "!", '."', '?"', '!"', ":")), line


def test_no_page_is_a_copy_of_another() -> None:
    for pages in PAGES.values():
        assert len({page.body for page in pages.values()}) == len(PRACTICES)
        assert len({page.summary for page in pages.values()}) == len(PRACTICES)


def test_the_introduction_has_as_many_paragraphs_in_both_languages() -> None:
    paragraphs = kept(CONTENT).introduction.paragraphs
    assert len(paragraphs["da"]) == len(paragraphs["en"]) == 3
    assert all(text.endswith(".") for each in paragraphs.values() for text in each)
