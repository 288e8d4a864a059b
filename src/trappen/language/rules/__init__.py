"""What can be said of a text without knowing what it is about?"""

from trappen.language.rules.cpr import Found, cpr_numbers
from trappen.language.rules.reading import Band, Lix, Sentence, lix, sentences, words

__all__ = ["Band", "Found", "Lix", "Sentence", "cpr_numbers", "lix", "sentences", "words"]
