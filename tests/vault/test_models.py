"""Does a sealed text lie sealed in the database, open where it belongs, and nowhere else?"""

import pytest
from django.conf import settings
from django.db import connection, models, transaction
from pytest_django import DjangoAssertNumQueries

from tests.vault.conftest import NOW, TEXT, kept, read
from trappen.accounts.models import KeptText, User
from trappen.vault import ring
from trappen.vault.actions import new_key
from trappen.vault.models import DataKey, SealedText
from trappen.vault.rules import WrongKey, unseal

pytestmark = pytest.mark.usefixtures("key_file")

PLACE = "accounts.kepttext.text:{}"


def raw(row: KeptText) -> bytes:
    """The bytes of the text as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM accounts_kepttext WHERE path = %s", [row.path])
        [(value,)] = cursor.fetchall()
    return bytes(value)


def put(row: KeptText, value: bytes) -> None:
    """As someone would who has the database alone."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_kepttext SET text = %s WHERE path = %s", [value, row.path])


@pytest.mark.parametrize("text", [TEXT, "a", "\U0001f642 \u202e <b>", "linje\nto", "x" * 200_000])
def test_a_text_comes_back_as_it_was_saved(person: User, text: str) -> None:
    assert read(kept(person, text)) == text


def test_a_new_row_reads_its_own_text_before_and_after_it_is_saved(person: User) -> None:
    row = KeptText(user=person, key=new_key(), path="/a/", form="note", text=TEXT, until=NOW)
    assert row.text == TEXT
    row.save()
    assert row.text == TEXT


def test_a_text_changes_and_its_bytes_with_it(person: User) -> None:
    row = kept(person)
    before = raw(row)
    row.text = "Noget andet"
    row.save()
    assert read(row) == "Noget andet"
    assert raw(row) != before
    row.text = ""
    row.save()
    assert (read(row), raw(row)) == ("", b"")


def test_nothing_is_an_empty_text_without_bytes(person: User) -> None:
    row = kept(person, "")
    assert (read(row), raw(row)) == ("", b"")
    assert KeptText(user=person, path="/b/").text == ""


def test_nothing_can_be_read_in_the_raw_row(person: User) -> None:
    row = kept(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_kepttext")
        [values] = cursor.fetchall()
        cursor.execute("SELECT * FROM vault_datakey")
        [key] = cursor.fetchall()
    values += key
    everything = b"".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in values)
    for word in TEXT.split():
        if len(word) > 3:
            assert word.encode() not in everything
    assert row.data_key.secret not in everything
    assert unseal(row.data_key.secret, raw(row), PLACE.format(row.id)) == TEXT


def test_the_same_text_twice_looks_different(person: User) -> None:
    one, other = kept(person, path="/a/"), kept(person, path="/b/")
    assert raw(one) != raw(other)


def test_a_tampered_text_does_not_open(person: User) -> None:
    row = kept(person)
    sealed = bytearray(raw(row))
    sealed[-1] ^= 1
    put(row, bytes(sealed))
    with pytest.raises(WrongKey):
        read(row)


def test_a_text_moved_to_another_row_does_not_open(person: User) -> None:
    one, other = kept(person, path="/a/"), kept(person, path="/b/")
    KeptText.objects.update(key=one.key)
    put(other, raw(one))
    assert read(one) == TEXT
    with pytest.raises(WrongKey):
        read(other)


def test_a_text_under_another_rows_key_does_not_open(person: User) -> None:
    one, other = kept(person, path="/a/"), kept(person, path="/b/")
    KeptText.objects.filter(id=one.id).update(key=other.key)
    with pytest.raises(WrongKey):
        read(one)


def test_a_text_names_its_row_and_its_column(person: User) -> None:
    field = KeptText._meta.get_field("text")
    assert isinstance(field, SealedText)
    row = kept(person)
    assert field.place(row) == PLACE.format(row.id)
    sealed = raw(row)
    for place in (PLACE.format(row.key_id), f"accounts.kepttext.form:{row.id}", f"plans.action.text:{row.id}"):
        with pytest.raises(WrongKey):
            unseal(row.data_key.secret, sealed, place)


def test_without_its_key_a_text_is_gone(person: User) -> None:
    row = kept(person)
    sealed, key = raw(row), row.key
    row.delete()
    key.delete()
    assert not DataKey.objects.exists()
    with pytest.raises(WrongKey):
        unseal(new_key().secret, sealed, PLACE.format(row.id))


def test_a_text_that_nobody_reads_is_not_opened_nor_sealed_anew(
    person: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = kept(person)
    before = raw(row)
    again = KeptText.objects.get(id=row.id)
    again.form = "other"
    with django_assert_num_queries(1):
        again.save()
    assert raw(row) == before
    assert read(row) == TEXT


def test_a_text_is_opened_once(person: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    again = KeptText.objects.get(id=kept(person).id)
    with django_assert_num_queries(1):
        assert again.text == TEXT
        assert again.text == TEXT


def test_a_text_that_was_left_out_of_a_query_is_fetched_when_it_is_read(person: User) -> None:
    row = kept(person)
    for rows in (KeptText.objects.defer("text"), KeptText.objects.only("path")):
        again = rows.get(id=row.id)
        assert again.text == TEXT
        again = rows.get(id=row.id)
        again.save()
        assert read(row) == TEXT


def test_several_rows_saved_at_once_are_sealed(person: User) -> None:
    rows = [
        KeptText(user=person, key=new_key(), path=f"/{n}/", form="note", text=f"{TEXT} {n}", until=NOW)
        for n in range(3)
    ]
    KeptText.objects.bulk_create(rows)
    assert [read(row) for row in rows] == [f"{TEXT} {n}" for n in range(3)]
    assert not any(b"Kastanjevej" in raw(row) for row in rows)


def test_no_way_round_the_seal_writes_plain_text(person: User) -> None:
    row = kept(person)
    with pytest.raises(TypeError), transaction.atomic():
        KeptText.objects.update(text="Kastanjevej")
    row.text = "Kastanjevej"
    with pytest.raises(TypeError), transaction.atomic():
        KeptText.objects.bulk_update([row], ["text"])
    assert read(row) == TEXT


def test_a_refreshed_row_reads_what_the_database_has(person: User) -> None:
    row = kept(person)
    other = KeptText.objects.get(id=row.id)
    other.text = "Nyt"
    other.save()
    row.refresh_from_db()
    assert row.text == "Nyt"


def test_the_class_itself_has_no_text() -> None:
    assert not isinstance(KeptText.text, str | bytes)


# The key of a row


def test_a_key_is_wrapped_by_the_master_in_use(person: User) -> None:
    key = new_key()
    found = DataKey.objects.get()
    assert (found.id, found.master) == (key.id, ring_name())
    assert found.secret == key.secret
    assert len(found.secret) == 32
    assert found.secret not in bytes(found.wrapped)


def ring_name() -> str:
    return ring.current(settings.MASTER_KEY_FILE).current.name


def test_two_keys_are_two(db: None) -> None:
    one, other = new_key(), new_key()
    assert one.secret != other.secret
    one.wrapped = other.wrapped
    one.save()
    with pytest.raises(WrongKey):
        _ = DataKey.objects.get(id=one.id).secret


def test_under_another_master_a_key_does_not_open(person: User) -> None:
    row = kept(person)
    ring.create(settings.MASTER_KEY_FILE)
    with pytest.raises(WrongKey):
        read(row)


def test_a_key_in_use_cannot_be_deleted(person: User) -> None:
    row = kept(person)
    with pytest.raises(models.ProtectedError):
        row.key.delete()
    assert read(row) == TEXT
