"""Does a letter say what happens now: in one sentence who does what, and when?

It reads signs, not meaning. A sentence counts where someone ("vi", "du", "din rådgiver") does something that lies
ahead ("ringer", "skal", "får"), and a time is named ("fredag", "den 3. maj", "om to uger").
"""

import re

from trappen.language.rules.reading import listed, sentences, tokens

_WHO = listed(
    "vi jeg du kommunen sagsbehandleren sagsbehandler rådgiveren rådgiver jobcentret jobcenteret afdelingen teamet"
    " kontaktpersonen kontaktperson lederen leder skolen institutionen forvaltningen ydelseskontoret borgerservice"
    " ankestyrelsen lægen tolken kollega medarbejder koordinator"
)
_DOES = listed(
    "ringer skriver sender svarer kontakter hører får modtager behandler indkalder inviterer afgør træffer vender"
    " tager holder besøger mødes skal vil giver beslutter begynder starter følger taler gennemgår vurderer venter"
    " forventer regner undersøger indhenter henter beder bestiller betaler udbetaler aftaler afleverer orienterer"
    " informerer kommer læser"
)
_ASKED = listed("skriv ring send svar kom mød aflevér aflever kontakt")  # the reader is told what to do
_WHEN = listed(
    "straks mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli"
    " august september oktober november december uge uger dag dage hverdage arbejdsdage måned måneder timer morgen kl"
    " klokken"
)
_DATE = re.compile(r"\b\d{1,2}[./-] ?\d{1,2}\b")
# How to complain, and what holds only in some cases, is not what happens now.
_BESIDE = listed("hvis såfremt dersom medmindre ellers klage klagen klager klagefrist klagefristen påklage")


def says_what_happens_now(text: str) -> bool:
    return any(_says(text[each.start : each.end]) for each in sentences(text))


def _says(sentence: str) -> bool:
    words = {token.word for token in tokens(sentence)}
    someone_does = bool(words & _ASKED) or bool(words & _WHO and words & _DOES)
    has_time = bool(words & _WHEN) or _DATE.search(sentence) is not None
    return someone_does and has_time and not words & _BESIDE
