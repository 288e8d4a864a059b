"""Does the rule place a collaboration as the product says, whatever is seen?"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.staircase.conftest import CONTENT, SLUGS, checklist, raw_practices, raw_signs, raw_step
from trappen.staircase.content import kept
from trappen.staircase.rules import (
    Frequency,
    Observation,
    Placement,
    Practice,
    Sign,
    Staircase,
    Step,
    StepId,
    Track,
    TrackWords,
    UnknownSign,
    Words,
    place,
    proposed_practices,
)

EDITION = kept(CONTENT).staircase
HEIGHTS = {"green": 1, "yellow": 2, "red": 3}
SAFETY = ("violence-preparedness", "risk-and-police")

Seen = dict[str, str]

frequencies = st.sampled_from(["once", "several", "persistently"])
all_seen: st.SearchStrategy[Seen] = st.dictionaries(st.sampled_from([sign["id"] for sign in raw_signs()]), frequencies)
some_seen: st.SearchStrategy[Seen] = st.dictionaries(
    st.sampled_from([sign["id"] for sign in raw_signs()]), frequencies, max_size=4
)
seen_things = some_seen | all_seen
thorough = settings(max_examples=300, deadline=None)


def observed(seen: Seen) -> list[Observation]:
    return [Observation(sign, Frequency(frequency)) for sign, frequency in seen.items()]


def placed(seen: Seen, *, difficult: bool = False) -> Placement:
    return place(EDITION, observed(seen), persistently_difficult=difficult)


def by_the_product(seen: Seen, *, difficult: bool) -> dict[str, Any]:
    """The product's own words, sentence by sentence, on the checklist as YAML has it."""
    counting: list[str] = []
    red_once: list[str] = []
    yellow: list[str] = []
    yellow_lasting: list[str] = []
    danger = False
    for sign in raw_signs():
        frequency = seen.get(sign["id"])
        if frequency is None:
            continue
        danger = danger or sign.get("safety", False)
        if sign["step"] == "yellow":
            yellow.append(sign["id"])
            if frequency == "persistently":
                yellow_lasting.append(sign["id"])
        elif sign["step"] == "red":
            counts = frequency in {"several", "persistently"} or sign.get("persistent", False)
            (counting if counts else red_once).append(sign["id"])
    step, decided_by, near_because = "green", list[str](), list[str]()
    if difficult or counting:
        step, decided_by = "red", counting
    elif yellow or red_once:
        step, decided_by, near_because = "yellow", yellow + red_once, yellow_lasting + red_once
    practices, here = [], step
    while here:
        practices += [practice["id"] for practice in raw_practices(here)]
        here = raw_step(here)["continues"]
    return {
        "step": step,
        "decided_by": decided_by,
        "by_definition": difficult,
        "near": "red" if near_because else None,
        "near_because": near_because,
        "safety": checklist()["safety_practices"] if danger else [],
        "practices": practices,
    }


def as_data(placement: Placement) -> dict[str, Any]:
    return {
        "step": placement.step.value,
        "decided_by": list(placement.decided_by),
        "by_definition": placement.by_definition,
        "near": placement.near.value if placement.near else None,
        "near_because": list(placement.near_because),
        "safety": list(placement.safety),
        "practices": list(placement.practices),
    }


YELLOW, OTHER_YELLOW = "dissatisfaction", "unclear-dialogue"
RED, OTHER_RED, RECURRING, DANGER = (
    "press-and-media",
    "plays-staff-off",
    "recurring-complaints",
    "different-reality-or-aggression",
)


@pytest.mark.parametrize(
    ("seen", "difficult", "step", "decided_by", "near_because", "safety"),
    [
        ({}, False, "green", (), (), ()),
        ({}, True, "red", (), (), ()),
        ({YELLOW: "once"}, False, "yellow", (YELLOW,), (), ()),
        ({YELLOW: "several"}, False, "yellow", (YELLOW,), (), ()),
        ({YELLOW: "persistently"}, False, "yellow", (YELLOW,), (YELLOW,), ()),
        ({OTHER_YELLOW: "once", YELLOW: "several"}, False, "yellow", (YELLOW, OTHER_YELLOW), (), ()),
        ({OTHER_YELLOW: "persistently", YELLOW: "once"}, False, "yellow", (YELLOW, OTHER_YELLOW), (OTHER_YELLOW,), ()),
        ({RED: "once"}, False, "yellow", (RED,), (RED,), ()),
        ({RED: "several"}, False, "red", (RED,), (), ()),
        ({RED: "persistently"}, False, "red", (RED,), (), ()),
        ({RED: "once", OTHER_RED: "once"}, False, "yellow", (RED, OTHER_RED), (RED, OTHER_RED), ()),
        ({RED: "once", OTHER_RED: "several"}, False, "red", (OTHER_RED,), (), ()),
        ({RED: "once", YELLOW: "once"}, False, "yellow", (YELLOW, RED), (RED,), ()),
        ({RED: "once", YELLOW: "persistently"}, False, "yellow", (YELLOW, RED), (YELLOW, RED), ()),
        ({RED: "several", YELLOW: "persistently"}, False, "red", (RED,), (), ()),
        ({RECURRING: "once"}, False, "red", (RECURRING,), (), ()),
        ({RECURRING: "several"}, False, "red", (RECURRING,), (), ()),
        ({RECURRING: "once", RED: "once"}, False, "red", (RECURRING,), (), ()),
        ({DANGER: "once"}, False, "yellow", (DANGER,), (DANGER,), SAFETY),
        ({DANGER: "several"}, False, "red", (DANGER,), (), SAFETY),
        ({DANGER: "once"}, True, "red", (), (), SAFETY),
        ({YELLOW: "once"}, True, "red", (), (), ()),
        ({RED: "once"}, True, "red", (), (), ()),
        ({RED: "several"}, True, "red", (RED,), (), ()),
    ],
)
def test_the_table_of_the_rule(
    seen: Seen,
    difficult: bool,
    step: str,
    decided_by: tuple[str, ...],
    near_because: tuple[str, ...],
    safety: tuple[str, ...],
) -> None:
    placement = placed(seen, difficult=difficult)
    assert placement == Placement(
        step=StepId(step),
        decided_by=decided_by,
        by_definition=difficult,
        near=StepId.RED if near_because else None,
        near_because=near_because,
        safety=safety,
        practices=placement.practices,
    )
    assert as_data(placement) == by_the_product(seen, difficult=difficult), "the table and the product's text agree"


@pytest.mark.parametrize("sign", raw_signs(), ids=lambda sign: str(sign["id"]))
@pytest.mark.parametrize("frequency", ["once", "several", "persistently"])
@pytest.mark.parametrize("difficult", [False, True])
def test_every_sign_alone(sign: dict[str, Any], frequency: str, difficult: bool) -> None:
    seen = {sign["id"]: frequency}
    assert as_data(placed(seen, difficult=difficult)) == by_the_product(seen, difficult=difficult)


@thorough
@given(seen=seen_things, difficult=st.booleans())
def test_whatever_is_seen_is_placed_as_the_product_says(seen: Seen, difficult: bool) -> None:
    assert as_data(placed(seen, difficult=difficult)) == by_the_product(seen, difficult=difficult)


@thorough
@given(seen=seen_things, sign=st.sampled_from(raw_signs()), frequency=frequencies, difficult=st.booleans())
def test_one_more_sign_or_answer_never_lowers_the_step(
    seen: Seen, sign: dict[str, Any], frequency: str, difficult: bool
) -> None:
    fewer = {id_: often for id_, often in seen.items() if id_ != sign["id"]}
    before, after = placed(fewer, difficult=difficult), placed({**fewer, sign["id"]: frequency}, difficult=difficult)
    assert HEIGHTS[after.step] >= HEIGHTS[before.step]
    assert len(after.safety) >= len(before.safety)
    assert HEIGHTS[placed(fewer, difficult=True).step] == HEIGHTS["red"]


@thorough
@given(seen=seen_things, sign=st.sampled_from(raw_signs()), difficult=st.booleans())
def test_seen_more_often_never_lowers_the_step(seen: Seen, sign: dict[str, Any], difficult: bool) -> None:
    heights = [
        HEIGHTS[placed({**seen, sign["id"]: often}, difficult=difficult).step]
        for often in ("once", "several", "persistently")
    ]
    assert heights == sorted(heights)


@thorough
@given(data=st.data(), seen=seen_things, difficult=st.booleans())
def test_the_order_of_what_was_seen_does_not_matter(data: st.DataObject, seen: Seen, difficult: bool) -> None:
    shuffled = data.draw(st.permutations(observed(seen)))
    assert place(EDITION, shuffled, persistently_difficult=difficult) == placed(seen, difficult=difficult)


@thorough
@given(seen=seen_things, difficult=st.booleans())
def test_what_holds_of_every_answer(seen: Seen, difficult: bool) -> None:
    placement = placed(seen, difficult=difficult)
    order = [sign["id"] for sign in raw_signs()]
    assert (placement.step is StepId.GREEN) == (not seen and not difficult)
    if placement.step is StepId.GREEN:
        assert (placement.decided_by, placement.near, placement.near_because) == ((), None, ())
    assert list(placement.decided_by) == [sign for sign in order if sign in placement.decided_by], (
        "the checklist's order"
    )
    assert set(placement.decided_by) <= seen.keys()
    assert set(placement.near_because) <= set(placement.decided_by)
    assert (placement.near is None) == (placement.near_because == ())
    assert placement.near is None or placement.step is StepId.YELLOW
    assert placement.safety == (SAFETY if DANGER in seen else ())
    assert placement.by_definition == difficult


@pytest.mark.parametrize(
    ("step", "order"),
    [("green", ["green"]), ("yellow", ["yellow", "green"]), ("red", ["red", "yellow", "green"])],
)
def test_the_steps_own_practices_come_first_then_those_that_it_continues(step: str, order: list[str]) -> None:
    expected = tuple(practice["id"] for each in order for practice in raw_practices(each))
    assert proposed_practices(EDITION, step) == expected
    assert placed({"green": {}, "yellow": {YELLOW: "once"}, "red": {RED: "several"}}[step]).practices == expected
    assert tuple(each.id for each in EDITION.downwards(step)) == tuple(order)


@pytest.mark.parametrize("others", [{}, {RED: "several"}])
@pytest.mark.parametrize("difficult", [False, True])
def test_a_sign_that_the_edition_does_not_have_is_refused(others: Seen, difficult: bool) -> None:
    with pytest.raises(UnknownSign, match=r"^no-such-sign$"):
        placed({**others, "no-such-sign": "once"}, difficult=difficult)


def test_several_times_if_not_said() -> None:
    assert Observation(RED) == Observation(RED, Frequency.SEVERAL)
    assert place(EDITION, [Observation(RED)]).step is StepId.RED


# The rule on an edition of other content: nothing in it hangs on the ids of 2021.


def invented(*signs: Sign) -> Staircase:
    """An edition whose red step continues from the green one, past the yellow."""

    def step(id_: StepId, continues: StepId | None) -> Step:
        practices = tuple(
            Practice(f"{id_}-{track}", id_, track, Words("greb", "practice"))
            for track in (Track.CONTACT, Track.ORGANISATIONAL)
        )
        own = tuple(sign for sign in signs if sign.step is id_)
        return Step(id_, Words(id_, id_), Words("når", "when"), None, continues, None, own, practices)

    nothing = Words("", "")
    return Staircase(
        source="",
        version="2030.1",
        title=nothing,
        subtitle=nothing,
        aim=nothing,
        signs_lead_in=nothing,
        tracks={track: TrackWords(nothing, nothing) for track in Track},
        safety_practices=("green-contact",),
        steps=(step(StepId.GREEN, None), step(StepId.YELLOW, StepId.GREEN), step(StepId.RED, StepId.GREEN)),
    )


def test_a_green_sign_decides_nothing() -> None:
    edition = invented(Sign("calm", StepId.GREEN, Words("ro", "calm"), safety=True))
    assert place(edition, [Observation("calm", Frequency.PERSISTENTLY)]) == Placement(
        StepId.GREEN, safety=("green-contact",), practices=("green-contact", "green-organisational")
    )


def test_safety_stands_first_on_the_yellow_step_too() -> None:
    edition = invented(Sign("threat", StepId.YELLOW, Words("trussel", "threat"), safety=True))
    placement = place(edition, [Observation("threat", Frequency.ONCE)])
    assert (placement.step, placement.safety, placement.near) == (StepId.YELLOW, ("green-contact",), None)


def test_practices_follow_the_steps_that_this_edition_names() -> None:
    assert place(invented(), [], persistently_difficult=True).practices == (
        "red-contact",
        "red-organisational",
        "green-contact",
        "green-organisational",
    )


# The values themselves


def test_steps_have_a_height_and_a_part_of_an_address() -> None:
    assert {step.value: (step.height, step.slug) for step in StepId} == {
        id_: (height, SLUGS[id_]) for id_, height in HEIGHTS.items()
    }


def test_words_are_danish_unless_english_is_asked_for() -> None:
    both = Words("trin", "step")
    assert [both.to(language) for language in ("da", "en", "de", "")] == ["trin", "step", "trin", "trin"]


@pytest.mark.parametrize("step", SLUGS)
def test_a_step_knows_its_tracks(step: str) -> None:
    this, raw = EDITION.step(step), raw_step(step)
    assert this.slug == SLUGS[step]
    for track, found in (("organisational", this.organisational), ("contact", this.contact)):
        assert [each.id for each in found] == [each["id"] for each in raw["practices"][track]]
        assert {(each.step.value, each.track.value) for each in found} == {(step, track)}
