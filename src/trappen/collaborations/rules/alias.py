"""Is this alias neutral, and which one could serve?"""

import re
import unicodedata
from collections.abc import Sequence

# Common given names in Denmark. No alias below is one of them.
_GIVEN_NAMES = frozenset(
    """
    aage adam agnes ahmed albert alberte alexander alfred ali alma amalie amina anders andreas ane anette anita
    anna anne annette anton arne arthur asger aslak asta astrid august aya ayse benedikte benjamin bent bente
    berit birgit birgitte birthe bjarne bo bodil brian britta camilla carl caroline casper cecilie charlotte
    christian christina christoffer clara claus connie dagmar daniel david dennis ditte dorte dorthe ebbe edith
    egon ejner elin elisabeth ella ellen elna else emil emilie emma emmy erik erna esther eva fatima felix
    filippa finn flemming freja frederik frederikke freya frida frode georg gerda gert gitte grethe gudrun
    gunnar gurli gustav hanne hans hassan hedvig heidi helga helge helle hendrik henning henriette henrik henry
    holger hugo ib ibrahim ida inga inge inger ingrid irene isabella iver jacob jakob jan jane janne jannik jens
    jeppe jesper jette jimmi joan johan johanne johannes john johnny jonas jonathan josefine julie jytte jørgen
    jørn kai kaj karen karin karina karl karla kasper katrine keld kenneth kent kim kirsten kirstine kjeld klara
    klaus knud kristian kristina kristine kristoffer kurt lars lasse laura laurits lea leif lena lene leo
    lillian lilly line lis lisa lisbeth lise liv lone lotte louise lucas lukas mads magnus mai maja malene
    malthe marcus maren margit margrethe maria marianne marie marius mark markus martha martin marius mathias
    mathilde max merete mette mia michael michelle mikael mikkel mille mogens mohamed mohammad mohammed morten
    nadia nanna natasha nicolai niels nikolaj nina noah nora ole olga olivia omar oscar oskar otto ove palle
    patrick paul pauline peder peer per pernille peter pia poul preben rasmus rebecca regitze rene richard rikke
    rita robert robin rosa rune ruth sabrina sally sandra sanne sara sarah sebastian signe sigrid simon simone
    sine sofia sofie solveig sonja stefan steen sten stig stine susan susanne svend sven sylvester søren tanja
    theodor therese thomas thor thorkild tim tina tine tobias tom tommy tonny torben tove trine troels ulla
    ulrik ursula vagn valdemar vera verner vibeke victor victoria viggo viktor viola vivi walther werner wilhelm
    william willy winnie xenia yasmin yrsa yusuf zahra åge åse
    """.split()  # noqa: SIM905  # one name a line would be four hundred lines
)
_WORD = re.compile(r"[^\W\d_]+")
NEUTRAL_ALIASES = tuple(
    """
    Ahorn Avnbøg Brombær Bøgeblad Ceder Egetræ Elmetræ Enebær Fyrretræ Gyvel Hassel Havtorn Hindbær Hybenbusk
    Kastanje Kristtorn Lærketræ Løvfald Mirabel Mosebund Pileurt Poppel Regnbue Ribsbusk Rødgran Skovsø Slåen
    Solsikke Taks Tjørn
    """.split()  # noqa: SIM905  # as above
)


def looks_like_a_name(alias: str) -> bool:
    """Whether an alias seems to be a person's name: a given name in it, or two words with capitals or initials.

    A question to the person who writes, not a verdict: the list knows common names in Denmark only.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", alias))
    if any(word.lower() in _GIVEN_NAMES for word in words):
        return True
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= 2 and not any(character.isdigit() for character in alias)


def suggested_alias(taken: Sequence[str], start: int) -> str:
    """A neutral word that none of `taken` uses, looked for from place `start`; numbered when all are used."""
    used = {alias.casefold() for alias in taken}
    for at in range(len(NEUTRAL_ALIASES)):
        word = NEUTRAL_ALIASES[(start + at) % len(NEUTRAL_ALIASES)]
        if word.casefold() not in used:
            return word
    number = 2
    while f"{NEUTRAL_ALIASES[0]} {number}".casefold() in used:
        number += 1
    return f"{NEUTRAL_ALIASES[0]} {number}"
