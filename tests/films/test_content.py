"""Are the films that we ship whole in both languages, and is each mistake told with its line?"""

import pytest

from tests.films.conftest import FILMS, SMALL, Spoil, loaded
from trappen.films.rules import Film, Spot, Take, duration
from trappen.guide.queries import guide
from trappen.language.rules import cpr_numbers
from trappen.shared.yaml_files import ContentError
from trappen.staircase.queries import newest


def test_the_five_films_stand_in_order() -> None:
    assert [film.id for film in FILMS] == ["aktiv-lytning", "forventninger", "saet-graenser", "kritik", "defusing"]


def test_each_goes_wrong_stops_and_goes_better(shipped: Film) -> None:
    takes = [scene.take for scene in shipped.scenes]
    assert takes.index(Take.WRONG) < len(takes) - 1 - takes[::-1].index(Take.BETTER)
    beats = [beat for scene in shipped.scenes for beat in scene.beats]
    assert any(beat.pause for beat in beats)
    assert all(beat.technique.why.da for beat in beats if beat.technique)
    assert 180 <= duration(shipped) <= 300
    assert set(shipped.practices) <= set(newest().practices)
    assert set(shipped.guide_pages) <= set(guide().order)
    assert 35 <= shipped.meeting.minutes <= 60
    assert {exercise.for_pairs for exercise in shipped.meeting.exercises} == {True, False}


def test_no_cpr_number_stands_in_a_film(shipped: Film) -> None:
    assert cpr_numbers(repr(shipped)) == []


def test_bare_words_of_yaml_are_words(small: Film) -> None:
    assert small.figures["ane"].look["glasses"] == "yes"
    assert small.figures["ane"].look["beard"] == "no"
    assert small.scenes[0].cast["bo"] is Spot.OFF
    assert small.scenes[1].beats[1].to is Spot.OFF


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("practices: [de-escalate]", "practices: [dance]", "There is no practice 'dance'"),
        ("guide_pages: [active-listening]", "guide_pages: [nowhere]", "There is no page 'nowhere'"),
        ("guide: active-listening", "guide: nowhere", "There is no page 'nowhere'"),
        ("hair: bun", "hair: wig", "No figure has hair: 'wig'"),
        ("hair: bun", "height: tall", "No figure has height: 'tall'"),
        ("place: corridor", "place: moon", "There is no place 'moon'"),
        ("cast: {ane: right, bo: off}", "cast: {ane: right, cy: off}", "There is no figure 'cy'"),
        ("{who: bo, do:", "{who: cy, do:", "There is no figure 'cy'"),
        ("face: angry", "face: green", "There is no face 'green'"),
        ("pose: point", "pose: fly", "There is no pose 'fly'"),
        ("{who: ane, say: {da: Nej., en: No.}, ", "{say: {da: Nej., en: No.}, ", "Nobody says or does this"),
        (
            "- caption: {da: Det er aften., en: It is evening.}",
            "- {face: calm, caption: {da: A, en: B}}",
            "Nobody has",
        ),
        ("say: {da: Nej., en: No.}", "do: {da: ryster, en: shakes}, say: {da: Nej., en: No.}", "A beat is one thing"),
        ("say: {da: Nej., en: No.}, ", "", "A beat is one thing"),
        ("say: {da: Nej., en: No.}", "say: {da: Nej.}", "say.en"),
        ("say: {da: Nej., en: No.}", f"say: {{da: {'N' * 161}, en: No.}}", "say.da"),
        ("take: better", "take: wrong", "No better scene follows a wrong one"),
        ("take: wrong", "take: between", "No better scene follows a wrong one"),
        ("pause: {", "caption: {", "The film never stops"),
        ("number: 1", "number: one", "number"),
        ("voice: loud", "voice: singing", "voice"),
    ],
)
def test_a_mistake_is_told(spoiled: Spoil, old: str, new: str, said: str) -> None:
    folder = spoiled((old, new))
    with pytest.raises(ContentError) as told:
        loaded(folder)
    assert said in str(told.value)
    text = SMALL.replace(old, new)
    for mistake in told.value.mistakes:
        assert mistake.file.name == "doeren.yaml"
        assert 1 <= mistake.line <= text.count("\n")


def test_the_line_is_that_of_the_mistake(spoiled: Spoil) -> None:
    with pytest.raises(ContentError) as told:
        loaded(spoiled(("face: angry", "face: green")))
    (mistake,) = told.value.mistakes
    assert "face: green" in SMALL.replace("face: angry", "face: green").splitlines()[mistake.line - 1]


def test_a_film_without_a_technique_teaches_nothing(spoiled: Spoil) -> None:
    start = SMALL.index("        technique:")
    technique = SMALL[start : SMALL.index("      - {who: bo, do: {da: nikker")]
    with pytest.raises(ContentError, match="names no technique"):
        loaded(spoiled((technique, "")))


@pytest.mark.parametrize(("pauses", "told"), [(15, "lasts 1"), (38, "lasts 3")])
def test_a_film_that_is_too_short_or_too_long(spoiled: Spoil, pauses: int, told: str) -> None:
    one = "      - pause: {da: 'Hvad så I?', en: 'What did you see?'}\n"
    with pytest.raises(ContentError, match=f"The film {told}"):
        loaded(spoiled((one * 21, one * pauses)))


def test_two_films_with_one_number_and_none_at_all(spoiled: Spoil) -> None:
    folder = spoiled()
    (folder / "films" / "vinduet.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(ContentError, match="another film number 1"):
        loaded(folder)
    for file in (folder / "films").iterdir():
        file.unlink()
    with pytest.raises(ContentError, match="There is no film"):
        loaded(folder)
