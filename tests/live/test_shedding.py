"""What happens to players who send more than anyone can mean?"""

import uuid

from trappen.live import shedding
from trappen.live.shedding import Shedder


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_flood_is_put_aside_and_others_are_let_in() -> None:
    clock = Clock()
    shedder = Shedder(clock)
    let_in = sum(shedder.lets_in("loud") for _ in range(1_000))
    assert let_in == 10
    assert shedder.lets_in("quiet")
    clock.now += 1
    assert sum(shedder.lets_in("loud") for _ in range(1_000)) == 2


def test_what_was_put_aside_is_handed_on_once_a_second() -> None:
    clock, room, other = Clock(), uuid.uuid4(), uuid.uuid4()
    shedder = Shedder(clock)
    assert [shedder.ignore(room) for _ in range(4)] == [1, 0, 0, 0]
    assert shedder.ignore(other) == 1
    clock.now += 1
    assert shedder.ignore(room) == 4


def test_the_oldest_bucket_is_forgotten_where_there_are_too_many() -> None:
    shedder = Shedder(Clock())
    for number in range(shedding._MOST_BUCKETS + 5):
        shedder.lets_in(str(number))
    assert len(shedder._buckets) == shedding._MOST_BUCKETS
    assert "0" not in shedder._buckets
