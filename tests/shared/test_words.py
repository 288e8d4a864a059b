"""How is a small number written?"""

import pytest
from django.utils import translation

from trappen.shared.words import spelled

DANISH = ["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"]


def test_one_to_twelve_are_words() -> None:
    assert [spelled(number) for number in range(1, 13)] == DANISH


@pytest.mark.parametrize("number", [-1, 0, 13, 100, 2026])
def test_any_other_number_is_in_figures(number: int) -> None:
    assert spelled(number) == str(number)


def test_the_words_follow_the_language() -> None:
    with translation.override("en"):
        assert len({spelled(number) for number in range(1, 13)}) == 12
