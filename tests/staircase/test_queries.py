"""Does a practice come with its page, its tools and its neighbours?"""

import pytest

from tests.staircase.conftest import LANGUAGES, PRACTICES
from trappen.staircase import queries


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_practice_knows_its_neighbours_in_the_checklist(language: str) -> None:
    content = queries.content()
    for at, id_ in enumerate(PRACTICES):
        found = queries.guidance(id_, language)
        assert found == queries.Guidance(
            practice=content.staircase.practices[id_],
            page=content.guide[language][id_],
            tools=content.tools[id_],
            before=content.staircase.practices[PRACTICES[at - 1]] if at else None,
            after=content.staircase.practices[PRACTICES[at + 1]] if id_ != PRACTICES[-1] else None,
        )


@pytest.mark.parametrize("practice", ["", "nonsense", "press-and-media", "REACT-FAST"])
def test_what_is_no_practice_has_no_guidance(practice: str) -> None:
    assert queries.guidance(practice, "da") is None


def test_the_newest_edition_is_the_one_of_the_pages() -> None:
    assert queries.newest() is queries.edition("2021.1")
    with pytest.raises(KeyError, match=r"2020\.1"):
        queries.edition("2020.1")
