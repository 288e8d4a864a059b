"""Can anyone work out a number under five from the counts that are shown? Tried by every way of calculating."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from trappen.collaborations.rules import Counts, counts_shown
from trappen.staircase.rules import StepId

GREEN, YELLOW, RED = StepId
UNITS = [uuid.UUID(int=number) for number in range(1, 8)]
A, B, C, D = UNITS[:4]

Steps = tuple[int, int, int]
Parents = Mapping[uuid.UUID, uuid.UUID | None]
Row = tuple[int, ...]


def counts(own: Mapping[uuid.UUID, Steps], parents: Parents, **options: int) -> dict[uuid.UUID, Counts]:
    return counts_shown(
        {unit: dict(zip(StepId, steps, strict=True)) for unit, steps in own.items()}, parents, **options
    )


def whole(*steps: int) -> Counts:
    return Counts(sum(steps), dict(zip(StepId, steps, strict=True)))


HIDDEN = Counts()


def test_a_single_unit() -> None:
    for steps, shown in {
        (0, 0, 0): HIDDEN,
        (4, 0, 0): HIDDEN,
        (2, 2, 0): HIDDEN,
        (5, 0, 0): whole(5, 0, 0),
        (5, 5, 7): whole(5, 5, 7),
        (3, 1, 1): Counts(5),
        (9, 9, 4): Counts(22),
    }.items():
        assert counts({A: steps}, {A: None}) == {A: shown}


def test_units_without_collaborations_are_hidden() -> None:
    assert counts({}, {A: None, B: A}) == {A: HIDDEN, B: HIDDEN}


def test_no_units_no_counts() -> None:
    assert counts({}, {}) == {}


def test_more_may_be_asked_than_five_but_never_less() -> None:
    assert counts({A: (7, 0, 0)}, {A: None}, fewest=8) == {A: HIDDEN}
    assert counts({A: (8, 0, 0)}, {A: None}, fewest=8) == {A: whole(8, 0, 0)}
    assert counts({A: (4, 0, 0)}, {A: None}, fewest=1) == {A: HIDDEN}


def test_units_beside_each_other_are_shown_with_the_one_above() -> None:
    assert counts({B: (5, 0, 0), C: (0, 6, 0)}, {A: None, B: A, C: A}) == {
        A: whole(5, 6, 0),
        B: whole(5, 0, 0),
        C: whole(0, 6, 0),
    }


def test_what_is_left_of_a_unit_is_not_small() -> None:
    """Ten less eight would tell that the third unit has two: the smallest unit beside it is hidden too."""
    assert counts({B: (8, 0, 0), C: (2, 0, 0)}, {A: None, B: A, C: A}) == {A: whole(10, 0, 0), B: HIDDEN, C: HIDDEN}
    assert counts({B: (8, 0, 0), C: (2, 0, 0), D: (6, 0, 0)}, {A: None, B: A, C: A, D: A}) == {
        A: whole(16, 0, 0),
        B: whole(8, 0, 0),
        C: HIDDEN,
        D: HIDDEN,
    }


def test_what_is_hidden_hides_all_below_it() -> None:
    """B is hidden since A has two of its own; C, all of B, would tell the same."""
    assert counts({A: (2, 0, 0), C: (9, 0, 0)}, {A: None, B: A, C: B}) == {A: whole(11, 0, 0), B: HIDDEN, C: HIDDEN}


def test_a_leader_who_takes_away_the_units_own_finds_nothing_small() -> None:
    assert counts({A: (6, 0, 0), B: (2, 0, 0)}, {A: None, B: A}) == {A: HIDDEN, B: HIDDEN}


def test_steps_are_hidden_where_those_of_another_unit_would_leave_something_small() -> None:
    assert counts({A: (5, 5, 0), B: (6, 0, 0), C: (0, 5, 4)}, {A: None, B: A, C: A}) == {
        A: Counts(25),
        B: whole(6, 0, 0),
        C: Counts(9),
    }
    assert counts({B: (5, 5, 0), C: (6, 5, 0), D: (1, 0, 9)}, {A: None, B: A, C: A, D: A}) == {
        A: whole(12, 10, 9),
        B: Counts(10),
        C: whole(6, 5, 0),
        D: Counts(10),
    }


# By every way of calculating: whatever sum of cells (a unit's own collaborations on one step) can be made by adding
# and subtracting what is shown is zero or at least five.


@st.composite
def trees(draw: st.DrawFn, most: int) -> Parents:
    size = draw(st.integers(1, most))
    return {UNITS[n]: draw(st.sampled_from([None, *UNITS[:n]])) for n in range(size)}


NUMBERS = st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9])


def below(unit: uuid.UUID, parents: Parents) -> set[uuid.UUID]:
    return {unit} | {found for each, parent in parents.items() if parent == unit for found in below(each, parents)}


def told(shown: Mapping[uuid.UUID, Counts], parents: Parents) -> Iterator[tuple[Row, int]]:
    """Each shown number, as the cells that it counts."""
    cells = list(product(parents, StepId))
    for unit, count in shown.items():
        inside = below(unit, parents)
        if count.total is not None:
            yield tuple(int(each in inside) for each, _ in cells), count.total
        for step, number in (count.by_step or {}).items():
            yield tuple(int(each in inside and at is step) for each, at in cells), number


def base(rows: Iterable[Row]) -> list[tuple[int, list[Fraction]]]:
    """The rows in echelon form, each with the place of its leading one."""
    found: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        rest = reduced(list(map(Fraction, row)), found)
        lead = next((place for place, value in enumerate(rest) if value), None)
        if lead is not None:
            found.append((lead, [value / rest[lead] for value in rest]))
    return found


def reduced(row: list[Fraction], by: Iterable[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for lead, other in by:
        if row[lead]:
            times = row[lead]
            row = [value - times * taken for value, taken in zip(row, other, strict=True)]
    return row


def can_be_calculated(cells: Row, rows: Iterable[Row]) -> bool:
    return not any(reduced(list(map(Fraction, cells)), base(rows)))


def test_the_calculator_calculates() -> None:
    rows = [(1, 1, 1, 0), (0, 1, 0, 0), (0, 0, 1, 1)]
    assert can_be_calculated((1, 0, 1, 0), rows)
    assert can_be_calculated((1, 1, 0, 0), [*rows, (0, 0, 1, 0)])
    assert not can_be_calculated((1, 1, 0, 0), rows)


def sums_of_cells(rows: Iterable[Row], size: int) -> Iterator[Row]:
    """Every set of cells whose sum can be calculated from the rows."""
    echelon = base(rows)
    for cells in product((0, 1), repeat=size):
        if any(cells) and not any(reduced(list(map(Fraction, cells)), echelon)):
            yield cells


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_under_five_can_be_calculated(data: st.DataObject) -> None:
    parents = data.draw(trees(3))
    numbers = data.draw(st.lists(NUMBERS, min_size=3 * len(parents), max_size=3 * len(parents)))
    own = dict(zip(parents, zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True), strict=True))
    shown = counts(own, parents)
    rows = dict(told(shown, parents))
    for cells, number in rows.items():
        assert number == sum(value for value, here in zip(numbers, cells, strict=True) if here)
    for cells in sums_of_cells(rows, len(numbers)):
        assert sum(value for value, here in zip(numbers, cells, strict=True) if here) not in {1, 2, 3, 4}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nor_by_someone_who_knows_one_units_own(data: st.DataObject) -> None:
    parents = data.draw(trees(3))
    numbers = data.draw(st.lists(NUMBERS, min_size=3 * len(parents), max_size=3 * len(parents)))
    own = dict(zip(parents, zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True), strict=True))
    leads = data.draw(st.sampled_from(list(parents)))
    known = [int(unit == leads) for unit in parents for _ in StepId]
    units = [unit for unit in parents for _ in StepId]
    size = len(numbers)
    rows = [
        *dict(
            told(
                {unit: count for unit, count in counts(own, parents).items() if unit in below(leads, parents)}, parents
            )
        ),
        *(tuple(int(place == at) for place in range(size)) for at in range(size) if known[at]),
    ]
    for cells in sums_of_cells(rows, size):
        if not any(here and units[at] == leads for at, here in enumerate(cells)):
            assert sum(value for value, here in zip(numbers, cells, strict=True) if here) not in {1, 2, 3, 4}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_nor_in_a_deep_tree(data: st.DataObject) -> None:
    parents = data.draw(trees(7))
    numbers = data.draw(st.lists(NUMBERS, min_size=len(parents), max_size=len(parents)))
    own = {unit: (number, 0, 0) for unit, number in zip(parents, numbers, strict=True)}
    shown = counts(own, parents)
    rows = [tuple(int(each in below(unit, parents)) for each in parents) for unit in parents if shown[unit].total]
    for cells in sums_of_cells(rows, len(numbers)):
        assert sum(value for value, here in zip(numbers, cells, strict=True) if here) not in {1, 2, 3, 4}
