"""Does the picture stay within its frame, and does it show every answer?"""

from hypothesis import given
from hypothesis import strategies as st

from trappen.dialogue.iceberg import WATERLINE, drawn
from trappen.dialogue.rules import Spread, Verdict

counts = st.fixed_dictionaries({verdict: st.integers(0, 2_000) for verdict in Verdict})


@given(counts, counts)
def test_bars_stand_on_the_waterline_and_in_the_frame(yes: dict[Verdict, int], no: dict[Verdict, int]) -> None:
    berg = drawn(Spread(yes, no, passed=3))
    assert sum(bar.count for bar in berg.bars) == berg.answers == berg.above + berg.below
    assert berg.passed == 3
    for bar in berg.bars:
        assert bar.count > 0
        assert bar.y + bar.height == WATERLINE or not bar.above
        assert bar.y == WATERLINE or bar.above
        assert 15 <= bar.text_y <= 370
    assert berg.rows == tuple((verdict, yes[verdict], no[verdict]) for verdict in Verdict)


def test_lengths_are_in_proportion() -> None:
    none = dict.fromkeys(Verdict, 0)
    berg = drawn(Spread({**none, Verdict.OVER: 4}, {**none, Verdict.GREY: 2}))
    over, grey = berg.bars[-1], berg.bars[0]
    assert (over.verdict, over.above, grey.verdict, grey.above) == (Verdict.OVER, True, Verdict.GREY, False)
    assert over.height == 2 * grey.height
