"""Does one sending of a form become one thing, however often it is sent?"""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from trappen.shared.rules import one_of

ONCE = uuid.UUID("6b9f6f4e-3f0f-4b07-9b0a-2f5a3a1c7d11")
parts = st.lists(st.uuids() | st.integers(), max_size=4)


@given(once=st.uuids(), about=parts)
def test_the_same_sending_about_the_same_is_the_same(once: uuid.UUID, about: list[object]) -> None:
    assert one_of(once, *about) == one_of(once, *about)


@given(once=st.uuids(), one=parts, other=parts)
def test_about_something_else_it_is_another(once: uuid.UUID, one: list[object], other: list[object]) -> None:
    same = [str(each) for each in one] == [str(each) for each in other]
    assert (one_of(once, *one) == one_of(once, *other)) is same


@given(one=st.uuids(), other=st.uuids(), about=parts)
def test_another_sending_is_another(one: uuid.UUID, other: uuid.UUID, about: list[object]) -> None:
    assert (one_of(one, *about) == one_of(other, *about)) is (one == other)


def test_it_is_a_name_that_stays() -> None:
    assert one_of(ONCE, "plan", 3) == uuid.uuid5(ONCE, "plan/3")
    assert one_of(ONCE) == uuid.uuid5(ONCE, "")
    assert one_of(ONCE) != ONCE
