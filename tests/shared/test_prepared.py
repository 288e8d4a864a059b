"""Does a statement that is written once give what Django gives when it writes it anew?"""

import datetime as dt
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext

from tests.factories import person
from trappen.accounts.models import KeptText, User
from trappen.audit.models import Event
from trappen.shared.prepared import insert, prepared
from trappen.vault.actions import new_key
from trappen.vault.models import DataKey

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def event(verb: str, *, at: dt.datetime = NOW, subject: uuid.UUID | None = None) -> Event:
    row = Event(verb=verb, at=at, kind="test", subject=subject)
    insert(row)
    return row


@prepared
def of_subject(subject: uuid.UUID | None, verb: str, since: dt.datetime) -> QuerySet[Event]:
    return Event.objects.filter(subject=subject, verb=verb, at__gte=since).order_by("-at")


@prepared
def names(person: uuid.UUID) -> "QuerySet[User, tuple[str, str]]":
    return User.objects.filter(id=person).values_list("name", "email")


@prepared
def ended_by(day: dt.date) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__date__lte=day).order_by("session_key")


@prepared
def with_kept_texts(person: uuid.UUID) -> QuerySet[User]:
    texts = KeptText.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(id=person).annotate(waits=Exists(texts), many=Count("kept_texts"))


@prepared
def of_key(key: uuid.UUID) -> QuerySet[KeptText]:
    return KeptText.objects.filter(key=key).select_related("key", "user")


def test_each_call_has_its_own_values() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    early, late = NOW, NOW + dt.timedelta(hours=1)
    rows = {at: event("seen", at=at, subject=one).id for at in (early, late)}
    event("changed", at=late, subject=one)
    mine = event("seen", at=early, subject=other)
    assert [row.id for row in of_subject(one, "seen", early)] == [rows[late], rows[early]]
    assert [row.id for row in of_subject(one, "seen", late)] == [rows[late]]
    assert [row.id for row in of_subject(other, "seen", early)] == [mine.id]
    assert of_subject(uuid.uuid4(), "seen", early) == []
    assert of_subject(one, "nothing", early) == []


def test_it_is_one_statement_and_the_one_that_django_writes() -> None:
    subject = uuid.uuid4()
    rows = Event.objects.filter(subject=subject, verb="seen", at__gte=NOW).order_by("-at")
    for _ in range(2):
        with CaptureQueriesContext(connection) as prepared_ones:
            of_subject(subject, "seen", NOW)
        with CaptureQueriesContext(connection) as written_anew:
            list(rows.all())
        assert [each["sql"] for each in prepared_ones] == [each["sql"] for each in written_anew]


def test_no_value_finds_nothing() -> None:
    event("seen")
    assert of_subject(None, "seen", NOW) == []


def test_what_is_read_is_read_anew() -> None:
    sofus = person("Sofus Eksempel")
    assert names(sofus.id) == [("Sofus Eksempel", sofus.email)]
    User.objects.filter(id=sofus.id).update(name="Sofus Nynavn")
    assert names(sofus.id) == [("Sofus Nynavn", sofus.email)]


def test_dates() -> None:
    for number in (1, 2, 3):
        Session.objects.create(session_key=str(number), expire_date=NOW + number * dt.timedelta(days=1))
    assert [row.session_key for row in ended_by(dt.date(2026, 3, 4))] == ["1", "2"]
    assert [row.session_key for row in ended_by(dt.date(2026, 3, 5))] == ["1", "2", "3"]


def test_annotations_and_joined_rows_come_along() -> None:
    sofus, key = person("Sofus Eksempel"), new_key()
    (before,) = with_kept_texts(sofus.id)
    KeptText.objects.create(user=sofus, key=key, path="/", form="x", text="Hej", until=NOW)
    (after,) = with_kept_texts(sofus.id)
    assert [(row.waits, row.many) for row in (before, after)] == [(False, 0), (True, 1)]  # type: ignore[attr-defined]  # annotated
    with CaptureQueriesContext(connection) as asked:
        (kept,) = of_key(key.id)
        assert (kept.user.name, kept.key.id, kept.text) == ("Sofus Eksempel", key.id, "Hej")
    assert len(asked) == 1


def test_a_parameter_that_the_query_leaves_out_is_a_mistake() -> None:
    @prepared
    def forgetful(subject: uuid.UUID, verb: str) -> QuerySet[Event]:
        return Event.objects.filter(subject=subject) if verb else Event.objects.none()

    with pytest.raises(TypeError, match="leaves a parameter out"):
        forgetful(uuid.uuid4(), "seen")


def test_a_parameter_of_another_kind_is_a_mistake() -> None:
    @prepared
    def counting(least: int) -> QuerySet[Event]:
        return Event.objects.filter(note__length__gte=least)

    with pytest.raises(TypeError, match="takes no"):
        counting(3)


def test_a_new_row_is_what_django_would_have_saved() -> None:
    ours, theirs = (DataKey(master="x", wrapped=bytes(range(256))) for _ in range(2))
    with CaptureQueriesContext(connection) as written:
        insert(ours)
    theirs.save(force_insert=True)
    assert len(written) == 1
    found = {row.id: (row.master, bytes(row.wrapped)) for row in DataKey.objects.all()}
    assert found == {ours.id: ("x", bytes(range(256))), theirs.id: ("x", bytes(range(256)))}
    ours.master = "y"
    ours.save()  # it is known to be there
    assert DataKey.objects.get(id=ours.id).master == "y"


def test_a_new_row_is_sealed_like_any_other() -> None:
    text = KeptText(user=person("Sofus Eksempel"), key=new_key(), path="/", form="x", text="Hemmeligt", until=NOW)
    insert(text)
    assert KeptText.objects.get(id=text.id).text == "Hemmeligt"
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM accounts_kepttext")
        assert b"Hemmeligt" not in bytes(cursor.fetchone()[0])


def test_the_same_row_is_not_added_twice() -> None:
    row = event("seen")
    with pytest.raises(IntegrityError):
        insert(row)
