"""Is each kind found where it is, and nothing else taken for it?"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.conftest import BAD, GOOD
from trappen.language.rules import Kind, Lexicon, blocks, findings, labels, lix, says_what_happens_now, tongue


def found(text: str, lexicon: Lexicon, kind: Kind) -> list[str]:
    return [text[each.start : each.end] for each in findings(text, lexicon) if each.kind is kind]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Sagen behandles i maj.", ["behandles"]),
        ("Brevet fremsendes snarest.", ["fremsendes"]),
        ("Du anmodes om at ringe.", ["anmodes"]),
        ("Du bedes ringe.", ["bedes"]),
        ("Det bemærkes, at det haster.", ["bemærkes"]),
        ("Ansøgningen behandledes i går.", ["behandledes"]),
        ("Skemaet skal indsendes.", ["indsendes"]),
        ("Skemaet skal altid først vaskes.", ["vaskes"]),
        ("Det kan ikke tolkes anderledes.", ["tolkes"]),
        ("Bilen må hentes.", ["hentes"]),
        ("Sagen bliver behandlet.", ["bliver behandlet"]),
        ("Nu bliver din ansøgning behandlet.", ["bliver din ansøgning behandlet"]),
        ("Den blev afvist.", ["blev afvist"]),
        ("Den er blevet sendt.", ["blevet sendt"]),
        ("Den vil blive registreret.", ["blive registreret"]),
        ("Du bliver orienteret.", ["bliver orienteret"]),
        ("Det bliver kategoriseret.", ["bliver kategoriseret"]),
        ("Det gøres nu.", ["gøres"]),
    ],
)
def test_a_passive_is_found(lexicon: Lexicon, text: str, hits: list[str]) -> None:
    assert found(text, lexicon, Kind.PASSIVE) == hits


@pytest.mark.parametrize(
    "text",
    [
        "Det findes her.",
        "Jeg synes, det går godt.",
        "Vi mødes fredag.",
        "Det skal nok lykkes.",
        "De kan ikke trives.",
        "De skændes tit.",
        "Det skal kendes.",
        "Vi længes og mindes.",
        "Kommunens regler og borgernes ønsker.",
        "Skal borgernes ønsker med?",
        "Kan børnenes skole svare?",
        "Vil alles mening tælle?",
        "Skal Hannes mor med?",
        "Kan vores kollega ringe?",
        "I tilfælde af sygdom, til fælles bedste, tilfælles.",
        "Ens regler for alle.",
        "Der er plads til to. Pladsen er fri.",
        "Vi ses i morgen, og vi høres ved.",
        "Vi hjælpes ad.",
        "Følges ad kan I godt.",
        "Han blev syg og har sendt et brev.",
        "Det bliver meget bedre.",
        "Det bliver andet og mere.",
        "Hun bliver interesseret.",
        "Han blev, da vi havde sendt brevet.",
        "Lis og Jens ringer.",
        "Du skal, siges det, komme.",
        "Det er altid os.",
        "Skal vi tage en dags pause?",
    ],
)
def test_what_looks_like_a_passive_is_none(lexicon: Lexicon, text: str) -> None:
    assert [each for each in found(text, lexicon, Kind.PASSIVE) if each != "siges"] == []


def test_a_passive_says_who_could_do_it(lexicon: Lexicon) -> None:
    said = {
        each.instead
        for each in findings("Det behandles, det gøres, det er blevet noteret.", lexicon)
        if each.kind is Kind.PASSIVE
    }
    assert said == {("behandler",), ("gør",), ("noterer",)}


def test_every_word_of_the_lists_is_found(lexicon: Lexicon) -> None:
    for kind, phrases in (
        (Kind.OFFICIALESE, lexicon.officialese),
        (Kind.BLAME, lexicon.blame),
        (Kind.ABSOLUTE, lexicon.absolutes),
        (Kind.LABEL, lexicon.labels),
    ):
        for form, phrase in phrases:
            hits = found(f"Så {form}.", lexicon, kind)
            if phrase.harmless:
                assert hits == [], form
            else:
                assert hits == [form] or kind is Kind.OFFICIALESE, form


def test_officialese_has_three_hundred_words_with_something_plainer(lexicon: Lexicon) -> None:
    listed = {phrase.say: phrase for _, phrase in lexicon.officialese}
    assert len(listed) >= 300
    assert all(phrase.instead for phrase in listed.values())


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Såfremt du kommer", ["Såfremt"]),
        ("SÅFREMT du kommer", ["SÅFREMT"]),
        ("i\nhenhold  til loven", ["i\nhenhold  til"]),
        ("i\n\nhenhold til loven", ["henhold til"]),
        ("i, henhold, til loven", []),
        ("Såfremtsen kommer", []),
        ("såfremt-agtig", []),
        ("ikke-såfremt", []),
    ],
)
def test_words_are_found_whole_in_any_case_and_over_a_line(lexicon: Lexicon, text: str, hits: list[str]) -> None:
    assert found(text, lexicon, Kind.OFFICIALESE) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Du burde have ringet.", ["Du burde have"]),
        ("Som tidligere oplyst er det slut.", ["Som tidligere oplyst"]),
        ("Du har ikke svaret.", ["Du har ikke svaret"]),
        ("Du kan ringe.", []),
    ],
)
def test_blame(lexicon: Lexicon, text: str, hits: list[str]) -> None:
    assert found(text, lexicon, Kind.BLAME) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Du kommer altid for sent.", ["altid"]),
        ("Det sker aldrig.", ["aldrig"]),
        ("Du er altid velkommen.", []),
        ("Du kan altid ringe.", []),
    ],
)
def test_absolutes(lexicon: Lexicon, text: str, hits: list[str]) -> None:
    assert found(text, lexicon, Kind.ABSOLUTE) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Du SKAL ringe.", ["SKAL"]),
        ("Det er IKKE godt!", ["IKKE"]),
        ("RING TIL OS NU", ["RING TIL OS NU"]),
        ("AFGØRELSE", ["AFGØRELSE"]),
        ("Kom nu!!", ["!!"]),
        ("Hvad?!", ["?!"]),
        ("Kom! Ring! Svar!", ["!", "!", "!"]),
        ("Tak! Vi ses!", []),
        ("Din ADHD, dit CPR og SKAT.", []),
        ("Log på med MitID hos ATP og KL.", []),
        ("Hvad??", []),
        ("A og B", []),
    ],
)
def test_shouting(lexicon: Lexicon, text: str, hits: list[str]) -> None:
    assert found(text, lexicon, Kind.SHOUTING) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Han er psykopat.", ["psykopat"]),
        ("Hun er kværulerende og doven.", ["kværulerende", "doven"]),
        ("Narcissisten er utilregnelig.", ["Narcissisten", "utilregnelig"]),
        ("En besværlig borger, rethaverisk og hysterisk.", ["besværlig borger", "rethaverisk", "hysterisk"]),
        ("Hun er aggressiv.", ["aggressiv"]),
        ("Aggressiv adfærd kl. 10.", []),
        ("He is a liar and lazy.", ["liar", "lazy"]),
        ("Han sagde: »Du er en løgner.«", []),
        ('Han sagde: "Du er en løgner." Hun er løgner.', ["løgner"]),
        ("Han råbte ”løgner”, “løgner” og „løgner“.", []),
        ("Et » uden ende, løgner", ["løgner"]),
        ("Sagen er besværlig at finde.", ["er besværlig"]),
        ("Maden er god, og ruden er hel.", []),
        ("Hun blev forstyrret af støj.", []),
    ],
)
def test_labels(lexicon: Lexicon, text: str, hits: list[str]) -> None:
    assert found(text, lexicon, Kind.LABEL) == hits
    assert [text[each.start : each.end] for each in labels(text, lexicon)] == hits


def test_there_are_sixty_labels_in_each_language_with_advice(lexicon: Lexicon) -> None:
    forms = [phrase for _, phrase in lexicon.labels if not phrase.harmless]
    assert len(forms) >= 500
    assert {phrase.group for phrase in forms} == set(lexicon.advice)


def test_a_cpr_number_and_a_long_sentence(lexicon: Lexicon) -> None:
    text = "Kort.\n" + "ord " * 25 + "og 010190-1234."
    told = {each.kind: (each.line, text[each.start : each.end][:4]) for each in findings(text, lexicon)}
    assert told == {Kind.LONG_SENTENCE: (2, "ord "), Kind.CPR: (2, "0101")}
    assert found("ord " * 25, lexicon, Kind.LONG_SENTENCE) == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Vi ringer til dig i uge 12.",
        "Du hører fra os senest fredag.",
        "Jeg skriver til dig inden 14 dage.",
        "Send papirerne senest den 3/5.",
        "Din sagsbehandler indkalder dig til et møde i maj.",
        "Vi træffer en afgørelse om tre uger.",
    ],
)
def test_a_letter_says_what_happens_now(text: str) -> None:
    assert says_what_happens_now(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        BAD,
        "Vi ringer til dig.",
        "Sagen behandles inden 4 uger.",
        "Vi sendte dig et brev den 3. maj.",
        "Hvad sker der nu?",
        "Hvis du ikke svarer senest den 3. maj, lukker vi sagen.",
        "Du kan klage inden fire uger. Klagen skal du sende til os.",
    ],
)
def test_a_letter_says_nothing_of_what_happens_now(text: str) -> None:
    assert not says_what_happens_now(text)


# Any text

pieces = st.sampled_from(
    [*"abæ .,!?\n»«\"-1", "såfremt", "i henhold til", "skal ", "behandles", "bliver ", "behandlet", "ALDRIG", "SKAL",
     "010190-1234", "psykopat", "du burde", "altid", "ord " * 26, "\u00ad", "\U0001f642"]
)  # fmt: skip
texts = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=100)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_places_lie_in_the_text_in_order(lexicon: Lexicon, text: str) -> None:
    told = findings(text, lexicon)
    assert [(each.start, -each.end) for each in told] == sorted((each.start, -each.end) for each in told)
    for each in told:
        assert 0 <= each.start < each.end <= len(text)
        assert each.line == text.count("\n", 0, each.start) + 1
    for kind in Kind:
        ends = 0
        for each in told:
            if each.kind is kind:
                assert ends <= each.start
                ends = each.end


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_marked_text_is_the_text(lexicon: Lexicon, text: str) -> None:
    told = findings(text, lexicon)
    shown = blocks(text, told)
    assert "".join(piece.text for block in shown for piece in block.pieces) == text
    marks = [mark for block in shown for mark in block.marks]
    assert [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    assert [each for mark in marks for each in mark.findings] == told
    begun = [mark for block in shown for piece in block.pieces for mark in piece.begins]
    assert begun == marks


NASTY = {
    "calls": "!" * 30_000,
    "quotes": "»" * 30_000,
    "straight quotes": '"' * 29_999,
    "capitals": "A " * 15_000,
    "modals": "skal ikke " * 3_000,
    "become": "bliver " * 4_200,
    "lines": "\n" * 30_000,
    "far apart": "i" + " " * 29_000 + "henhold",
    "dots": ". " * 15_000,
    "digits": "1 " * 15_000,
    "first words": "i " * 15_000,
    "one sentence": "ord " * 7_500,
    "hyphens": "a-" * 15_000,
    "wrapped": ("x" * 60 + "\na") * 490,
    "a real letter": (BAD * 50)[:30_000],
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_thirty_thousand_characters_take_no_time(lexicon: Lexicon, text: str) -> None:
    """Generous, since the machine may be busy: a text of the double length takes the double time, not four times."""
    start = time.process_time()
    blocks(text, findings(text, lexicon))
    assert [lix(text), tongue(text), says_what_happens_now(text)]
    assert time.process_time() - start < 1
