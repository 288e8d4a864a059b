"""Where may a word break that is too long for its line?

Hyphenation knows words. An address breaks after its marks, and a long code or an endless word
anywhere; without that they would run over the edge of the page.
"""

import re

from trappen.documents.glyphs import BREAK

LONG_WORD = 32

_CANDIDATE = re.compile(r"\S{17,}")
_AFTER_MARK = re.compile(r"(?<=[@._/\\=&?%+~:;,])(?=\S)")
_PART = re.compile(rf"[^\s{BREAK}]{{17,}}")


def breakable(text: str) -> str:
    """The text with invisible places to break."""
    return _CANDIDATE.sub(_loosened, text)


def _loosened(word: re.Match[str]) -> str:
    return _PART.sub(_loosened_part, _AFTER_MARK.sub(BREAK, word[0]))


def _loosened_part(part: re.Match[str]) -> str:
    letters = part[0]
    return BREAK.join(letters) if len(letters) > LONG_WORD or any(map(str.isdigit, letters)) else letters
