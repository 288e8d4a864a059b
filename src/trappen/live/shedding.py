"""What is done with players who send more than anyone can mean? It is put aside before the database is asked.

Each worker process keeps its own count and hands it on once a second at most.
"""

import time
import uuid
from collections import OrderedDict
from collections.abc import Callable

from trappen.live.rules import Bucket

_MOST_BUCKETS = 10_000
_HAND_ON_AFTER = 1.0  # seconds


class Shedder:
    """Buckets by ticket, and how many answers have been put aside in each room since it was last written down."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._ignored: dict[uuid.UUID, int] = {}
        self._handed_on: dict[uuid.UUID, float] = {}

    def lets_in(self, ticket: str) -> bool:
        now = self._clock()
        bucket = self._buckets.pop(ticket, None) or Bucket(left=Bucket.most, at=now)
        drawn = bucket.drawn(now)
        self._buckets[ticket] = drawn or bucket
        while len(self._buckets) > _MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return drawn is not None

    def ignore(self, room: uuid.UUID) -> int:
        """Count one more; gives how many to write down now, 0 where they can wait."""
        now = self._clock()
        self._ignored[room] = self._ignored.get(room, 0) + 1
        if now - self._handed_on.get(room, -_HAND_ON_AFTER) < _HAND_ON_AFTER:
            return 0
        self._handed_on[room] = now
        return self._ignored.pop(room)


shedder = Shedder()
