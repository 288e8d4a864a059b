"""How is a spread drawn as an iceberg? What would be registered stands above the waterline, the rest lies below.

Lengths are in the picture's own units, 600 wide and 400 high.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trappen.dialogue.rules import Spread, Verdict

WATERLINE = 150
_UP, _DOWN = 105, 190  # the longest bar above and below
_WIDTH = 84
_MIDDLES = {Verdict.ACCEPTABLE: 160, Verdict.GREY: 300, Verdict.OVER: 440}


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, and its number with the place for it."""

    verdict: Verdict
    count: int
    x: int
    y: float
    width: int
    height: float
    text_x: int
    text_y: float
    above: bool


@dataclass(frozen=True)
class Berg:
    """The whole picture, and the numbers that its words need."""

    bars: tuple[Bar, ...]
    rows: tuple[tuple[Verdict, int, int], ...]
    above: int
    below: int
    answers: int
    passed: int


def drawn(spread: Spread) -> Berg:
    longest_up, longest_down = max(spread.yes.values()), max(spread.no.values())
    scale = min(_UP / max(longest_up, 1), _DOWN / max(longest_down, 1))
    return Berg(
        bars=tuple(_bars(spread, scale)),
        rows=tuple((verdict, spread.yes[verdict], spread.no[verdict]) for verdict in Verdict),
        above=spread.above,
        below=spread.below,
        answers=spread.answers,
        passed=spread.passed,
    )


def _bars(spread: Spread, scale: float) -> Iterable[Bar]:
    for verdict, middle in _MIDDLES.items():
        for count, above in ((spread.yes[verdict], True), (spread.no[verdict], False)):
            if not count:
                continue
            height = round(count * scale, 1)
            y = WATERLINE - height if above else WATERLINE
            text_y = y - 7 if above else y + height + 22
            yield Bar(verdict, count, middle - _WIDTH // 2, y, _WIDTH, height, middle, text_y, above)
