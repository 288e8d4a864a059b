"""Does a line say who did what to what and when, without a word of content, and does it stand with what it tells?"""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from trappen.audit.actions import record
from trappen.audit.models import Event
from trappen.audit.queries import Line, happened, history

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
WHO, WHAT, WHERE = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)


def test_a_line_holds_what_it_was_told() -> None:
    record("assessed", by=WHO, now=NOW, kind="collaboration", subject=WHAT, organisation=WHERE, note="red")
    event = Event.objects.get()
    assert {field.name: getattr(event, field.name) for field in Event._meta.fields} == {
        "id": event.id,
        "at": NOW,
        "actor": WHO,
        "verb": "assessed",
        "kind": "collaboration",
        "subject": WHAT,
        "organisation": WHERE,
        "note": "red",
    }


def test_the_system_itself_acts_on_nothing_in_particular() -> None:
    record("kept-house", by=None, now=NOW, kind="site", subject=None)
    event = Event.objects.get()
    assert (event.actor, event.subject, event.organisation, event.note) == (None, None, None, "")


def test_ids_point_at_nothing_so_that_a_line_outlives_what_it_tells() -> None:
    assert [field.name for field in Event._meta.fields if field.is_relation] == []
    record("deleted", by=uuid.uuid4(), now=NOW, kind="collaboration", subject=uuid.uuid4())
    assert Event.objects.count() == 1


def test_each_line_is_one_more(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        for _ in range(3):
            record("seen", by=WHO, now=NOW, kind="collaboration", subject=WHAT)
    assert len(history(WHAT)) == 3


def test_a_line_falls_with_what_it_tells() -> None:
    with transaction.atomic():
        record("changed", by=WHO, now=NOW, kind="plan", subject=WHAT)
        assert len(history(WHAT)) == 1
        transaction.set_rollback(True)
    assert history(WHAT) == []


def test_the_history_of_one_thing_is_told_newest_first() -> None:
    hour = dt.timedelta(hours=1)
    record("opened", by=WHO, now=NOW, kind="collaboration", subject=WHAT)
    record("seen", by=None, now=NOW + 2 * hour, kind="collaboration", subject=WHAT, note="export")
    record("changed", by=WHO, now=NOW + hour, kind="plan", subject=WHAT)
    record("seen", by=WHO, now=NOW, kind="collaboration", subject=uuid.uuid4())
    record("seen", by=WHO, now=NOW, kind="collaboration", subject=None)
    assert history(WHAT) == [
        Line(NOW + 2 * hour, None, "seen", "collaboration", "export"),
        Line(NOW + hour, WHO, "changed", "plan", ""),
        Line(NOW, WHO, "opened", "collaboration", ""),
    ]


def test_the_history_of_what_is_unknown_is_empty() -> None:
    assert history(uuid.uuid4()) == []


@pytest.mark.parametrize(("asked", "told"), [({}, 200), ({"most": 1}, 1), ({"most": 7}, 7), ({"most": 500}, 210)])
def test_a_long_history_is_cut(
    asked: dict[str, int], told: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    minute = dt.timedelta(minutes=1)
    for number in range(210):
        record("seen", by=WHO, now=NOW + number * minute, kind="collaboration", subject=WHAT)
    with django_assert_num_queries(1):
        lines = history(WHAT, **asked)
    assert [line.at for line in lines] == [NOW + number * minute for number in reversed(range(210 - told, 210))]


@pytest.mark.parametrize(
    ("verb", "minutes", "answer"), [("deleted", 0, True), ("deleted", 1, False), ("closed", 0, False)]
)
def test_whether_something_has_happened_lately(verb: str, minutes: int, answer: bool) -> None:
    record("deleted", by=None, now=NOW, kind="collaboration", subject=None)
    assert happened(verb, since=NOW + dt.timedelta(minutes=minutes)) is answer
