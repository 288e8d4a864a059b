"""Are words and sentences counted as a reader would?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trappen.language.rules import Band, Lix, lix, sentences, unwrapped, words


def cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Vi ringer.", ["Vi", "ringer"]),
        ("Det er 14 dage, kl. 9.30", ["Det", "er", "dage", "kl"]),
        ("e-mail og Anna's ’n", ["e-mail", "og", "Anna's", "n"]),
        ("Hjælpemiddel_nr", ["Hjælpemiddel", "nr"]),
    ],
)
def test_words_are_letters(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi ringer. Du svarer!", ["Vi ringer.", "Du svarer!"]),
        ("Kommer du? Ja.", ["Kommer du?", "Ja."]),
        ("Husk: Send det nu.", ["Husk:", "Send det nu."]),
        ("Overskrift\nEn linje uden punktum\n- Et punkt", ["Overskrift", "En linje uden punktum", "- Et punkt"]),
        ("Vi ringer, fx. Torsdag passer os.", ["Vi ringer, fx. Torsdag passer os."]),
        ("Tag papirer med, bl.a. Pas og kort.", ["Tag papirer med, bl.a. Pas og kort."]),
        ("Mødet er kl. 14.30 i dag.", ["Mødet er kl. 14.30 i dag."]),
        ("Sag nr. 4 er slut.", ["Sag nr. 4 er slut."]),
        ("Kom den 1. maj. Ring først.", ["Kom den 1. maj.", "Ring først."]),
        ("Kom den 1. Maj i år.", ["Kom den 1. Maj i år."]),
        ("Spørg f.eks. H. Jensen om det.", ["Spørg f.eks. H. Jensen om det."]),
        ("Pas, kort m.m. Vi ringer.", ["Pas, kort m.m.", "Vi ringer."]),
        ("Pas, kort m.m. skal med.", ["Pas, kort m.m. skal med."]),
        ("Det koster 100 kr. Vi betaler.", ["Det koster 100 kr.", "Vi betaler."]),
        ("Det koster kr. 100 i alt.", ["Det koster kr. 100 i alt."]),
        ("Tag pas med osv.\nVi ringer", ["Tag pas med osv.", "Vi ringer"]),
        ("Han sagde »nej.« Så gik han.", ["Han sagde »nej.«", "Så gik han."]),
        ("Hun er 40. Vi ringer.", ["Hun er 40.", "Vi ringer."]),
        ("Det var . og så", ["Det var . og så"]),
        ("1. Send pas.\n2. Ring.", ["Send pas.", "Ring."]),
        ("... !!! ???", []),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, found: list[str]) -> None:
    assert cut(text) == found


def test_lix_is_words_for_a_sentence_and_long_words_in_a_hundred() -> None:
    assert lix("Vi ringer. Du svarer os straks med dokumentation.") == Lix(17, 8, 2, 1)
    assert lix("") is None
    assert lix("14.30 !") is None


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, Band.VERY_EASY),
        (24, Band.VERY_EASY),
        (25, Band.EASY),
        (34, Band.EASY),
        (35, Band.MEDIUM),
        (44, Band.MEDIUM),
        (45, Band.HARD),
        (54, Band.HARD),
        (55, Band.VERY_HARD),
        (140, Band.VERY_HARD),
    ],
)
def test_the_bands(value: int, band: Band) -> None:
    assert Lix(value, 1, 1, 0).band is band


def test_a_line_that_a_mail_program_broke_is_read_on() -> None:
    broken = "Vi har modtaget din ansøgning om hjælp til flytning, og vi\nsvarer dig snart.\nVenlig hilsen\nMette"
    whole = unwrapped(broken)
    assert len(whole) == len(broken)
    assert cut(whole) == [
        "Vi har modtaget din ansøgning om hjælp til flytning, og vi svarer dig snart.",
        "Venlig hilsen",
        "Mette",
    ]
    assert unwrapped("- pas\n- kort\n- nøgler") == "- pas\n- kort\n- nøgler"
    assert unwrapped("kort linje\nnæste") == "kort linje\nnæste"


texts = st.text(st.sampled_from("abcæøå AÅ.!?:;,\n -'’»«\"1234fxkl\u00a0"), max_size=200)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_sentences_lie_in_order_and_hold_every_word(text: str) -> None:
    found = sentences(text)
    assert sum(each.words for each in found) == len(words(text))
    after = 0
    for each in found:
        assert after <= each.start < each.end <= len(text)
        assert "\n" not in text[each.start : each.end]
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        after = each.end
    assert len(unwrapped(text)) == len(text)
    told = lix(text)
    assert (told is None) == (not words(text))
