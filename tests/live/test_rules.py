"""Which codes are codes, and when has someone asked too often?"""

from hypothesis import given
from hypothesis import strategies as st

from trappen.live.rules import ALPHABET, CODE_LENGTH, Bucket, new_code, spoken, tidy_code


def test_a_code_can_be_read_aloud_and_typed_in_any_way() -> None:
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set("01OIL") & set(ALPHABET)
    for typed in (code, code.lower(), spoken(code), f" {code[:2]}-{code[2:]} "):
        assert tidy_code(typed) == code


def test_what_can_be_no_code() -> None:
    assert [tidy_code(text) for text in ("", "ABC", "ABCDEFG", "ABCDE0", "ÆØÅ234")] == [""] * 5


@given(st.lists(st.floats(0, 3, allow_nan=False), max_size=60))
def test_a_bucket_gives_what_it_holds_and_what_it_is_filled_with(pauses: list[float]) -> None:
    now, drawn, bucket = 0.0, 0, Bucket(left=Bucket.most, at=0.0)
    for pause in pauses:
        now += pause
        if after := bucket.drawn(now):
            bucket, drawn = after, drawn + 1
    assert drawn <= Bucket.most + now * Bucket.rate + 1e-6
    assert 0 <= bucket.left <= Bucket.most


def test_an_empty_bucket_fills_up_again() -> None:
    bucket = Bucket(left=0.4, at=10.0)
    assert bucket.drawn(10.0) is None
    assert bucket.drawn(10.3) is not None
    assert bucket.drawn(9.0) is None  # a clock that goes backwards gives nothing
