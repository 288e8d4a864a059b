"""Which bytes does a request get, at every edge?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.films.ranges import MOST_AT_ONCE, Stretch, Unsatisfiable, asked, still_the_same

MB = MOST_AT_ONCE


@pytest.mark.parametrize(
    ("header", "size", "first", "last"),
    [
        ("bytes=0-0", 10, 0, 0),
        ("bytes=0-9", 10, 0, 9),
        ("bytes=0-10", 10, 0, 9),
        ("bytes=9-", 10, 9, 9),
        ("bytes=-1", 10, 9, 9),
        ("bytes=-10", 10, 0, 9),
        ("bytes=-11", 10, 0, 9),
        ("Bytes = 2 - 4 ", 10, 2, 4),
        ("bytes=0-", 3 * MB, 0, MB - 1),
        ("bytes=5-", 3 * MB, 5, MB + 4),
        (f"bytes=0-{MB}", 3 * MB, 0, MB - 1),
        (f"bytes=-{2 * MB}", 3 * MB, MB, 2 * MB - 1),
    ],
)
def test_a_part(header: str, size: int, first: int, last: int) -> None:
    stretch = asked(header, size)
    assert stretch == Stretch(first, last)
    assert stretch.length == last - first + 1
    assert stretch.header(size) == f"bytes {first}-{last}/{size}"


@pytest.mark.parametrize("header", ["", "items=0-1", "bytes=0-1,3-4", "nothing"])
def test_the_whole_where_no_single_range_of_bytes_is_asked_for(header: str) -> None:
    assert asked(header, 10) is None


@pytest.mark.parametrize(
    "header",
    ["bytes=", "bytes=-", "bytes=a-b", "bytes=10-", "bytes=11-12", "bytes=4-3", "bytes=-0", "bytes=1", "bytes=--1"],
)
def test_what_the_file_does_not_have(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        asked(header, 10)


def test_an_empty_file_has_no_parts() -> None:
    for header in ("bytes=0-", "bytes=-1"):
        with pytest.raises(Unsatisfiable):
            asked(header, 0)


@given(size=st.integers(1, 1 << 40), first=st.integers(0, 1 << 40), more=st.integers(0, 1 << 40))
def test_a_part_lies_inside_and_is_never_large(size: int, first: int, more: int) -> None:
    header = f"bytes={first}-{first + more}"
    if first >= size:
        with pytest.raises(Unsatisfiable):
            asked(header, size)
        return
    stretch = asked(header, size)
    assert stretch is not None
    assert stretch.first == first
    assert first <= stretch.last < size
    assert 1 <= stretch.length <= MOST_AT_ONCE


@pytest.mark.parametrize(
    ("if_range", "same"),
    [
        ("", True),
        ('"abc"', True),
        (' "abc" ', True),
        ('W/"abc"', False),
        ('"abd"', False),
        ("Tue, 24 Nov 2026", False),
    ],
)
def test_a_part_is_given_only_of_the_same_file(if_range: str, same: bool) -> None:
    assert still_the_same(if_range, '"abc"') is same
