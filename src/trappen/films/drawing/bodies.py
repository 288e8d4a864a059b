"""How does a body stand, sit and gesture?

A body faces right. Its origin is where the middle of it meets the lower edge of the stage; the head's middle is 352
above, the shoulders 250. Someone who sits is 78 lower, with the back of a chair behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from trappen.films.drawing.colours import CHAIR, CHAIR_SHADE, SKIN, TOP, TROUSERS, UNDER

POSES = (
    "stand",
    "sit",
    "lean-forward",
    "arms-crossed",
    "open-hands",
    "turned-away",
    "hands-up",
    "head-down",
    "point",
    "phone",
    "lean-back",
)
SEAT = 78

_TORSO = (
    "M-24-290C-40-282-70-280-81-259C-89-238-84-190-74-150L-70-66L72-66L76-150C86-190 91-238 83-259"
    "C72-280 42-282 26-290C16-282-14-282-24-290Z"
)


def lower(*, is_seated: bool) -> str:
    """What is under and behind the body: the legs, or a chair."""
    if is_seated:
        return (
            f'<path fill="{CHAIR_SHADE}" d="M-112 0L-104-158C-102-178-90-188-72-188L74-188C92-188 104'
            '-178 106-158L114 0Z"/>'
            f'<path fill="{CHAIR}" d="M-102 0L-94-152C-92-168-84-176-70-176L72-176C86-176 94-168 96-152L104 0Z"/>'
        )
    return f'<path fill="{TROUSERS}" d="M-76-80L78-80L84 0L6 0L2-30L-2 0L-82 0Z"/>'


def torso(look: Mapping[str, str]) -> str:
    """The body with its clothes, without arms and head."""
    colour = look.get("top", "blue")
    top, shade = TOP[colour]
    under = UNDER[colour]
    _, skin_shade = SKIN[look.get("skin", "2")]
    return (
        f'<path fill="{top}" d="{_TORSO}"/>'
        f'<path fill="{shade}" opacity=".55" d="M-70-66L-74-150C-66-120-48-96-20-84C10-74 48-76 74-92L72-66Z"/>'
        + _NECKS[colour].format(top=top, shade=shade, under=under, skin=skin_shade)
    )


_V = '<path fill="{under}" d="M-28-294L2-214L32-294Z"/><path fill="{skin}" d="M-22-296L2-240L27-296Z"/>'
_SHIRT = (
    '<path fill="{skin}" d="M-20-296L2-252L24-296Z"/>'
    '<path fill="{under}" d="M-27-296L2-250L-16-232L-38-284Z"/><path fill="{under}" d="M30-296L2-250L20-232L42-284Z"/>'
    '<path fill="none" stroke="{shade}" stroke-width="3" d="M2-250L4-68"/>'
    '<g fill="{shade}"><circle cx="9" cy="-210" r="3.4"/><circle cx="9" cy="-168" r="3.4"/><circle '
    'cx="10" cy="-126" r="3.4"/></g>'
)
_CREW = (
    '<path fill="none" stroke="{shade}" stroke-width="9" stroke-linecap="round" d="M-23-287C-14-268 18-268 26-287"/>'
    '<path fill="none" stroke="{shade}" stroke-width="5" d="M-70-70L72-70"/>'
)
_CARDIGAN = (
    '<path fill="{under}" d="M-25-290L-18-66L26-66L29-290C20-276-16-276-25-290Z"/>'
    '<path fill="none" stroke="{shade}" stroke-width="8" stroke-linecap="round" d="M-25-287C-20-220'
    '-20-150-20-70M28-287C26-220 28-150 28-70"/>'
    '<path fill="{skin}" d="M-20-294C-10-272 14-272 24-294Z"/>'
)
_NECKS = {
    "white": _SHIRT,
    "blue": _SHIRT,
    "teal": _CREW,
    "rust": _CREW,
    "plum": _V,
    "grey": _CARDIGAN,
    "green": _CARDIGAN,
}


@dataclass(frozen=True)
class Hand:
    """A hand at the end of an arm. `turn` in degrees; 0 hangs down with the thumb to the right."""

    x: float
    y: float
    turn: float = 0
    kind: str = "rest"


@dataclass(frozen=True)
class Pose:
    """`lean` in degrees about the hip; `head` moves and turns the head; arms as paths, far one first."""

    arms: tuple[tuple[str, Hand], tuple[str, Hand]]
    lean: float = 0
    head: tuple[float, float, float] = (0, 0, 0)
    is_turned: bool = False
    phone: bool = False


_FAR = "M66-244C86-204 88-164 80-120"
_NEAR = "M-66-244C-88-204-90-164-82-120"
_DOWN = ((_FAR, Hand(79, -108, -4)), (_NEAR, Hand(-81, -108, 4)))
_FOLDED = (
    ("M66-244C96-200 86-150 34-150", Hand(22, -150, 84)),
    ("M-66-244C-98-200-90-144-24-144", Hand(-8, -146, -84)),
)

_POSES: Mapping[str, Pose] = {
    "stand": Pose(_DOWN),
    "sit": Pose(_FOLDED),
    "lean-forward": Pose(
        (
            ("M66-244C100-208 122-168 140-128", Hand(146, -116, -34)),
            ("M-66-244C-92-196-54-146 26-132", Hand(44, -124, -66)),
        ),
        lean=8,
        head=(10, 6, 2),
    ),
    "arms-crossed": Pose(
        (
            ("M66-244C108-196 84-158 8-178L-40-192", Hand(-48, -196, 110)),
            ("M-66-244C-108-196-84-152-8-168L46-192", Hand(56, -198, -112)),
        ),
        head=(-2, 0, -2),
    ),
    "open-hands": Pose(
        (
            ("M66-244C96-196 104-168 144-190", Hand(160, -200, -112, "open")),
            ("M-66-244C-96-196-104-164-136-184", Hand(-152, -194, 112, "open")),
        ),
        head=(2, 0, 3),
    ),
    "turned-away": Pose(_DOWN, head=(4, 2, 4), is_turned=True),
    "hands-up": Pose(
        (
            ("M66-244C112-204 122-226 114-280", Hand(114, -302, 176, "palm")),
            ("M-66-244C-112-204-122-226-112-280", Hand(-112, -302, 184, "palm")),
        ),
        lean=-3,
    ),
    "head-down": Pose(_FOLDED, lean=3, head=(6, 11, 13)),
    "point": Pose(
        (("M66-244C104-216 132-222 164-240", Hand(178, -248, -112, "point")), (_NEAR, Hand(-81, -108, 4))),
        lean=4,
        head=(4, 2, 0),
    ),
    "phone": Pose(
        ((_FAR, Hand(79, -108, -4)), ("M-66-244C-128-196-120-250-64-316", Hand(-54, -332, 208))),
        head=(0, 2, -5),
        phone=True,
    ),
    "lean-back": Pose(
        (
            ("M66-244C100-204 100-160 74-136", Hand(66, -124, 20)),
            ("M-66-244C-104-206-112-164-84-132", Hand(-74, -120, -26)),
        ),
        lean=-8,
        head=(-6, 2, 3),
    ),
}


def pose(name: str) -> Pose:
    return _POSES[name]


def arms(name: str, look: Mapping[str, str]) -> str:
    """Both arms with their hands, to be drawn over body and head."""
    found = _POSES[name]
    top, shade = TOP[look.get("top", "blue")]
    skin = SKIN[look.get("skin", "2")]
    drawn = []
    for n, (path, hand) in enumerate(found.arms):
        phone = _PHONE if found.phone and n else ""
        drawn.append(
            phone
            + _hand(hand, skin)
            + f'<path fill="none" stroke="{shade}" stroke-width="39" stroke-linejoin="round" d="{path}"/>'
            + f'<path fill="none" stroke="{top}" stroke-width="33" stroke-linecap="round" '
            f'stroke-linejoin="round" d="{path}"/>'
        )
    return "".join(drawn)


_PHONE = '<rect x="-64" y="-392" width="19" height="66" rx="6" fill="#23262e" transform="rotate(8 -54 -360)"/>'

_HANDS = {
    "rest": '<path fill="{skin}" d="M-15-14C-18 4-16 22-6 28C6 32 15 18 15-14Z"/>'
    '<path fill="none" stroke="{skin}" stroke-width="10" stroke-linecap="round" d="M10-4C17 2 19 8 17 15"/>'
    '<path fill="none" stroke="{shade}" stroke-width="2.2" stroke-linecap="round" d="M-7 14L-6 24M1 16L2 26"/>',
    "open": '<path fill="{skin}" d="M-15-14C-18 2-16 14-10 18L11 18C16 8 16-2 15-14Z"/>'
    '<g fill="none" stroke="{skin}" stroke-width="8.5" stroke-linecap="round"><path d="M-10 14L-15 33'
    'M-2 16L-3 39M6 16L9 37"/>'
    '<path d="M12 0C20 2 26 8 28 16"/></g>',
    "palm": '<path fill="{skin}" d="M-17-14C-19 4-17 14-13 18L14 18C18 8 18-2 17-14Z"/>'
    '<g fill="none" stroke="{skin}" stroke-width="8.8" stroke-linecap="round"><path d="M-12 14L-16 35'
    'M-4 16L-5 42M4 16L5 41M11 14L15 34"/>'
    '<path d="M14-2C22 0 27 6 29 14"/></g>',
    "point": '<path fill="{skin}" d="M-15-14C-18 6-14 22-4 24C8 26 15 14 15-14Z"/>'
    '<path fill="none" stroke="{skin}" stroke-width="9" stroke-linecap="round" d="M8 10L10 44"/>'
    '<path fill="none" stroke="{shade}" stroke-width="2.2" stroke-linecap="round" d="M-10 8C-6 12 0 13 3 12"/>',
}


def _hand(hand: Hand, skin: tuple[str, str]) -> str:
    drawn = _HANDS[hand.kind].format(skin=skin[0], shade=skin[1])
    return f'<g transform="translate({hand.x:g} {hand.y:g}) rotate({hand.turn:g})">{drawn}</g>'
