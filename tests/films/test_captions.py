"""Do our captions read well, and is what others send looked at closely?"""

import re

import pytest

from trappen.films.captions import MOST_BYTES, Unusable, checked, web_vtt
from trappen.films.rules import Film, timeline

GOOD = "WEBVTT\n\n00:01.000 --> 00:04.000\nHej.\n"


def test_who_speaks_is_named_and_what_is_seen_stands_in_brackets(small: Film) -> None:
    danish, english = web_vtt(small, "da").split("\n\n"), web_vtt(small, "en")
    assert danish[:5] == [
        "WEBVTT",
        "1\n00:00:00.000 --> 00:00:02.500\n<i>Det er aften.</i>",
        "2\n00:00:02.500 --> 00:00:05.000\n[Bo går ind]",
        "3\n00:00:05.000 --> 00:00:07.500\n<v Bo>Bo: Luk op &amp; nu!",
        "4\n00:00:07.500 --> 00:00:10.000\n<v Ane>Ane: Nej.",
    ]
    assert danish[5].endswith("<v Ane>Ane: Du vil gerne ind.\n(Greb: Gentag)")
    assert "Bo: Open &lt;now&gt;!" in english
    assert "(Technique: Repeat)" in english
    assert "Hvad så I?" in danish[7]


@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_captions_pass_our_own_check(shipped: Film, language: str) -> None:
    text = web_vtt(shipped, language)
    assert checked(text.encode()) == text
    assert len(re.findall(" --> ", text)) == len(timeline(shipped))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("WEBVTT", "WEBVTT - Mødet"),
        GOOD.replace("WEBVTT\n", "WEBVTT\nKind: captions\n"),
        GOOD.replace("00:01", "1\n00:01"),
        GOOD.replace("00:01.000 --> 00:04.000", "01:00:01.000 --> 01:00:04.000 align:start"),
        GOOD + "\nNOTE Kun til os\n\nSTYLE\n::cue { color: red }\n",
        GOOD.rstrip("\n"),
    ],
)
def test_what_can_be_shown(text: str) -> None:
    assert checked(text.encode()).replace("\r", "").startswith("WEBVTT")


@pytest.mark.parametrize(
    ("raw", "reason", "line"),
    [
        (b"", "not-webvtt", 0),
        (b"1\n00:00:01,000 --> 00:00:04,000\nHej.\n", "not-webvtt", 0),
        (b"WEBVTTX\n", "not-webvtt", 0),
        (GOOD.encode() + b"\x00", "not-webvtt", 0),
        ("WEBVTT æ".encode("latin-1"), "not-utf-8", 0),
        (b"WEBVTT", "empty", 0),
        (b"WEBVTT\n\nNOTE Kun det her\n", "empty", 0),
        (b"WEBVTT\n\n00:01,000 --> 00:04,000\nHej.\n", "timing", 3),
        (b"WEBVTT\n\nen\nto\n00:01.000 --> 00:04.000\nHej.\n", "timing", 3),
        (b"WEBVTT\n\nHej.\n", "timing", 3),
        (b"WEBVTT\n\n00:61.000 --> 01:04.000\nHej.\n", "timing", 3),
        (b"WEBVTT\n\n1\n00:04.000 --> 00:04.000\nHej.\n", "backwards", 4),
        (b"WEBVTT\n\n00:04.000 --> 00:01.000\nHej.\n", "backwards", 3),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\n", "silent", 3),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\n  \n", "silent", 3),
        (GOOD.encode() + b"\n00:05.000 --> 00:06.000\n010203-1234\n", "cpr", 7),
        (b"WEBVTT\n\n" + b"x" * MOST_BYTES, "too-large", 0),
    ],
)
def test_what_cannot(raw: bytes, reason: str, line: int) -> None:
    with pytest.raises(Unusable) as refused:
        checked(raw)
    assert (refused.value.reason, refused.value.line) == (reason, line)
