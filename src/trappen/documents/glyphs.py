"""Which characters can our fonts draw, and what stands in for the others?

A tagged PDF may not hold a character without a glyph. IBM Plex Sans draws Latin, Greek and Cyrillic,
its Arabic and Hebrew sisters those scripts. What none of them draws is told openly:

- a symbol or emoji by its Unicode name: [thumbs up sign]
- a letter of another script by the replacement character: �
- control characters and direction overrides draw nothing and are left out, as are accents
  of one script on a letter of another.
"""

import re
import struct
import unicodedata
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
BREAK = "\u200b"  # invisible; a line may end after it
NON_JOINER = "\u200c"  # invisible; keeps two Arabic letters apart

_STEERING = f"\n{BREAK}{NON_JOINER}"
_NEWLINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# What only changes the look of the character before it: variation selectors, key caps, skin tones.
_MODIFIERS = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")


def _drawn_by(font: bytes) -> set[str]:
    """The characters in a TrueType font's Unicode table (`cmap`, platform 3, encoding 1, format 4)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    directory = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables))
    cmap = next(offset for tag, _, offset, _ in directory if tag == b"cmap")
    encodings = (
        struct.unpack_from(">HHI", font, cmap + 4 + 8 * n) for n in range(struct.unpack_from(">H", font, cmap + 2)[0])
    )
    start = cmap + next(offset for platform, encoding, offset in encodings if (platform, encoding) == (3, 1))
    segments = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, start + 14)
    starts = struct.unpack_from(f">{segments}H", font, start + 16 + 2 * segments)
    return {chr(code) for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}


_FONTS = [_drawn_by(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
_SEEN = sorted(character for character in set().union(*_FONTS) if unicodedata.category(character)[0] != "C")
_DRAWABLE = "".join(_SEEN) + _STEERING
_ACCENTS = "".join(character for character in _SEEN if unicodedata.category(character)[0] == "M")
_UNDRAWN = re.compile(f"[^{re.escape(_DRAWABLE)}]")
_ARABIC = "[\u0620-\u064a\u066e-\u06d3]"
_LONE_JOINER = re.compile(f"(?<!{_ARABIC}){NON_JOINER}|{NON_JOINER}(?!{_ARABIC})")
_LONE_ACCENT = re.compile(f"^(?=[{_ACCENTS}])", re.MULTILINE)
_ACCENTED = re.compile(f"(.)([{_ACCENTS}]+)")


def _stand_in(found: re.Match[str]) -> str:
    character = found[0]
    match unicodedata.category(character):
        case "Cc" | "Cf" | "Cs":
            return ""
        case "Zs":
            return " "
        case "So" | "Sk" | "Sm" | "Sc":
            return f"[{unicodedata.name(character).lower()}]"
        case _:
            return "\ufffd"


def _in_one_font(found: re.Match[str]) -> str:
    """A letter with the accents that some one font can set on it."""
    letter, accents = found.groups()
    font = max((font for font in _FONTS if letter in font), key=lambda font: sum(map(font.__contains__, accents)))
    return letter + "".join(accent for accent in accents if accent in font)


def printable(text: str) -> str:
    """The text as the fonts can draw it, every kind of line break told as a newline.

    An accent at the start of a line has no letter to sit on and gets a space.
    """
    text = _NEWLINES.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", "    ")
    text = _UNDRAWN.sub(_stand_in, _MODIFIERS.sub("", text))
    text = _LONE_ACCENT.sub("\u00a0", _LONE_JOINER.sub("", text))
    return _ACCENTED.sub(_in_one_font, text)
