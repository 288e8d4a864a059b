"""Do the staircase's words come on a page in its language, and as words alone?"""

import pytest
from django.utils import translation

from trappen.staircase.rules import Words
from trappen.staircase.templatetags.staircase import in_sentence, markdown, words

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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ring i dag.\n\nLyt.", "<p>Ring i dag.</p>\n<p>Lyt.</p>\n"),
        ("1. Ring\n2. Lyt", "<ol>\n<li>Ring</li>\n<li>Lyt</li>\n</ol>\n"),
        ('> **Sig:** "Tak"', "<blockquote>\n<p><strong>Sig:</strong> &quot;Tak&quot;</p>\n</blockquote>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("A <b onclick='x()'>B</b> & C", "<p>A &lt;b onclick='x()'&gt;B&lt;/b&gt; &amp; C</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("", ""),
    ],
)
def test_markdown_is_html_and_html_in_it_is_words(text: str, html: str) -> None:
    assert markdown(text) == html
