"""Does the advice find what it should and nothing else, is a sentence put together word for word, does a plan hold?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.conftest import LANGUAGES
from trappen.exercises import queries
from trappen.exercises.rules import (
    INTERPRETATIONS,
    Advice,
    Kind,
    Manner,
    Openings,
    Phrases,
    Said,
    Slot,
    TalkPlan,
    Worry,
    advice_on,
    left_over,
    phrase,
    put_together,
    worries,
)

# A phrase as the content writes it


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("med vilje", "Det var MED  vilje.", "MED  vilje"),
        ("du/han vil bare", "han vil bare", "han vil bare"),
        ("du/han vil bare", "hun vil bare", None),
        ("du/han vil bare", "dudu vil bare", None),
        ("kværul*", "Kværulanten ringer", "Kværulanten"),
        ("kværul*", "en ukværulant", None),
        ("du er ... sur", "du er sur", "du er sur"),
        ("du er ... sur", "du er altså ret så sur", "du er altså ret så sur"),
        ("du er ... sur", "du er, ja, sur", "du er, ja, sur"),
        ("du er ... sur", "du er en to tre fire sur", None),
        ("du er ... sur", "du er her. Nu sur", None),
        ("a+b (c)", "a+b (c)", "a+b (c)"),
    ],
)
def test_a_phrase(written: str, text: str, found: str | None) -> None:
    match = phrase(written).search(text)
    assert (match[0] if match else None) == found


@pytest.mark.parametrize("written", ["", "...", "... du", "du ..."])
def test_what_is_no_phrase(written: str) -> None:
    with pytest.raises(ValueError, match="is no phrase"):
        phrase(written)


# Advice

PHRASES = {
    Kind.MOTIVE: Phrases((phrase("du vil"),), (phrase("du vil gerne"),)),
    Kind.TRAIT: Phrases((phrase("du vil være sur"), phrase("sur"))),
    Kind.ORDER: Phrases((phrase("slap af"),)),
}


def test_advice_names_kind_place_and_words_in_the_order_of_the_text() -> None:
    text = "Slap af. Du vil noget, og du er sur."
    assert advice_on(text, PHRASES) == (
        Advice(Kind.ORDER, 0, 7, "Slap af"),
        Advice(Kind.MOTIVE, 9, 15, "Du vil"),
        Advice(Kind.TRAIT, 32, 35, "sur"),
    )


def test_of_two_that_overlap_the_longest_from_the_same_place_is_told() -> None:
    assert [(each.kind, each.words) for each in advice_on("du vil være sur", PHRASES)] == [
        (Kind.TRAIT, "du vil være sur")
    ]


def test_what_is_meant_otherwise_is_left_alone_and_so_are_kinds_not_asked_for() -> None:
    assert advice_on("Jeg ved, at du vil gerne hjem.", PHRASES) == ()
    assert advice_on("Slap af, du er sur.", PHRASES, frozenset({Kind.MOTIVE})) == ()


@pytest.mark.parametrize("quoted", ["»slap af«", '"slap af"', "”slap af”", "“slap af”", "„slap af“"])
def test_quoted_words_are_someone_elses(quoted: str) -> None:
    assert advice_on(f"Du siger {quoted} til mig.", PHRASES) == ()
    assert len(advice_on(f"Du siger {quoted}. Slap af!", PHRASES)) == 1


def test_a_quotation_mark_that_is_never_closed_hides_nothing() -> None:
    assert len(advice_on("Du siger »slap af til mig.", PHRASES)) == 1


@given(st.text(alphabet='du vilslapaf sur»«".\n', max_size=80))
def test_places_do_not_overlap_and_hold_the_words(text: str) -> None:
    found = advice_on(text, PHRASES)
    assert all(text[each.start : each.end] == each.words for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


# What the content finds: one sentence of each kind at least

FOUND = {
    "da": {
        Kind.MOTIVE: ["Du vil bare have ret", "du prøver hele tiden at få mig fyret", "Du gør det med vilje"],
        Kind.TRAIT: ["fordi du er sådan", "du er ligeglad", "du er aggressiv", "Hun virkede meget vred"],
        Kind.LABEL: ["Han er en kværulant", "Det er en svær borger"],
        Kind.ALWAYS: ["du kommer altid for sent", "Du svarer aldrig"],
        Kind.ORDER: ["Du skal tale pænt", "Slap nu af", "Rolig nu"],
        Kind.THREAT: ["Hold op med det, ellers lukker jeg", "hvis du ikke går nu, så lukker jeg"],
        Kind.BLAME: ["Du gør mig ked af det", "Det er din skyld", "Hvorfor kan du ikke vente?"],
        Kind.EMPTY: ["at du opfører dig ordentligt", "at vi får mere respekt"],
    },
    "en": {
        Kind.MOTIVE: ["You just want to be right", "you are only trying to get me fired", "You do it on purpose"],
        Kind.TRAIT: ["because you are like that", "you don't really care", "You are aggressive"],
        Kind.LABEL: ["He is a psychopath", "We have a difficult parent"],
        Kind.ALWAYS: ["you are always late", "You never answer"],
        Kind.ORDER: ["You must speak nicely", "Calm down"],
        Kind.THREAT: ["Stop it, or else I close", "If you don't leave, I close"],
        Kind.BLAME: ["You make me sad", "It is your fault", "Why can't you wait?"],
        Kind.EMPTY: ["that you behave", "that we get more respect"],
    },
}


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [(language, kind, text) for language in LANGUAGES for kind, texts in FOUND[language].items() for text in texts],
)
def test_each_kind_is_found_in_its_language(language: str, kind: Kind, text: str) -> None:
    assert kind in {each.kind for each in advice_on(text, queries.content().phrases[language])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_sentences(language: str) -> None:
    assert set(FOUND[language]) == set(Kind)
    assert set(Kind) > INTERPRETATIONS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "du hæver stemmen og går tættere på mig"),
        ("da", "du skal have en kopi af brevet"),
        ("da", "jeg har brug for en pause, og du skal vide hvorfor"),
        ("da", "du siger »I er altid ligeglade«"),
        ("en", "you raise your voice and come closer"),
        ("en", 'you say "you lot never listen"'),
    ],
)
def test_what_was_seen_or_heard_is_left_alone(language: str, text: str) -> None:
    assert advice_on(text, queries.content().phrases[language]) == ()


# A sentence

OPENINGS = Openings(
    whole={
        Slot.BEHAVIOUR: ("jeg ser", "jeg hører"),
        Slot.EFFECT: ("det gør",),
        Slot.WISH: ("jeg", "kan vi"),
        Slot.CHOICE: ("eller",),
    },
    repeated={Slot.BEHAVIOUR: ("at",), Slot.EFFECT: ("at",), Slot.WISH: ("gerne",), Slot.CHOICE: ("også",)},
    that="at",
    capital=frozenset({"De"}),
)
LEADS = {
    Slot.BEHAVIOUR: "Jeg ser, at",
    Slot.EFFECT: "Det gør, at",
    Slot.WISH: "Jeg vil gerne",
    Slot.CHOICE: "Vi kan også",
}
FACE = Manner(LEADS, "Jeg vil gerne have, at", after="Hvad siger du?")
MAIL = Manner(LEADS, "Jeg vil gerne have, at", before="Tak.", after="Hilsen", paragraphs=True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            Said("du råber", "jeg stopper", "hjælpe"),
            "Jeg ser, at du råber. Det gør, at jeg stopper. Jeg vil gerne hjælpe.",
        ),
        (Said("Du råber.", "", ""), "Jeg ser, at du råber."),
        (Said("at du råber!", "", ""), "Jeg ser, at du råber!"),
        (Said("jeg hører,  at du råber", "", ""), "Jeg hører,  at du råber."),
        (Said("jeg ser dig råbe", "", ""), "Jeg ser dig råbe."),
        (Said("De råber", "", ""), "Jeg ser, at De råber."),
        (Said("HR ringer", "", ""), "Jeg ser, at HR ringer."),
        (Said("du siger »Nej.«", "", ""), "Jeg ser, at du siger »Nej.«"),
        (Said("du råber", "det gør mig træt", ""), "Jeg ser, at du råber. Det gør mig træt."),
        (Said("du råber", "", "at du sætter dig"), "Jeg ser, at du råber. Jeg vil gerne have, at du sætter dig."),
        (Said("du råber", "", "gerne lytte"), "Jeg ser, at du råber. Jeg vil gerne lytte."),
        (Said("du råber", "", "kan vi vente?"), "Jeg ser, at du råber. Kan vi vente?"),
        (Said("du råber", "", "", "også vente"), "Jeg ser, at du råber. Vi kan også vente."),
        (Said("du råber", "", "", "eller gå ud"), "Jeg ser, at du råber. Eller gå ud."),
    ],
)
def test_a_sentence_keeps_every_word(said: Said, expected: str) -> None:
    assert put_together(said, FACE, OPENINGS) == f"{expected} Hvad siger du?"


def test_a_mail_has_paragraphs() -> None:
    assert put_together(Said("du skriver", "", "svare"), MAIL, OPENINGS) == (
        "Tak.\n\nJeg ser, at du skriver. Jeg vil gerne svare.\n\nHilsen"
    )


@given(st.text(alphabet="abc æø.,»«\n", min_size=1, max_size=60).filter(str.strip))
def test_what_was_written_stands_in_the_sentence_but_for_its_first_letter(text: str) -> None:
    assert text.strip()[1:] in put_together(Said(text, "", ""), FACE, OPENINGS)


# A plan for a talk

GOOD = TalkPlan(confirm="Du ringede.", exits="Pause.")


@pytest.mark.parametrize(
    ("plan", "left", "expected"),
    [
        (GOOD, 0, ()),
        (TalkPlan(confirm="Du ringede.", exits="Pause.", length=54), 9, ()),
        (TalkPlan(confirm="Du ringede.", exits="Pause.", length=55), 10, (Worry.MUCH_LEFT,)),
        (TalkPlan(confirm="Du ringede.", exits="Pause.", length=44), -1, (Worry.TOO_LONG,)),
        (TalkPlan(confirm="Du ringede.", exits="Pause.", theirs=10, ours=15), 0, (Worry.WE_TALK_MOST,)),
        (TalkPlan(confirm="Du ringede.", exits="Pause.", goodbye=0), 5, (Worry.NO_GOODBYE,)),
        (TalkPlan(), 0, (Worry.NOTHING_CONFIRMED, Worry.NO_EXIT)),
    ],
)
def test_the_worries_of_a_plan(plan: TalkPlan, left: int, expected: tuple[Worry, ...]) -> None:
    assert (left_over(plan), worries(plan)) == (left, expected)
    assert plan.minutes == sum(minutes for _, minutes in plan.course)
