"""What does the finder understand of what it is sent?"""

import pytest
from django.http import QueryDict

from tests.staircase.conftest import CONTENT, raw_signs
from trappen.staircase.content import kept
from trappen.staircase.forms import FREQUENCIES, Finder, Row, StepChoice
from trappen.staircase.rules import Frequency, Observation

EDITION = kept(CONTENT).staircase
ONCE, SEVERAL, PERSISTENTLY = Frequency.ONCE, Frequency.SEVERAL, Frequency.PERSISTENTLY


def finder(query: str, language: str = "da") -> Finder:
    return Finder(QueryDict(query), staircase=EDITION, language=language)


def test_a_blank_form_asks_about_every_sign_and_has_no_answer() -> None:
    form = Finder(staircase=EDITION, language="da")
    assert list(form.rows) == [Row(sign, ticked=False, frequency="several") for sign in EDITION.signs.values()]
    assert [value for value, _ in form.frequencies] == list(Frequency)
    assert form.frequencies is FREQUENCIES


@pytest.mark.parametrize(("language", "word"), [("da", "At borger spiller"), ("en", "The citizen plays")])
def test_signs_are_named_in_the_language_of_the_page(language: str, word: str) -> None:
    choices = dict(finder("", language).fields["sign"].choices)  # type: ignore[attr-defined]  # a choice field
    assert list(choices) == [sign["id"] for sign in raw_signs()]
    assert choices["plays-staff-off"].startswith(word)


@pytest.mark.parametrize(
    ("query", "observations"),
    [
        ("", ()),
        ("sign=dissatisfaction", (Observation("dissatisfaction", SEVERAL),)),
        ("sign=dissatisfaction&often-dissatisfaction=once", (Observation("dissatisfaction", ONCE),)),
        ("sign=dissatisfaction&often-dissatisfaction=persistently", (Observation("dissatisfaction", PERSISTENTLY),)),
        ("sign=dissatisfaction&often-dissatisfaction=never", (Observation("dissatisfaction", SEVERAL),)),
        ("sign=dissatisfaction&often-dissatisfaction=", (Observation("dissatisfaction", SEVERAL),)),
        (
            "sign=dissatisfaction&often-dissatisfaction=once&often-dissatisfaction=several",
            (Observation("dissatisfaction"),),
        ),
        ("often-dissatisfaction=once", ()),
        ("sign=recurring-complaints&often-recurring-complaints=once", (Observation("recurring-complaints", SEVERAL),)),
        (
            "sign=press-and-media&sign=dissatisfaction&sign=press-and-media&often-press-and-media=once",
            (Observation("dissatisfaction", SEVERAL), Observation("press-and-media", ONCE)),
        ),
    ],
)
def test_observations_come_once_each_in_the_checklists_order(
    query: str, observations: tuple[Observation, ...]
) -> None:
    form = finder(query)
    assert form.is_valid(), form.errors
    assert form.observations == observations


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", False),
        ("persistently_difficult=", False),
        ("persistently_difficult=no", False),
        ("persistently_difficult=yes", True),
        ("persistently_difficult=no&persistently_difficult=yes", True),
    ],
)
def test_the_last_question_is_answered_or_left(query: str, answer: bool) -> None:
    form = finder(query)
    assert form.is_valid()
    assert form.is_persistently_difficult is answer


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("sign=nonsense", "sign"),
        ("sign=dissatisfaction&sign=nonsense", "sign"),
        ("sign=", "sign"),
        ("sign=" + "x" * 200_000, "sign"),
        ("sign=%00", "sign"),
        ("persistently_difficult=maybe", "persistently_difficult"),
        ("persistently_difficult=" + "y" * 200_000, "persistently_difficult"),
    ],
)
def test_what_no_page_sends_is_refused(query: str, field: str) -> None:
    form = finder(query)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_what_was_ticked_is_still_there_when_something_is_wrong() -> None:
    form = finder("sign=press-and-media&often-press-and-media=once&sign=nonsense")
    assert not form.is_valid()
    assert [(row.sign.id, row.frequency) for row in form.rows if row.ticked] == [("press-and-media", "once")]


@pytest.mark.parametrize(
    ("step", "valid"), [("green", True), ("yellow", True), ("red", True), ("blue", False), ("", False)]
)
def test_the_step_that_one_judges_oneself(step: str, valid: bool) -> None:
    form = StepChoice(QueryDict(f"step={step}"))
    assert form.is_valid() is valid
