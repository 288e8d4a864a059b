"""What does a head look like, and what does a face say?

A head faces a little to the right, with its middle in (0, 0); about 95 wide and 125 high. The look is the figure's
own, the face is what it feels just now.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from trappen.films.drawing.colours import BROW, EYE_WHITE, HAIR, INK, SCARF, SKIN

FACES = ("calm", "worried", "angry", "sad", "tired", "relieved", "surprised", "smile")
HAIRS = ("short", "long", "bun", "curly", "bald", "scarf", "cap")

_SKULL = "M-44-14C-47-52-24-66 3-66C31-66 49-48 48-12C48 18 35 54 9 58C-19 60-42 26-44-14Z"
_CAP, _CAP_SHADE = "#4a5568", "#3b4556"


def head(look: Mapping[str, str]) -> str:
    """Everything of a head that does not change."""
    skin, shade = SKIN[look.get("skin", "2")]
    hair, light = HAIR[look.get("hair_colour", "brown")]
    style = look.get("hair", "short")
    cloth, fold = SCARF[look.get("top", "blue")]
    behind, before = _HAIR[style]
    colours = {"hair": hair, "light": light, "cloth": cloth, "fold": fold, "cap": _CAP, "cap_shade": _CAP_SHADE}
    neck = f'<path fill="{shade}" d="M-24 30L-26 84C-10 98 14 98 28 84L24 40Z"/>'
    ear = f'<path fill="{shade}" d="M-46-8C-56-14-58 8-48 16C-42 20-38 8-40-4Z"/>' if style != "scarf" else ""
    skull = f'<path fill="{skin}" d="{_SKULL}"/>'
    return (
        behind.format(**colours)
        + neck
        + ear
        + skull
        + (_BEARD.format(hair=hair) if look.get("beard") == "yes" else "")
        + (_lines(shade) if look.get("age") == "old" else "")
        + before.format(**colours)
        + (_GLASSES if look.get("glasses") == "yes" else "")
    )


_HAIR: Mapping[str, tuple[str, str]] = {
    "short": (
        "",
        (
            '<path fill="{hair}" d="M-47 6C-60-34-46-82 2-84C46-86 62-52 49-16C47-30 40-40 28-44C6-38-20-42-32-30'
            'C-38-22-38-8-40 4C-42 10-46 10-47 6Z"/>'
            '<path fill="none" stroke="{light}" stroke-width="4" stroke-linecap="round" d="M-30-52'
            'C-16-68 8-72 28-64"/>'
        ),
    ),
    "long": (
        (
            '<path fill="{hair}" d="M-40-60C-74-40-62 30-70 92C-62 112-34 108-22 100L34 98C54 106 66 96 64 84'
            'C56 40 66-30 44-60Z"/>'
        ),
        (
            '<path fill="{hair}" d="M-46 30C-62-20-54-82 4-84C56-84 62-30 52 34C46 30 46 10 45-8C40-30 26-44 14-54'
            'C0-36-26-30-38-16C-42 0-40 20-46 30Z"/>'
            '<path fill="none" stroke="{light}" stroke-width="4" stroke-linecap="round" d="M-36-40C-26-62-8-72 8-72"/>'
        ),
    ),
    "bun": (
        (
            '<circle cx="-30" cy="-82" r="25" fill="{hair}"/>'
            '<path fill="none" stroke="{light}" stroke-width="3" stroke-linecap="round" d="M-46-86'
            'C-40-96-28-98-18-92"/>'
        ),
        (
            '<path fill="{hair}" d="M-46 8C-60-34-48-78 2-82C48-84 60-48 49-14C46-34 32-50 8-54C-14-52-30-40-36-22'
            'C-38-12-40 0-42 8C-43 12-45 12-46 8Z"/>'
            '<path fill="none" stroke="{light}" stroke-width="3" stroke-linecap="round" d="M-38-40'
            'C-28-58-12-66 6-66"/>'
        ),
    ),
    "curly": (
        (
            '<g fill="{hair}"><circle cx="-50" cy="-4" r="20"/><circle cx="-58" cy="-30" r="22"/>'
            '<circle cx="-44" cy="-58" r="25"/><circle cx="-16" cy="-76" r="25"/><circle cx="18" cy="-76" r="25"/>'
            '<circle cx="46" cy="-58" r="24"/><circle cx="56" cy="-32" r="18"/><circle cx="-52" cy="18" r="14"/></g>'
        ),
        (
            '<g fill="{hair}"><circle cx="-34" cy="-40" r="16"/><circle cx="-12" cy="-52" r="17"/>'
            '<circle cx="14" cy="-54" r="16"/><circle cx="36" cy="-44" r="14"/></g>'
            '<g fill="none" stroke="{light}" stroke-width="3.5" stroke-linecap="round">'
            '<path d="M-56-38C-52-46-44-48-38-44M-28-76C-22-84-12-84-6-78M8-80C14-88 26-86 30-80M40-58C46'
            '-62 54-58 56-52"/></g>'
        ),
    ),
    "bald": (
        "",
        (
            '<path fill="{hair}" d="M-45 8C-54-8-52-30-46-38C-42-28-38-16-39-2C-40 6-44 12-45 8Z"/>'
            '<path fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="5" stroke-linecap="round" '
            'd="M-16-54C-6-60 8-60 18-57"/>'
        ),
    ),
    "scarf": (
        '<path fill="{fold}" d="M-52-20C-62 40-70 86-74 112L68 112C66 80 58 50 54 10Z"/>',
        (
            '<path fill="{cloth}" fill-rule="evenodd" d="M-54 0C-66-60-34-92 6-92C50-92 66-50 56 0C54 30 52 56 60 84'
            "C68 98 76 106 70 116C30 132-36 132-74 116C-76 98-58 84-54 46C-53 28-53 14-54 0ZM-38-16"
            'C-36 18-24 56 8 58C34 56 45 18 46-12C46-40 28-58 4-58C-20-58-38-40-38-16Z"/>'
            '<path fill="none" stroke="{fold}" stroke-width="4" stroke-linecap="round" '
            'd="M-40 60C-20 84 10 96 54 88M-56 90C-30 112 10 118 44 112M-46-40C-36-70-8-80 14-78"/>'
        ),
    ),
    "cap": (
        '<path fill="{hair}" d="M-46-20C-56 10-46 26-36 22L-34-20Z"/>',
        (
            '<path fill="{cap}" d="M-50-22C-56-66-28-90 4-90C38-90 54-64 52-32C20-42-20-40-50-22Z"/>'
            '<path fill="{cap_shade}" d="M-8-36C22-46 62-42 84-26C86-20 80-18 74-20C52-30 20-30-8-26Z"/>'
        ),
    ),
}

_BEARD = (
    '<path fill="{hair}" d="M-42 2C-44 40-24 68 8 68C36 68 48 34 48 2C42 14 40 22 34 22'
    'C26 16-2 16-10 22C-22 26-34 20-42 2Z"/>'
)
_GLASSES = (
    '<g fill="#fff" fill-opacity=".22" stroke="#3a3640" stroke-width="3.2"><rect x="-27" y="-19" '
    'width="31" height="27" rx="10"/>'
    '<rect x="12" y="-19" width="31" height="27" rx="10"/><path fill="none" d="M4-8C7-11 9-11 12-8M-27-9L-42-12"/></g>'
)


def _lines(shade: str) -> str:
    return (
        f'<path fill="none" stroke="{shade}" stroke-width="2.4" stroke-linecap="round" '
        'd="M-16-40C-4-44 18-44 30-40M-12-33C0-36 16-36 26-33M-30 2C-34 6-34 10-32 12M-8 24C-12 30-13 36-11 40'
        'M28 24C33 30 34 36 32 40"/>'
    )


@dataclass(frozen=True)
class _Face:
    """`brows`: left and right as paths. `open`: the eye's half height; `lid`: how far the upper lid comes down."""

    brows: str
    open: float
    lid: float
    mouth: str
    talking: str
    look: tuple[float, float] = (2.0, 0.5)
    under: str = ""
    blush: float = 0.0


_MOUTH_IN = "#6b2a2e"
_OPEN = '<path fill="{mouth}" d="{path}"/><path fill="#fff" d="{teeth}"/>'


def _open(path: str, teeth: str) -> str:
    return _OPEN.format(mouth=_MOUTH_IN, path=path, teeth=teeth)


def _closed(path: str) -> str:
    return f'<path fill="none" stroke="#7a3a36" stroke-width="4" stroke-linecap="round" d="{path}"/>'


_PLAIN_TALK = _open("M-6 32C2 29 18 29 26 32C24 46 0 48-6 32Z", "M-1 32.5C6 31 14 31 21 32.5L19 36C12 37 6 37 1 36Z")
_TIGHT_TALK = _open("M-6 38C-2 28 22 27 27 38C26 48-4 49-6 38Z", "M-1 34C6 31 16 31 22 34L21 38C14 37 6 37 0 38Z")
_SMALL_TALK = _open("M0 35C4 30 16 30 20 35C18 44 2 44 0 35Z", "M4 34C8 32.5 12 32.5 16 34L15 36C12 37 8 37 5 36Z")
_GLAD_TALK = _open("M-8 30C2 33 20 33 29 29C26 48-2 50-8 30Z", "M-3 32.5C6 34.5 16 34.5 24 32L21 38C14 40 6 40 0 38Z")

_FACES: Mapping[str, _Face] = {
    "calm": _Face(
        "M-20-25C-14-30-4-30 2-26M18-26C24-30 34-30 39-25", 6.5, 0.25, _closed("M-4 36C4 39 16 39 23 35"), _PLAIN_TALK
    ),
    "worried": _Face(
        "M-21-22C-16-28-6-33 1-34M20-35C27-34 36-28 40-23",
        7.5,
        0.1,
        _closed("M-3 39C3 34 9 39 14 36C18 34 20 36 23 39"),
        _SMALL_TALK,
    ),
    "angry": _Face(
        "M-22-30C-15-29-5-24 3-17M17-17C25-24 34-30 41-30",
        5.5,
        0.42,
        _closed("M-4 40C3 33 17 32 25 39"),
        _TIGHT_TALK,
        blush=0.2,
    ),
    "sad": _Face(
        "M-21-20C-15-25-5-31 1-33M20-34C26-31 36-25 40-20",
        5.5,
        0.5,
        _closed("M-3 41C4 34 15 34 22 40"),
        _SMALL_TALK,
        look=(0.5, 2.5),
        under="M-17 6C-12 9-6 9-2 6M19 6C24 9 30 9 34 6",
    ),
    "tired": _Face(
        "M-20-22C-14-25-4-25 2-22M18-22C24-25 34-25 39-22",
        5.0,
        0.62,
        _closed("M-2 37C5 36 14 37 21 38"),
        _SMALL_TALK,
        look=(0.5, 2.0),
        under="M-18 6C-12 11-5 11-1 7M18 7C23 11 30 11 35 6",
    ),
    "relieved": _Face(
        "M-20-27C-14-33-4-34 2-30M18-30C24-34 34-33 39-27",
        4.2,
        0.35,
        _closed("M-6 34C3 42 18 42 26 33"),
        _GLAD_TALK,
        blush=0.15,
        under="M-16 5C-11 7-6 7-2 5M19 5C24 7 29 7 33 5",
    ),
    "surprised": _Face(
        "M-21-33C-15-41-4-41 2-36M18-36C24-41 35-41 40-33",
        8.8,
        0.0,
        _open("M4 38C4 30 17 30 17 38C17 46 4 46 4 38Z", "M7 34C9 33 12 33 14 34L13 35.5L8 35.5Z"),
        _open("M2 38C2 27 19 27 19 38C19 49 2 49 2 38Z", "M6 33C9 31 12 31 15 33L14 35L7 35Z"),
    ),
    "smile": _Face(
        "M-20-27C-14-33-4-33 2-28M18-28C24-33 34-33 39-27",
        5.6,
        0.18,
        _closed("M-9 31C0 44 20 44 29 30"),
        _GLAD_TALK,
        blush=0.18,
        under="M-17 5C-12 2-6 2-1 5M18 5C23 2 30 2 35 5",
    ),
}


def face(name: str, look: Mapping[str, str], *, talks: bool) -> str:
    """Brows, eyes, nose and mouth."""
    told = _FACES[name]
    skin, shade = SKIN[look.get("skin", "2")]
    brow = BROW[look.get("hair_colour", "brown")]
    eyes = "".join(_eye(x, told, skin) for x in (-10.5, 27.0))
    blush = (
        f'<g fill="#c9543f" opacity="{told.blush}"><ellipse cx="-20" cy="16" rx="11" ry="7"/>'
        '<ellipse cx="34" cy="16" rx="9" ry="7"/></g>'
        if told.blush
        else ""
    )
    under = _line(told.under, shade, 2.6) if told.under else ""
    nose = _line("M12-4C15 6 22 13 20 17C18 20 12 20 9 18", shade, 3.6)
    return blush + eyes + under + nose + _line(told.brows, brow, 5.2) + (told.talking if talks else told.mouth)


def _line(path: str, colour: str, width: float) -> str:
    return f'<path fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" d="{path}"/>'


def _eye(x: float, told: _Face, skin: str) -> str:
    """An eye with its lid: the lid is skin that covers the top, and a dark line where it ends."""
    top = -4 - told.open
    lid = top + 2 * told.open * told.lid
    px, py = told.look
    pupil = min(4.6, told.open)
    return (
        f'<ellipse cx="{x}" cy="-4" rx="7.6" ry="{told.open}" fill="{EYE_WHITE}"/>'
        f'<ellipse cx="{x + px:g}" cy="{-4 + py:g}" rx="4.3" ry="{pupil:g}" fill="{INK}"/>'
        + (
            f'<rect x="{x - 9:g}" y="{top - 2:g}" width="18" height="{lid - top + 2:g}" fill="{skin}"/>'
            if told.lid
            else ""
        )
        + f'<path fill="none" stroke="{INK}" stroke-width="2.8" stroke-linecap="round" '
        f'd="M{x - 8.4:g} {lid + 2:.1f}C{x - 5:g} {lid - 1.6:.1f} {x + 5:g} {lid - 1.6:.1f} '
        f'{x + 8.4:g} {lid + 2:.1f}"/>'
    )
