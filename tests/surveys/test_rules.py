"""What may be shown of how many answers, what does a box tell, and what do two groups reveal?"""

import datetime as dt
import itertools
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trappen.staircase.queries import newest
from trappen.staircase.rules import Frequency, Observation, StepId, place
from trappen.surveys import rules
from trappen.surveys.rules import (
    FEWEST,
    Answer,
    Asked,
    Box,
    Refusal,
    Refused,
    Result,
    Share,
    Strain,
    View,
    empty_box,
    may_open,
    result_of,
    reveals,
    share,
)

TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)
STAIRCASE = newest()
SIGNS = tuple(STAIRCASE.signs)

observations = st.dictionaries(st.sampled_from(SIGNS), st.sampled_from(Frequency)).map(
    lambda seen: tuple(Observation(sign, often) for sign, often in seen.items())
)
answers = st.builds(Answer, observations, st.booleans(), st.none() | st.sampled_from(Strain))
boxes = st.lists(answers, min_size=0, max_size=14)


def box_of(given_answers: list[Answer], places: int = 14) -> Box:
    box = empty_box(places, STAIRCASE)
    for slot, each in enumerate(given_answers):
        box = box.add(slot, each, STAIRCASE)
    return box


# The box


@given(boxes)
def test_a_box_is_read_as_it_was_written_and_always_as_long(given_answers: list[Answer]) -> None:
    box = box_of(given_answers)
    assert Box.read(box.written()) == box
    assert len(box.written()) == len(empty_box(14, STAIRCASE).written())


@given(boxes, st.randoms())
def test_the_order_of_answers_leaves_no_trace(given_answers: list[Answer], random: object) -> None:
    shuffled = list(given_answers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert box_of(shuffled).written() == box_of(given_answers).written()


@given(boxes)
def test_the_sums_are_those_of_the_answers(given_answers: list[Answer]) -> None:
    box = box_of(given_answers)
    steps = Counter(
        place(STAIRCASE, each.observations, persistently_difficult=each.persistently_difficult).step
        for each in given_answers
    )
    assert {step: box.sums[f"step:{step}"] for step in StepId} == {step: steps[step] for step in StepId}
    assert box.answers == len(given_answers)
    assert box.sums["difficult"] == sum(each.persistently_difficult for each in given_answers)
    for sign in SIGNS:
        seen = [each.frequency for one in given_answers for each in one.observations if each.sign == sign]
        assert box.sums[f"sign:{sign}:once"] == len(seen)
        assert box.sums[f"sign:{sign}:persistently"] == seen.count(Frequency.PERSISTENTLY)


def test_a_place_answers_once() -> None:
    box = box_of([Answer(persistently_difficult=True)], places=2)
    assert box.add(0, Answer(), STAIRCASE) is box
    assert box.has_answer_of(0)
    assert not box.has_answer_of(1)
    assert box.missing == [1]


# The words


@given(st.integers(5, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_word_never_picks_out_one_or_two(pair: tuple[int, int]) -> None:
    """Neither those who ticked nor those who did not can be told apart from none, one or two."""
    count, of = pair
    word = share(count, of)
    assert (word is Share.FEW) == (count <= 2)
    assert (word is Share.MOST) == (of - count <= max(2, of // 4))
    assert word.is_at_least_half == (2 * count >= of)
    if count <= 2:
        assert {share(each, of) for each in range(3)} == {Share.FEW}
    if of - count <= 2:
        assert {share(of - each, of) for each in range(3)} == {Share.MOST}


@given(st.integers(5, 500))
def test_the_words_rise_with_the_number(of: int) -> None:
    heights = [share(count, of).height for count in range(of + 1)]
    assert heights == sorted(heights)
    assert heights[0] == 1
    assert heights[-1] == 4


@pytest.mark.parametrize("of", range(5))
def test_too_few_have_no_word(of: int) -> None:
    with pytest.raises(ValueError, match="too few"):
        share(of, of)


# The result


@given(boxes, st.integers(0, 14))
def test_there_is_no_result_of_too_few(given_answers: list[Answer], fewest: int) -> None:
    result = result_of(box_of(given_answers), STAIRCASE, fewest=fewest)
    assert (result is None) == (len(given_answers) < max(FEWEST, fewest))
    if result:
        assert max(FEWEST, fewest) <= result.at_least <= len(given_answers)
        assert Result.read(result.written()) == result
        told = sum(each.strain is not None for each in given_answers)
        assert bool(result.strain) == (told >= max(FEWEST, fewest))


@given(answers.filter(lambda each: each.strain is None), answers.filter(lambda each: each.strain is None))
def test_one_or_two_who_differ_are_not_seen(first: Answer, second: Answer) -> None:
    """Whatever two of five tick, the result is what it would be had they seen nothing."""
    calm = [Answer()] * 3
    assert result_of(box_of([*calm, first, second]), STAIRCASE, fewest=5) == result_of(
        box_of([Answer()] * 5), STAIRCASE, fewest=5
    )


@given(st.lists(answers, min_size=5, max_size=12))
def test_what_is_proposed_is_what_the_finder_says_of_what_half_see(given_answers: list[Answer]) -> None:
    result = result_of(box_of(given_answers), STAIRCASE, fewest=5)
    assert result
    often = {
        sign: [
            frequency
            for frequency in Frequency
            if 2
            * sum(
                list(Frequency).index(each.frequency) >= list(Frequency).index(frequency)
                for one in given_answers
                for each in one.observations
                if each.sign == sign
            )
            >= len(given_answers)
        ]
        for sign in SIGNS
    }
    seen = [Observation(sign, found[-1]) for sign, found in often.items() if found]
    difficult = 2 * sum(each.persistently_difficult for each in given_answers) >= len(given_answers)
    assert result.placement(STAIRCASE) == place(STAIRCASE, seen, persistently_difficult=difficult)


@given(answers)
def test_the_leaders_view_is_read_as_it_was_written(given_answer: Answer) -> None:
    assert View.read(View(given_answer).written()) == View(given_answer)


# Differences between groups

people = st.frozensets(st.integers(0, 24), min_size=5, max_size=12)


@given(people, st.lists(people, max_size=3), st.integers(5, 8))
def test_no_difference_of_results_hangs_on_few(new: frozenset[int], others: list[frozenset[int]], fewest: int) -> None:
    """Whoever adds and takes away is left with nobody or with enough; asked again exactly, all cancel out."""
    assume(not reveals(new, others, fewest))
    unlike = [group for group in others if group != new]
    for chosen in itertools.product((1, 0, -1), repeat=len(unlike)):
        left = Counter(new)
        for sign, group in zip(chosen, unlike, strict=True):
            left.update(dict.fromkeys(group, sign))
        assert sum(number != 0 for number in left.values()) not in range(1, fewest)


@given(people, st.data())
def test_one_more_or_less_is_found(group: frozenset[int], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(group)))
    assert reveals(group, [group - {gone}], 5)
    assert reveals(group - {gone}, [group], 5)
    assert reveals(group, [group - {gone} | {99}], 5)
    assert not reveals(group, [group], 5)


def test_a_team_inside_a_team_needs_five_around_it() -> None:
    whole, inner = frozenset(range(12)), frozenset(range(6))
    assert not reveals(inner, [whole], 5)
    assert reveals(frozenset(range(8)), [whole], 5)
    assert reveals(inner, [whole], 7)
    assert not reveals(frozenset(range(100, 106)), [whole], 5)


def test_three_results_are_taken_from_each_other_too() -> None:
    whole, first, second = frozenset(range(13)), frozenset(range(5)), frozenset(range(5, 10))
    assert not reveals(first, [whole], 5)
    assert reveals(second, [whole, first], 5)


def test_too_many_that_hang_together_are_refused() -> None:
    chain = [frozenset(range(start, start + 12)) for start in range(0, 60, 6)]
    assert reveals(chain[0], chain[1:], 5)


# When


def asked_before(people: set[int], *, closed: int | None = None, same: bool = False) -> Asked:
    """Closed so many days ago, None while it is open for a week more."""
    closed_on = None if closed is None else TODAY - closed * DAY
    return Asked(people, closes_on=TODAY + 7 * DAY, closed_on=closed_on, same=same)


SIX = set(range(6))


def refusal(people: set[int], *others: Asked, fewest: int = 5) -> tuple[Refusal, dt.date | None] | None:
    try:
        may_open(people, others, fewest=fewest, today=TODAY)
    except Refused as error:
        return error.refusal, error.until
    return None


def test_a_round_may_be_opened_where_nothing_stands_in_the_way() -> None:
    assert refusal(SIX) is None
    assert refusal(SIX, asked_before(SIX, closed=90, same=True)) is None
    assert refusal(SIX, asked_before(SIX - {1}, closed=90)) is None
    assert refusal(SIX, asked_before(SIX)) is None


def test_a_round_is_refused_with_the_reason() -> None:
    assert refusal({1, 2, 3, 4}) == (Refusal.TOO_FEW, None)
    assert refusal(SIX, fewest=7) == (Refusal.TOO_FEW, None)
    assert refusal({1, 2, 3, 4}, fewest=1) == (Refusal.TOO_FEW, None)
    assert refusal(SIX, asked_before(SIX, same=True)) == (Refusal.ALREADY_OPEN, None)
    assert refusal(SIX, asked_before(SIX, closed=89, same=True)) == (Refusal.TOO_SOON, TODAY + DAY)
    assert refusal(SIX, asked_before(SIX - {1}, closed=89)) == (Refusal.TOO_ALIKE, TODAY + DAY)
    assert refusal(SIX, asked_before(SIX - {1})) == (Refusal.TOO_ALIKE, TODAY + 97 * DAY)


def test_the_days_of_a_round() -> None:
    assert rules.is_open(TODAY, TODAY, closed=False)
    assert not rules.is_open(TODAY, TODAY, closed=True)
    assert not rules.is_open(TODAY, TODAY + DAY, closed=False)
    assert not rules.is_due(TODAY, TODAY)
    assert rules.is_due(TODAY, TODAY + DAY)
    assert [rules.reminds_by_itself(TODAY + days * DAY, TODAY) for days in (-1, 0, 2, 3)] == [
        False,
        True,
        True,
        False,
    ]
    assert rules.seen_by_team(TODAY, TODAY, shared=True)
    assert not rules.seen_by_team(TODAY, TODAY + 13 * DAY, shared=False)
    assert rules.seen_by_team(TODAY, TODAY + 14 * DAY, shared=False)
