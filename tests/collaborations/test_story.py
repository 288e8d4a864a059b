"""What does a history say in a heading, and how is it drawn?"""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from tests.factories import DAY, TODAY
from trappen.collaborations import story
from trappen.collaborations.models import Assessment
from trappen.collaborations.story import Curve, Drawn
from trappen.staircase.rules import StepId

GREEN, YELLOW, RED = StepId


def history(*steps: tuple[int, StepId]) -> list[Assessment]:
    """Assessments with their days back from today."""
    return [Assessment(seen_on=TODAY - ago * DAY, step=step.value) for ago, step in steps]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "Ikke vurderet endnu"),
        ([(30, RED)], "Den første vurdering: rød"),
        ([(262, YELLOW), (214, RED), (96, YELLOW)], "Fra rød til gul på fire måneder"),
        ([(30, YELLOW), (0, GREEN)], "Fra gul til grøn på en måned"),
        ([(9, YELLOW), (0, GREEN)], "Fra gul til grøn på under en måned"),
        ([(400, RED), (0, GREEN)], "Fra rød til grøn på 13 måneder"),
        ([(119, GREEN), (9, RED)], "Fra grøn til rød på fire måneder"),
        ([(119, RED), (60, GREEN), (9, RED)], "Tilbage på rød"),
        ([(9, GREEN), (0, GREEN)], "Stadig grøn"),
        ([(30, RED), (0, RED)], "Stadig rød efter en måned"),
        ([(200, RED), (0, RED)], "Stadig rød efter syv måneder"),
    ],
)
def test_the_heading_says_what_is_so(steps: list[tuple[int, StepId]], said: str) -> None:
    assert story.heading(history(*steps)) == said


def test_the_picture_is_told_in_words_too() -> None:
    assessments = history((100, RED), (75, YELLOW), (25, GREEN))
    assert story.picture(assessments, TODAY) == Curve(
        id="curve",
        title="Fra rød til grøn på to måneder",
        description="22. nov. 2025: Det røde trin; 17. dec. 2025: Det gule trin; 5. feb. 2026: Det grønne trin.",
        points=(
            Drawn("0", "25", RED, None, "22. nov. 2025: Det røde trin"),
            Drawn("25", "75", YELLOW, RED, "17. dec. 2025: Det gule trin"),
            Drawn("75", "100", GREEN, YELLOW, "5. feb. 2026: Det grønne trin"),
        ),
        start="nov. 2025",
        end="marts 2026",
    )


def test_days_stand_in_the_readers_way() -> None:
    with translation.override("en"):
        curve = story.picture(history((25, GREEN)), TODAY)
    assert curve is not None
    assert (curve.start, curve.end, curve.points[0].label[:10]) == ("Feb 2026", "Mar 2026", "5 Feb 2026")


def test_without_assessments_there_is_no_picture() -> None:
    assert story.picture([], TODAY) is None


def test_an_assessment_after_the_day_of_looking_still_has_its_place() -> None:
    curve = story.picture(history((10, GREEN), (-40, RED)), TODAY)
    assert curve is not None
    assert (curve.points[-1].x, curve.end) == ("100", "april 2026")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_picture_for_a_paper_is_whole(language: str) -> None:
    with translation.override(language):
        curve = story.picture(history((262, YELLOW), (214, RED), (96, YELLOW)), dt.date(2026, 3, 2))
        assert curve is not None
        drawn = ET.fromstring(story.svg(curve))  # noqa: S314  # our own picture
    circles = drawn.findall(".//{http://www.w3.org/2000/svg}circle")
    assert [circle.get("cx") for circle in circles] == ["0%", "18.32%", "63.36%"]
    assert len({circle.get("cy") for circle in circles}) == 2
