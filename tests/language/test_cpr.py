"""Is a CPR number found however it is written, and nothing else taken for one?"""

import re
from itertools import chain, pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from trappen.language.rules import Found, cpr_numbers

# Numbers here are made up: none has a checksum or a serial that the register gives.
VISIBLE = [" ", "  ", "\t", ".", "-", "/", " - ", " / ", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015"]
VISIBLE += ["\u2212", "\ufe58", "\ufe63", "\uff0d"]
LINES = ["\n", "\r\n", "\n\n", "\v", "\f", "\x85", "\u2028", "\u2029"]
UNSEEN = ["\u00a0", "\u2002", "\u2009", "\u202f", "\u205f", "\u3000", "\u00ad", "\u034f", "\u061c", "\u180e", "\u200b"]
UNSEEN += ["\u200c", "\u200d", "\u200e", "\u200f", "\u202e", "\u2060", "\u2066", "\u2069", "\ufe0f", "\ufeff"]
SEPARATORS = VISIBLE + LINES + UNSEEN

DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@st.composite
def valid_numbers(draw: st.DrawFn) -> str:
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, DAYS[month - 1]))
    return f"{day:02}{month:02}{draw(st.integers(0, 999_999)):06}"


@st.composite
def written(draw: st.DrawFn, number: str | None = None) -> str:
    """Ten digits with a valid date first, and anything or nothing between them."""
    digits = number or draw(valid_numbers())
    gaps = draw(st.lists(st.just("") | st.sampled_from(SEPARATORS), min_size=9, max_size=9))
    text = "".join(chain.from_iterable(zip(digits, [*gaps, ""], strict=True)))
    assume(not is_a_date_with_its_year(text))
    return text


def is_a_date_with_its_year(text: str) -> bool:
    return re.match(r"\d\d?[./-]\d\d?[./-](19|20)\d\d(\D|$)", text) is not None


words = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=20)


@settings(max_examples=300, deadline=None)
@given(before=words, number=written(), after=words)
def test_in_any_spacing_it_is_found_where_it_stands(before: str, number: str, after: str) -> None:
    start = len(before)
    assert cpr_numbers(before + number + after) == [Found(start, start + len(number), before.count("\n") + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "0101901234",
        "010190-1234",
        "010190 1234",
        "01 01 90 12 34",
        "01.01.90-1234",
        "01/01/90-1234",
        "01-01-90-1234",
        "0 1 0 1 9 0 1 2 3 4",
        "010190\n1234",
        "010190-\r\n1234",
        "0101\n90\n12\n34",
        "010190\u00a01234",
        "010190\u200b1234",
        "0\u200b1\u200b0\u200b1\u200b9\u200b0\u200b1\u200b2\u200b3\u200b4",
        "010190\u00ad1234",
        "010190 \u2013 1234",
        "010190\u22121234",
        "010190\uff0d1234",
        "2902001234",
        "3112991234",
        "010100-0000",
    ],
)
def test_the_usual_ways_of_writing_it(text: str) -> None:
    assert cpr_numbers(text) == [Found(0, len(text), 1)]


@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
def test_every_separator_between_date_and_serial(separator: str) -> None:
    text = f"Nr. 311299{separator}1234."
    assert cpr_numbers(text) == [Found(4, len(text) - 1, 1)]


@pytest.mark.parametrize(
    "digits",
    [
        "٠١٠١٩٠١٢٣٤",
        "۰۱۰۱۹۰۱۲۳۴",
        "०१०१९०१२३४",
        "０１０１９０１２３４",
        "\U0001d7ce\U0001d7cf01901234",
    ],
)
def test_digits_of_another_script_are_digits(digits: str) -> None:
    assert cpr_numbers(f"{digits[:6]}-{digits[6:]}") == [Found(0, 11, 1)]


@pytest.mark.parametrize("sign", ["²", "①", "½", "Ⅷ", "五"])
def test_signs_of_number_are_no_digits(sign: str) -> None:
    assert cpr_numbers(f"{sign}010190123") == []
    assert cpr_numbers(f"010190123{sign}") == []
    assert cpr_numbers(f"010190{sign}1234") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ingen tal her.",
        # Not a date
        "3201901234",
        "0001901234",
        "0113901234",
        "0100901234",
        "3104901234",
        "3106901234",
        "3109901234",
        "3111901234",
        "3002901234",
        "320190-1234",
        # Too few, or part of a longer number
        "010190123",
        "010190-123",
        "12345678901",
        "01019012345",
        "10101901234",
        "010190-12345",
        "5790000010190",
        "DK5000400440116243",
        # Something else that stands between
        "010190,1234",
        "010190:1234",
        "010190x1234",
        "010190_1234",
        "010190 (1234)",
        "01+0190 1234",
        # What a leader writes every day
        "Ring på 12 34 56 78.",
        "Ring på +45 12 34 56 78 inden kl. 14.30.",
        "12345678 og 87654321",
        "Sagen hedder 2026-004417.",
        "Journalnummer 26/004417-12",
        "J.nr. 27.24.00-G01-117-26",
        "EAN 5790 0012 3456 7",
        "22.11.2026",
        "22.11.2026 14.30",
        "22.11.2026 14:30",
        "22/11-2026 kl. 14",
        "3.11.2026 9.30",
        "03-12-2026 1430",
        "01.12.2026-05.12.2026",
        "1/2/2026 - 28/2/2026",
        "2026-11-22 14:30",
        "2026-11-22T14:30:05",
        "1.200.000 kr. i 2026",
        "Side 10 af 31, linje 12",
    ],
)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert cpr_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I 2026 010190-1234 sagde hun", "010190-1234"),
        ("Sag 17 010190 1234", "010190 1234"),
        ("Tlf. 55 01 01 90 12 34", "01 01 90 12 34"),
        ("12345678 010190-1234", "010190-1234"),
        ("010190-1234 12345678", "010190-1234"),
        ("22.11.2026 010190-1234", "010190-1234"),
        ("12345678901 010190-1234", "010190-1234"),
        ("1. 010190-1234", "010190-1234"),
        ("99 99 99 010190\u200b1234", "010190\u200b1234"),
    ],
)
def test_it_is_found_beside_other_numbers(text: str, number: str) -> None:
    start = text.index(number)
    assert cpr_numbers(text) == [Found(start, start + len(number), 1)]


def test_several_are_all_told_with_their_lines() -> None:
    text = "Først 010190-1234,\nså intet,\n\nog 3112\n99-1234 samt 290200 4321."
    assert [(text[each.start : each.end], each.line) for each in cpr_numbers(text)] == [
        ("010190-1234", 1),
        ("3112\n99-1234", 4),
        ("290200 4321", 5),
    ]


def test_two_that_only_a_space_parts_are_two() -> None:
    assert cpr_numbers("010190-1234 020290-1234") == [Found(0, 11, 1), Found(12, 23, 1)]


def test_twelve_months_have_their_days() -> None:
    found = {(day, month) for day in range(100) for month in range(100) if cpr_numbers(f"{day:02}{month:02}90-1234")}
    assert found == {(day, month) for month, last in enumerate(DAYS, start=1) for day in range(1, last + 1)}


# Against a reader who goes from sign to sign


def by_hand(text: str) -> list[tuple[int, int]]:
    gaps = {sign for separator in SEPARATORS for sign in separator}
    found: list[tuple[int, int]] = []
    for start in range(len(text)):
        begins = text[start].isdecimal() and not (start and text[start - 1].isdecimal())
        if not begins or is_a_date_with_its_year(text[start:]):
            continue
        digits, at = "", start
        while at < len(text) and len(digits) < 10 and (text[at].isdecimal() or text[at] in gaps):
            digits += text[at] if text[at].isdecimal() else ""
            at += 1
        if len(digits) < 10 or (at < len(text) and text[at].isdecimal()):
            continue
        day, month = int(digits[:2]), int(digits[2:4])
        if 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] and not any(start < end for _, end in found):
            found.append((start, at))
    return found


numbers = [*"00112233456789", "01", "12", "31", "010190", "1234", "2026"]
pieces = st.sampled_from([*numbers, *SEPARATORS, "a", ",", "\U0001f642"])


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
@example("1 01 01 90 12 34")
@example("99 99 01 01 90 12 34 56")
@example("22.11.2026 14.30 010190-1234")
def test_any_text_is_read_as_by_hand(text: str) -> None:
    assert [(each.start, each.end) for each in cpr_numbers(text)] == by_hand(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(words | written() | st.sampled_from(["12 34 56 78", "2026-004417"]), max_size=6).map("\n".join))
def test_places_are_in_order_apart_and_on_their_line(text: str) -> None:
    found = cpr_numbers(text)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert sum(sign.isdecimal() for sign in text[each.start : each.end]) == 10
        assert each.line == len(text[: each.start].split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 200_000, id="digits"),
        pytest.param("1 " * 100_000, id="pairs"),
        pytest.param(("1" + " " * 999) * 200, id="far apart"),
        pytest.param("9" + " " * 200_000, id="one digit"),
        pytest.param("\u200b" * 200_000, id="unseen"),
        pytest.param("01" * 9 + "\n" * 200_000, id="lines"),
    ],
)
def test_a_long_text_is_read_to_its_end(text: str) -> None:
    number = "0 1 0 1 9 0 1234"
    start = len(text) + 1
    assert cpr_numbers(f"{text}x{number}")[-1] == Found(start, start + len(number), text.count("\n") + 1)
