"""Can one result be taken from another so that few people are left?

Whoever knows the results of several groups may add and take away. What then is left hangs on the answers of those
who are not cancelled out: they must be nobody, or as many as a result must have.
"""

from collections.abc import Collection, Hashable, Sequence
from itertools import product

MOST_GROUPS = 5  # more that hang together are too many to look through, and too often to be asked

Group = frozenset[Hashable]


def reveals(new: Collection[Hashable], others: Sequence[Collection[Hashable]], fewest: int) -> bool:
    """Whether asking the people of `new` beside those of `others` could lead to fewer than `fewest`."""
    met = _hanging_together(frozenset(new), [frozenset(other) for other in others])
    if len(met) > MOST_GROUPS:
        return True
    groups = [frozenset(new), *met]
    people = sorted({person for group in groups for person in group}, key=str)
    kinds = [tuple(person in group for group in groups) for person in people]
    ways = product((1, 0, -1), repeat=len(met))  # the others alone were looked at when they were opened
    return any(0 < _left((1, *way), kinds) < fewest for way in ways)


def _left(signs: Sequence[int], kinds: Sequence[tuple[bool, ...]]) -> int:
    return sum(1 for kind in kinds if sum(sign for sign, there in zip(signs, kind, strict=True) if there))


def _hanging_together(new: Group, others: Sequence[Group]) -> list[Group]:
    """The other groups that share someone with the new one, directly or by way of each other; each kind once."""
    left, met, reached = set(others), list[Group](), new
    while touched := [group for group in left if group & reached]:
        left -= set(touched)
        met += touched
        reached = reached.union(*touched)
    return [group for group in met if group != new]
