"""What does each place look like? A wall with a few quiet things behind the figures, and what stands before them.

The stage is 960 by 540.
"""

from collections.abc import Mapping

PLACES = (
    "counter",
    "office",
    "meeting-room",
    "corridor",
    "home",
    "phone",
    "residents-room",
    "nursery",
    "staff-room",
    "car-park",
)


def _window(x: int, y: int, width: int, height: int) -> str:
    """A window onto a calm day."""
    return (
        f'<rect x="{x - 8}" y="{y - 8}" width="{width + 16}" height="{height + 16}" rx="4" fill="#fff"/>'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#cfe0ea"/>'
        f'<path fill="#b9d0c0" d="M{x} {y + height}V{y + height * 2 // 3}C{x + width // 4} '
        f"{y + height // 2} {x + width // 2} "
        f'{y + height * 3 // 4} {x + width} {y + height * 11 // 20}V{y + height}Z"/>'
        f'<rect x="{x + width // 2 - 3}" y="{y}" width="6" height="{height}" fill="#fff"/>'
    )


def _plant(x: int, y: int) -> str:
    """A plant whose pot stands on (x, y)."""
    return (
        f'<g transform="translate({x} {y})"><g fill="none" stroke="#6b8f71" stroke-width="9" stroke-linecap="round">'
        '<path d="M0-44C-6-80-26-96-44-100M0-44C0-90 4-120 2-142M0-44C8-78 26-100 46-106M0-44C-14-62'
        '-34-64-48-58M0-44C14-62 34-66 46-62"/></g>'
        '<path fill="#b98d6b" d="M-28-46L28-46L22 0L-22 0Z"/><path fill="#a67a59" d="M-30-50L30-50L29'
        '-38L-29-38Z"/></g>'
    )


def _picture(x: int, y: int, width: int, height: int, colour: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#fff"/>'
        f'<rect x="{x + 8}" y="{y + 8}" width="{width - 16}" height="{height - 16}" fill="{colour}"/>'
    )


def _wall(wall: str, floor: str, edge: int = 450) -> str:
    return (
        f'<rect width="960" height="540" fill="{wall}"/><rect y="{edge}" width="960" '
        f'height="{540 - edge}" fill="{floor}"/>'
        f'<rect y="{edge - 8}" width="960" height="8" fill="#fff" opacity=".7"/>'
    )


def _lamp(x: int) -> str:
    return (
        f'<path stroke="#8d949c" stroke-width="4" d="M{x} 0V34"/>'
        f'<path fill="#e9c46a" d="M{x - 44} 66C{x - 40} 44 {x - 20} 34 {x} 34C{x + 20} 34 {x + 40} 44 {x + 44} 66Z"/>'
    )


_TABLE = (
    '<path fill="#b98f67" d="M0 470C180 448 780 448 960 470V540H0Z"/>'
    '<path fill="#caa27a" d="M0 462C180 440 780 440 960 462V474C780 452 180 452 0 474Z"/>'
)


def _mug(x: int, y: int, colour: str) -> str:
    return (
        f'<path fill="{colour}" d="M{x - 17} {y - 36}H{x + 17}V{y - 8}C{x + 17} {y} {x - 17} {y} {x - 17} {y - 8}Z"/>'
        f'<path fill="none" stroke="{colour}" stroke-width="6" d="M{x + 17} {y - 28}C{x + 31} {y - 30} '
        f'{x + 31} {y - 12} {x + 16} {y - 12}"/>'
    )


_BINDERS = "".join(
    f'<rect x="{56 + n * 27}" y="{y}" width="22" height="{74 - n % 3 * 8}" transform="translate(0 '
    f'{n % 3 * 8})" fill="{colour}"/>'
    for y in (96, 206)
    for n, colour in enumerate(("#7f9bb3", "#c6a37c", "#8fae9b", "#b7837a", "#7f9bb3", "#d1c3a5"))
)
_JACKETS = "".join(
    f'<g transform="translate({x} 0)"><path stroke="#9a8f80" stroke-width="6" stroke-linecap="round" d="M0 206V218"/>'
    f'<path fill="{colour}" d="M-8 216H8L30 232L24 258L18 252V306H-18V252L-24 258L-30 232Z"/></g>'
    for x, colour in ((90, "#c97f62"), (170, "#6f95a8"), (250, "#d6b05f"), (330, "#84a07c"))
)
_CARS = (
    '<g><path fill="#8297a8" d="M-30 452C-20 418 20 410 50 408L82 372C90 364 196 364 206 372L236 408'
    'C270 412 288 424 288 452Z"/>'
    '<path fill="#dbe6ec" d="M66 406L92 378H140V406ZM152 378H196L220 406H152Z"/>'
    '<g fill="#3a3f47"><circle cx="34" cy="454" r="26"/><circle cx="228" cy="454" r="26"/></g>'
    '<g fill="#9aa3ab"><circle cx="34" cy="454" r="11"/><circle cx="228" cy="454" r="11"/></g></g>'
    '<g transform="translate(676 0)"><path fill="#a9785f" d="M-18 452C-8 418 20 410 50 408L82 372C90 '
    '364 196 364 206 372L236 408C270 412 300 424 300 452Z"/>'
    '<path fill="#dbe6ec" d="M66 406L92 378H140V406ZM152 378H196L220 406H152Z"/>'
    '<g fill="#3a3f47"><circle cx="34" cy="454" r="26"/><circle cx="236" cy="454" r="26"/></g>'
    '<g fill="#9aa3ab"><circle cx="34" cy="454" r="11"/><circle cx="236" cy="454" r="11"/></g></g>'
)

_DRAWN: Mapping[str, tuple[str, str]] = {
    "counter": (
        _wall("#e6ecec", "#cfd6d5")
        + '<rect x="60" y="70" width="190" height="150" fill="#fff"/><rect x="74" y="86" width="74" '
        'height="54" fill="#d9e4ea"/>'
        + '<rect x="74" y="152" width="74" height="54" fill="#ead9c4"/><g fill="#c4ced4"><rect x="162" '
        'y="90" width="70" height="8"/>'
        + '<rect x="162" y="108" width="54" height="8"/><rect x="162" y="156" width="70" height="8"/>'
        '<rect x="162" y="174" width="46" height="8"/></g>'
        + '<rect x="408" y="54" width="144" height="66" rx="8" fill="#3f4b57"/>'
        + '<g fill="#f4e3b5"><circle cx="446" cy="87" r="9"/><circle cx="480" cy="87" r="9"/><circle '
        'cx="514" cy="87" r="9"/></g>' + _window(690, 76, 200, 170) + _plant(100, 452),
        (
            '<rect y="446" width="960" height="94" fill="#a9825c"/><rect y="428" width="960" '
            'height="22" fill="#c9a47d"/>'
            '<path stroke="#94704d" stroke-width="3" d="M240 452V540M480 452V540M720 452V540"/>'
            '<path fill="#2f3943" d="M880 418H906V432H880Z"/><path fill="#3f4b57" d="M856 358L936 344V430L856 420Z"/>'
            '<rect x="457" y="418" width="46" height="11" rx="3" fill="#f5f2ea"/>'
        ),
    ),
    "office": (
        _wall("#e7ecf0", "#d3d2cc")
        + '<rect x="40" y="80" width="190" height="220" fill="#b79a78"/><rect x="50" y="90" width="170" '
        'height="90" fill="#8f7558"/>'
        + '<rect x="50" y="196" width="170" height="94" fill="#8f7558"/>'
        + _BINDERS
        + _window(640, 70, 250, 190)
        + _picture(330, 90, 100, 130, "#c7d3c1")
        + '<path fill="#9db39a" d="M342 206L376 150L402 188L414 174L422 206Z"/>'
        + _plant(890, 452),
        _TABLE
        + '<path fill="#39414a" d="M68 440H96V462H68Z"/>'
        + '<path fill="#49525c" d="M38 372H126C132 372 136 376 136 382V444H28V382C28 376 32 372 38 372Z"/>'
        + _mug(586, 466, "#e6e0d4")
        + '<path fill="#fff" d="M316 462L388 454L396 464L322 472Z"/>',
    ),
    "meeting-room": (
        _wall("#f1ebdf", "#d8cdbb")
        + '<rect x="330" y="62" width="300" height="170" rx="4" fill="#fff"/><rect x="330" y="228" '
        'width="300" height="8" fill="#b7b1a6"/>'
        + '<g fill="none" stroke="#8fa3b3" stroke-width="5" stroke-linecap="round"><path d="M362 104'
        'H470M362 132H440M362 160H456"/>'
        + '<path stroke="#c08a6b" d="M520 180L548 150L572 164L600 112"/></g>'
        + _window(60, 70, 190, 180)
        + _lamp(760)
        + _plant(880, 452),
        _TABLE + '<path fill="#d7e6ec" opacity=".9" d="M452 396H500L494 456H458Z"/><path fill="#bcd5df" d="'
        'M455 420H497L494 456H458Z"/>'
        + '<path fill="#e4eff3" d="M536 424H562L558 458H540Z"/><path fill="#e4eff3" d="M392 424H418L414 458H396Z"/>',
    ),
    "corridor": (
        (
            '<rect width="960" height="540" fill="#ece7dc"/><path fill="#d9d2c4" d="M0 540L330 400H630L960 540Z"/>'
            '<rect x="330" y="110" width="300" height="290" fill="#f5f1e8"/>'
            '<path fill="#e2dbcd" d="M0 0H330V110V400L0 540ZM960 0H630V110V400L960 540Z"/>'
            '<path fill="#f9f6ef" d="M0 0H960L630 110H330Z"/>'
            '<rect x="410" y="180" width="140" height="220" fill="#b9cbc9"/><rect x="424" y="194" '
            'width="112" height="90" fill="#dfe9e8"/>'
            '<path fill="#c2a688" d="M60 150L180 176V462L60 512ZM900 150L780 176V462L900 512Z"/>'
            '<g fill="#7d6a56"><circle cx="164" cy="322" r="7"/><circle cx="796" cy="322" r="7"/></g>'
            '<path fill="#fff" d="M222 200L290 214V270L222 262Z"/><path fill="#fff" d="M738 200L670 '
            '214V270L738 262Z"/>'
            '<rect x="436" y="128" width="88" height="26" rx="4" fill="#4f8466"/><path fill="#fff" d="'
            'M456 141H486L480 134H488L498 141L488 148H480L486 143H456Z"/>'
        ),
        "",
    ),
    "home": (
        _wall("#f3e9dd", "#cdb79c")
        + _window(90, 70, 200, 190)
        + '<path fill="#c98f76" opacity=".75" d="M70 54H120C118 140 108 210 84 284H70ZM310 54H260C262 '
        '140 272 210 296 284H310Z"/>'
        + _picture(430, 84, 84, 108, "#d9c39c")
        + _picture(530, 108, 66, 82, "#a9bcc0")
        + '<path stroke="#8a6f57" stroke-width="7" d="M810 440V190"/><path fill="#ecd08f" d="M764 196'
        'L786 112H834L856 196Z"/>'
        + '<path fill="#7d8f86" d="M250 452V352C250 326 270 316 296 316H664C690 316 710 326 710 352V452Z"/>'
        + '<path fill="#8fa197" d="M272 452V380C272 364 282 356 298 356H474V452ZM486 452V356H662C678 '
        '356 688 364 688 380V452Z"/>',
        '<path fill="#a9825c" d="M330 484H630L650 540H310Z"/><path fill="#c19c74" d="M310 474H650V488H310Z"/>'
        + _mug(440, 478, "#c97f62")
        + _mug(520, 478, "#7f9bb3"),
    ),
    "phone": (
        '<rect width="480" height="540" fill="#f3e9dd"/><rect y="450" width="480" height="90" fill="#cdb79c"/>'
        + _window(70, 80, 150, 170)
        + '<path stroke="#8a6f57" stroke-width="6" d="M400 450V220"/><path fill="#ecd08f" d="M362 226'
        'L380 150H420L438 226Z"/>'
        + '<rect x="480" width="480" height="540" fill="#e7ecf0"/><rect x="480" y="450" width="480" '
        'height="90" fill="#d3d2cc"/>'
        + '<g transform="translate(680 0)"><rect x="40" y="80" width="190" height="220" fill="#b79a78"/>'
        + '<rect x="50" y="90" width="170" height="90" fill="#8f7558"/><rect x="50" y="196" width="170" '
        'height="94" fill="#8f7558"/>' + _BINDERS + "</g>" + _picture(540, 100, 80, 100, "#c7d3c1"),
        (
            '<path fill="#fff" d="M470 0H490V540H470Z"/>'
            '<path fill="#caa27a" d="M490 468H960V482H490Z"/><path fill="#b98f67" d="M490 482H960V540H490Z"/>'
        ),
    ),
    "residents-room": (
        _wall("#efeadf", "#cfc3ae")
        + _window(380, 66, 210, 190)
        + '<path fill="#8fa7a0" opacity=".8" d="M358 50H402C402 130 394 210 378 280H358ZM612 50H568C568 '
        '130 576 210 592 280H612Z"/>'
        + '<rect x="40" y="280" width="26" height="172" fill="#9c8162"/><path fill="#fff" d="M60 352C60 '
        '332 84 326 112 326C140 326 152 340 152 360L330 374V424H60Z"/>'
        + '<path fill="#b7c7bd" d="M146 362L330 376V430H146Z"/><rect x="60" y="420" width="280" '
        'height="22" fill="#9c8162"/>'
        + _picture(90, 110, 84, 64, "#d7c2a2")
        + _picture(190, 140, 62, 78, "#b9c5cb")
        + _picture(90, 190, 84, 62, "#c9b0a0")
        + '<rect x="720" y="330" width="170" height="122" fill="#a98b68"/><rect x="734" y="346" '
        'width="142" height="40" fill="#bb9d79"/>'
        + '<rect x="734" y="396" width="142" height="40" fill="#bb9d79"/>'
        + _plant(850, 330),
        "",
    ),
    "nursery": (
        _wall("#f4eedd", "#d9c49c")
        + '<rect x="50" y="190" width="330" height="16" fill="#c3a27a"/>'
        + _JACKETS
        + '<rect x="40" y="372" width="350" height="20" fill="#c3a27a"/><rect x="60" y="392" width="16" '
        'height="60" fill="#a98960"/>'
        + '<rect x="354" y="392" width="16" height="60" fill="#a98960"/>'
        + '<g fill="#7a5f4c"><path d="M80 372H110V352H98V360H80ZM220 372H250V352H238V360H220Z"/></g>'
        + '<g><rect x="470" y="84" width="110" height="84" fill="#fff"/><path fill="none" '
        'stroke="#c97f62" stroke-width="5" d="M490 150C500 110 540 110 560 148M512 130V118M538 130'
        'V118"/>' + '<rect x="600" y="104" width="90" height="110" fill="#fff"/><circle cx="645" cy="146" r="20" '
        'fill="#e2c063"/>'
        + '<path fill="none" stroke="#6b8f71" stroke-width="5" d="M645 166V200M645 184L630 174M645 186L662 174"/></g>'
        + _window(740, 76, 160, 170)
        + '<g><rect x="700" y="412" width="44" height="40" fill="#6f95a8"/><rect x="744" y="412" '
        'width="44" height="40" fill="#d6b05f"/><rect x="722" y="372" width="44" height="40" '
        'fill="#c97f62"/></g>',
        "",
    ),
    "staff-room": (
        _wall("#ebe9e1", "#cbbfae")
        + '<rect x="40" y="90" width="270" height="90" fill="#fbf9f4"/><path stroke="#d6d1c5" '
        'stroke-width="4" d="M130 90V180M220 90V180"/>'
        + '<rect x="40" y="300" width="290" height="152" fill="#d7cdb9"/><rect x="30" y="288" '
        'width="310" height="16" fill="#a9825c"/>'
        + '<rect x="70" y="216" width="66" height="72" rx="6" fill="#4b545e"/><rect x="84" y="246" '
        'width="38" height="34" fill="#2f363e"/>'
        + '<circle cx="103" cy="232" r="6" fill="#c97f62"/>'
        + _mug(190, 288, "#c9d3d8")
        + _mug(238, 288, "#d6b88f")
        + '<rect x="560" y="80" width="190" height="140" fill="#c6a985"/><g><rect x="576" y="96" '
        'width="60" height="48" fill="#fff"/>'
        + '<rect x="650" y="100" width="84" height="40" fill="#f2e3b8"/><rect x="580" y="158" '
        'width="76" height="46" fill="#dbe6ec"/>'
        + '<rect x="672" y="154" width="58" height="52" fill="#fff"/></g>'
        + _lamp(480)
        + _plant(890, 452),
        _TABLE + _mug(430, 466, "#7f9bb3") + _mug(540, 468, "#c97f62"),
    ),
    "car-park": (
        '<rect width="960" height="540" fill="#d9e6ec"/><path fill="#eef4f5" d="M120 96C150 66 200 70 '
        '214 92C250 84 276 104 270 124H96C92 110 104 98 120 96Z"/>'
        '<rect x="320" y="150" width="420" height="250" fill="#c7b9a4"/><rect x="320" y="142" '
        'width="420" height="14" fill="#a8977f"/>'
        + "".join(
            f'<rect x="{x}" y="{y}" width="56" height="64" fill="#e8f0f2"/>'
            for x in (346, 432, 572, 658)
            for y in (182, 282)
        )
        + '<rect x="504" y="300" width="52" height="100" fill="#8f7d66"/>'
        + '<path fill="#93ab93" d="M0 400C40 330 90 330 120 380C150 330 220 330 250 400ZM760 400C790 '
        '340 850 330 880 376C910 340 950 350 960 390V400Z"/>'
        + '<rect y="396" width="960" height="144" fill="#a9abad"/><path stroke="#d8d9da" '
        'stroke-width="6" d="M330 470L290 540M480 470V540M630 470L670 540"/>' + _CARS,
        "",
    ),
}


def behind(place: str) -> str:
    return _DRAWN[place][0]


def before(place: str) -> str:
    """What stands in front of the figures; empty where nothing does."""
    return _DRAWN[place][1]
