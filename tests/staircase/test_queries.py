"""Which edition do the pages show?"""

import pytest

from trappen.staircase import queries


def test_the_newest_edition_is_the_one_of_the_pages() -> None:
    assert queries.newest() is queries.edition("2021.1")
    with pytest.raises(KeyError, match=r"2020\.1"):
        queries.edition("2020.1")
