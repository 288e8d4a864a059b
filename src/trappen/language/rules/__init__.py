"""What can be said of a text without knowing what it is about?"""

from trappen.language.rules.cpr import Found, cpr_numbers
from trappen.language.rules.marking import Block, Mark, Piece, blocks
from trappen.language.rules.next_step import says_what_happens_now
from trappen.language.rules.phrases import Match, Phrase, Phrases
from trappen.language.rules.reading import Band, Lix, Sentence, lix, sentences, unwrapped, words
from trappen.language.rules.style import LONGEST_SENTENCE, Finding, Kind, Lexicon, findings, labels
from trappen.language.rules.tongue import Tongue, tongue
from trappen.language.rules.voice import Verbs

__all__ = [
    "LONGEST_SENTENCE",
    "Band",
    "Block",
    "Finding",
    "Found",
    "Kind",
    "Lexicon",
    "Lix",
    "Mark",
    "Match",
    "Phrase",
    "Phrases",
    "Piece",
    "Sentence",
    "Tongue",
    "Verbs",
    "blocks",
    "cpr_numbers",
    "findings",
    "labels",
    "lix",
    "says_what_happens_now",
    "sentences",
    "tongue",
    "unwrapped",
    "words",
]
