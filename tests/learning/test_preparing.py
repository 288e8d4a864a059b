"""Are the notes for the yearly talk their writer's alone, and gone when they should be?"""

import datetime as dt

import pytest
from django.db import connection

from tests.factories import DAY, NOW, TODAY, House, viewer
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.learning import actions, queries
from trappen.learning.actions.ending import delete_preparation_if_ended
from trappen.learning.models import Preparation
from trappen.organisations.queries import OutOfReach
from trappen.shared.rules import ChangedMeanwhile
from trappen.vault.models import DataKey

NOTE = "Jeg vil gerne øve at sige nej"
QUESTION = "practise"


def write(
    by: User, text: str = NOTE, *, talk_on: dt.date | None = None, version: int = 0, now: dt.datetime = NOW
) -> None:
    actions.prepare(
        notes={QUESTION: text, "line": ""},
        talk_on=talk_on,
        edition="2026.1",
        version=version,
        by=viewer(by),
        now=now,
    )


def test_notes_are_sealed_and_their_writers_alone(house: House, administrator: User) -> None:
    write(house.colleague)
    assert queries.own_preparation(viewer(house.colleague)).notes == {QUESTION: NOTE}
    for user in (house.leader, house.deputy, house.helper, administrator, house.foreign_leader):
        assert queries.preparation(viewer(user)) is None
        with pytest.raises(OutOfReach):
            queries.own_preparation(viewer(user))
    with connection.cursor() as cursor:
        cursor.execute("SELECT written FROM learning_preparation")
        (stored,) = [bytes(value) for (value,) in cursor.fetchall()]
    assert b"sige nej" not in stored


def test_every_change_moves_the_end_and_leaves_a_line_without_content(house: House) -> None:
    write(house.colleague)
    assert queries.own_preparation(viewer(house.colleague)).ends_on == dt.date(2026, 9, 2)
    write(house.colleague, talk_on=TODAY, version=1)
    assert queries.own_preparation(viewer(house.colleague)).ends_on == TODAY + 60 * DAY
    by = viewer(house.colleague)
    actions.note_reading(preparation=queries.own_preparation(by), by=by, now=NOW)
    lines = list(Event.objects.filter(kind="mus-preparation").values_list("verb", "actor", "note"))
    assert sorted(lines) == [
        ("mus-notes-written", house.colleague.id, ""),
        ("mus-notes-written", house.colleague.id, ""),
        ("viewed", house.colleague.id, ""),
    ]


def test_two_windows_do_not_overwrite_each_other(house: House) -> None:
    write(house.colleague)
    write(house.colleague)  # a second click
    assert queries.own_preparation(viewer(house.colleague)).version == 1
    with pytest.raises(ChangedMeanwhile):
        write(house.colleague, "Noget andet")
    assert queries.own_preparation(viewer(house.colleague)).notes == {QUESTION: NOTE}


def test_nothing_written_is_nothing_kept(house: House) -> None:
    write(house.colleague, "")
    assert queries.preparation(viewer(house.colleague)) is None
    with pytest.raises(ChangedMeanwhile):
        write(house.colleague, version=3)  # deleted in another window


def test_the_writer_deletes_at_once(house: House) -> None:
    write(house.colleague)
    there = queries.own_preparation(viewer(house.colleague))
    for _twice in range(2):
        actions.remove_preparation(preparation=there, by=viewer(house.colleague), now=NOW, why="by-owner")
    assert not Preparation.objects.exists()
    assert not DataKey.objects.exists()
    assert list(Event.objects.filter(verb="deleted").values_list("actor", "note")) == [
        (house.colleague.id, "by-owner")
    ]


def test_notes_go_by_themselves(house: House) -> None:
    write(house.colleague, talk_on=TODAY)
    write(house.leader)
    assert actions.delete_ended(now=NOW + 59 * DAY) == 0
    assert actions.delete_ended(now=NOW + 60 * DAY) == 1
    assert queries.preparation(viewer(house.colleague)) is None
    assert queries.own_preparation(viewer(house.leader)).notes == {QUESTION: NOTE}
    assert actions.delete_ended(now=dt.datetime(2026, 9, 2, 9, tzinfo=dt.UTC)) == 1
    assert list(Event.objects.filter(verb="deleted").values_list("actor", "organisation").distinct()) == [(None, None)]


def test_what_was_written_meanwhile_is_not_deleted(house: House) -> None:
    write(house.colleague)
    before = queries.own_preparation(viewer(house.colleague))
    write(house.colleague, "Noget nyt", version=1)
    assert not delete_preparation_if_ended(preparation=before, now=NOW + 300 * DAY)
    assert queries.own_preparation(viewer(house.colleague)).notes == {QUESTION: "Noget nyt"}
