"""Does the guide's Markdown come out as HTML, as plain lines and as blocks of a paper?"""

import pytest
from django.utils import translation

from trappen.documents.rules import Heading, Items, Paragraph, Quote, RunIn
from trappen.guide.markup import Told, blocks, html, lines, told
from trappen.guide.templatetags.guide import with_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
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
def test_markdown_is_html_and_html_in_it_is_words(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(("language", "start"), [("da", "/guide/"), ("en", "/en/guide/")])
def test_a_link_to_a_page_follows_the_language(language: str, start: str) -> None:
    with translation.override(language):
        assert html("[x](mediation)") == f'<p><a href="{start}mediation/">x</a></p>\n'
        assert html("[x](#regel-y)") == '<p><a href="#regel-y">x</a></p>\n'


def test_links_are_told_with_their_line() -> None:
    assert told("## Nul\n\nEn [a](x).\n\n- to [b](y)\n- tre") == [
        Told("Nul", 0, is_heading=True, links=()),
        Told("En a.", 2, is_heading=False, links=("x",)),
        Told("to b", 4, is_heading=False, links=("y",)),
        Told("tre", 5, is_heading=False, links=()),
    ]


def test_lines_are_what_is_read_aloud() -> None:
    assert lines("## En\n\nTo **tre**\nfire\n\n1. fem\n2. [seks](x)\n\n> syv") == [
        "En", "To tre fire", "fem", "seks", "syv"
    ]  # fmt: skip


def test_blocks_are_those_of_a_paper() -> None:
    text = '### Over\n\n**Kort.** Ring.\n\nLyt **nu**.\n\n- **A** b\n- c\n\n1. d\n\n> **Sted:** "Ja"\n>\n> Nej'
    assert list(blocks(text)) == [
        Heading("Over", level=3),
        Paragraph("Ring.", start="Kort."),
        Paragraph("Lyt nu."),
        Items((RunIn("A", "b"), RunIn("", "c"))),
        Items((RunIn("", "d"),), ordered=True),
        Quote('"Ja"', "Sted:"),
        Quote("Nej"),
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Vagten 12 34 56 78", 'Vagten <a href="tel:12345678">12 34 56 78</a>'),
        ("+45 12345678, 114", '<a href="tel:+4512345678">+45 12345678</a>, <a href="tel:114">114</a>'),
        ("Sag 2026-00411478 & 1123", "Sag 2026-00411478 &amp; 1123"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_a_number_can_be_pressed(line: str, shown: str) -> None:
    assert with_numbers(line) == shown
