"""Do the staircase's words come on a page in its language, and as words alone?"""

import pytest
from django.utils import translation

from trappen.staircase.rules import Words
from trappen.staircase.templatetags.staircase import in_sentence, words

BOTH = Words("Klage eller kritik.", "Complaint or criticism")


@pytest.mark.parametrize(
    ("language", "found", "inside"),
    [
        ("da", "Klage eller kritik.", "klage eller kritik"),
        ("en", "Complaint or criticism", "complaint or criticism"),
        (None, "Klage eller kritik.", "klage eller kritik"),
    ],
)
def test_words_follow_the_language_of_the_page(language: str | None, found: str, inside: str) -> None:
    with translation.override(language):
        assert words(BOTH) == found
        assert in_sentence(BOTH) == inside
        assert words(None) == ""
