"""Does the database itself refuse to change or take away a line of the history, whoever asks?"""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from trappen.audit.append_only import close, reopen
from trappen.audit.models import Event

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def event(db: None) -> Event:
    event = Event(verb="seen", actor=uuid.uuid4(), at=NOW, kind="collaboration", subject=uuid.uuid4())
    event.save(force_insert=True)
    return event


def as_it_lies() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_event ORDER BY id")
        return list(cursor.fetchall())


STATEMENTS = [
    "UPDATE audit_event SET verb = 'nothing'",
    "UPDATE audit_event SET note = note",
    "UPDATE audit_event SET actor = NULL, at = '2020-01-01 00:00:00+00:00'",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE verb = 'seen'",
    "INSERT INTO audit_event SELECT * FROM audit_event WHERE true ON CONFLICT (id) DO UPDATE SET verb = 'nothing'",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO audit_event (id, at, verb, kind, note) SELECT id, at, 'no', kind, note FROM audit_event",
    "REPLACE INTO audit_event SELECT * FROM audit_event",
    "UPDATE OR REPLACE audit_event SET verb = 'nothing'",
]


def refused(statement: str) -> None:
    cursor = connection.cursor()
    with pytest.raises(DatabaseError, match="the history is append-only"), transaction.atomic():
        cursor.execute(statement)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_that_would_change_a_line_is_refused(event: Event, statement: str) -> None:
    before = as_it_lies()
    refused(statement)
    assert as_it_lies() == before


@pytest.mark.parametrize("statement", ON_SQLITE)
def test_sqlites_own_ways_are_refused_too(event: Event, statement: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows no OR REPLACE")
    before = as_it_lies()
    refused(statement)
    assert as_it_lies() == before


def test_a_whole_transaction_falls_with_the_line_that_it_would_change(event: Event) -> None:
    @transaction.atomic
    def add_and_change() -> None:
        Event(verb="other", at=NOW, kind="plan").save(force_insert=True)
        Event.objects.filter(id=event.id).update(verb="nothing")

    with pytest.raises(DatabaseError, match="the history is append-only"):
        add_and_change()
    assert Event.objects.get().verb == "seen"


def test_the_ways_of_the_program_are_refused(event: Event) -> None:
    event.verb = "nothing"
    for way in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(verb="nothing"),
        lambda: Event.objects.bulk_update([event], ["verb"]),
    ):
        with pytest.raises(DatabaseError, match="the history is append-only"), transaction.atomic():
            way()
    assert Event.objects.get().verb == "seen"


def test_a_line_can_be_added(event: Event) -> None:
    Event(verb="changed", at=NOW, kind="plan").save(force_insert=True)
    Event.objects.bulk_create([Event(verb="seen", at=NOW, kind="plan") for _ in range(3)])
    assert Event.objects.count() == 5


def test_the_migration_can_be_taken_back_and_made_again(event: Event) -> None:
    schema = connection.schema_editor()
    reopen(apps, schema)
    assert Event.objects.update(verb="changed") == 1
    assert Event.objects.filter(verb="changed").delete()[0] == 1
    close(apps, schema)
    Event(verb="seen", at=NOW, kind="plan").save(force_insert=True)
    for statement in STATEMENTS:
        refused(statement)
