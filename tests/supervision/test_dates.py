"""Are dates planned, changed, cancelled, held and deleted as they should be, and who sees them?"""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import DAY, NOW, TODAY, House, person, viewer
from tests.supervision.conftest import DETAILS, planned, reached
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.organisations.models import Membership
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile
from trappen.supervision import actions, queries
from trappen.supervision.models import Occasion, Series
from trappen.supervision.queries import details_of
from trappen.supervision.rules import Kind, Refused, State, Why
from trappen.supervision.rules import Series as Planned
from trappen.vault.models import DataKey

WEEK = dt.timedelta(weeks=1)
EVERY_SIX = Planned(TODAY + WEEK, 6, TODAY + 19 * WEEK)  # four dates


def verbs() -> list[str]:
    return sorted(Event.objects.filter(kind="supervision").values_list("verb", flat=True))


# Planning


def test_one_date_is_planned_with_its_texts_sealed(house: House) -> None:
    (row,) = planned(house.leader, house.harbour)
    assert details_of(reached(row, house.colleague).row) == DETAILS
    assert row.ends_on == dt.date(2028, 3, 9)
    with connection.cursor() as cursor:
        cursor.execute("SELECT theme, supervisor, place, audience FROM supervision_occasion")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    for text in ("siger nej", "Sigrid", "Lokale", "Aften"):
        assert text.encode() not in stored
    assert verbs() == ["supervision-planned"]


def test_a_series_is_planned_once(house: House) -> None:
    once = uuid.uuid4()
    made = planned(house.leader, house.harbour, series=EVERY_SIX, once=once)
    again = planned(house.leader, house.harbour, series=EVERY_SIX, once=once)
    assert [row.id for row in again] == [row.id for row in made]
    assert [row.on for row in made] == [TODAY + weeks * WEEK for weeks in (1, 7, 13, 19)]
    assert Series.objects.count() == DataKey.objects.count() == 1


def test_a_series_of_too_many_is_not_planned(house: House) -> None:
    with pytest.raises(Refused):
        planned(house.leader, house.harbour, series=Planned(TODAY, 1, TODAY + 30 * WEEK))
    assert not Series.objects.exists()


# Who sees it


def test_the_people_of_the_unit_see_it_and_its_leaders_change_it(house: House, occasion: Occasion) -> None:
    safety = person("Aksel Tillidsen", (house.harbour, Role.REPRESENTATIVE))
    for user in (house.leader, house.deputy, house.colleague, house.helper, safety):
        assert reached(occasion, user).leads is (user in {house.leader, house.deputy})
    for user in (house.colleague, safety):
        with pytest.raises(OutOfReach):
            queries.reach_led(viewer(user), occasion.id)
        with pytest.raises(OutOfReach):
            queries.unit_to_plan_for(viewer(user), house.harbour.id)
    assert queries.unit_to_plan_for(viewer(house.deputy), house.harbour.id) == house.harbour


def test_nobody_else_sees_it(house: House, occasion: Occasion, administrator: User) -> None:
    above = person("Vera Overblad", (house.centre, Role.LEADER))
    runs_it = person("Drude Maskinsen", (house.harbour, Role.ADMINISTRATOR))
    for user in (house.other_leader, house.foreign_leader, administrator, above, runs_it):
        with pytest.raises(OutOfReach):
            reached(occasion, user)
        assert queries.from_day(viewer(user), TODAY) == []
        assert queries.of_year(viewer(user), 2026) == []
        assert queries.coming(viewer(user), TODAY) == []
        assert queries.years(viewer(user)) == []
    Membership.objects.filter(user=house.colleague).delete()
    with pytest.raises(OutOfReach):
        reached(occasion, house.colleague)


def test_months_years_and_what_is_coming(house: House) -> None:
    first, *_, last = planned(house.leader, house.harbour, series=Planned(TODAY - WEEK, 6, TODAY + 50 * WEEK))
    planned(house.other_leader, house.square)
    by = viewer(house.colleague)
    assert queries.from_day(by, TODAY)[0].first == dt.date(2026, 4, 1)
    assert sum(len(month.dates) for month in queries.of_year(by, 2026)) == 8
    assert queries.years(by) == [2027, 2026]
    coming = queries.coming(by, TODAY)
    assert len(coming) == 5
    assert {(each.unit, each.kind, each.at) for each in coming} == {("Havnen", Kind.SUPERVISION, dt.time(13))}
    assert [each.on for each in coming] == sorted(each.on for each in coming)
    assert [each.row.id for each in queries.waiting(viewer(house.leader), TODAY)] == [first.id]
    assert queries.waiting(by, TODAY) == []
    actions.cancel(occasion=last, because="Ferie", following=False, version=0, by=viewer(house.leader), now=NOW)
    assert queries.coming(by, last.on) == []


# Changing


def test_one_date_is_changed_and_the_others_stay(house: House) -> None:
    first, second, *_ = planned(house.leader, house.harbour, series=EVERY_SIX)
    new = replace(DETAILS, place="Lokale 9")
    actions.change(
        occasion=first,
        on=TODAY + 8 * DAY,
        details=new,
        following=False,
        version=0,
        by=viewer(house.deputy),
        now=NOW,
    )
    row = reached(first, house.leader).row
    assert (row.on, details_of(row), row.version) == (TODAY + 8 * DAY, new, 1)
    assert row.ends_on == dt.date(2028, 3, 10)
    assert row.changed_by == house.deputy
    assert details_of(reached(second, house.leader).row) == DETAILS


def test_later_dates_go_along_but_for_those_that_are_over(house: House) -> None:
    before, first, cancelled, last = planned(house.leader, house.harbour, series=EVERY_SIX)
    by = viewer(house.leader)
    actions.cancel(occasion=cancelled, because="Ferie", following=False, version=0, by=by, now=NOW)
    new = replace(DETAILS, at=dt.time(9, 30), theme="Nye spørgsmål")
    actions.change(occasion=first, on=first.on, details=new, following=True, version=0, by=by, now=NOW)
    said = [details_of(reached(row, house.leader).row) for row in (before, first, cancelled, last)]
    assert said == [DETAILS, new, DETAILS, new]
    assert [row.on for row in Occasion.objects.order_by("on")] == [row.on for row in (before, first, cancelled, last)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT theme FROM supervision_occasion")
        assert not any(b"Nye" in bytes(value) for (value,) in cursor.fetchall())


def test_nobodys_change_is_lost(house: House, occasion: Occasion) -> None:
    by = viewer(house.leader)
    new = replace(DETAILS, minutes=60)
    for _twice in range(2):
        actions.change(occasion=occasion, on=occasion.on, details=new, following=False, version=0, by=by, now=NOW)
    assert reached(occasion, house.leader).row.version == 1
    other = replace(DETAILS, minutes=45)
    with pytest.raises(ChangedMeanwhile):
        actions.change(occasion=occasion, on=occasion.on, details=other, following=False, version=0, by=by, now=NOW)


def test_a_date_is_cancelled_with_a_word(house: House) -> None:
    rows = planned(house.leader, house.harbour, series=EVERY_SIX)
    by = viewer(house.leader)
    for _twice in range(2):
        actions.cancel(occasion=rows[1], because="Syg", following=True, version=0, by=by, now=NOW)
    found = [reached(row, house.colleague) for row in rows]
    assert [each.state for each in found] == [State.PLANNED, *[State.CANCELLED] * 3]
    assert [each.row.cancelled_because for each in found] == ["", "Syg", "Syg", "Syg"]
    assert [each.is_open for each in found] == [True, False, False, False]
    with pytest.raises(Refused) as refused:
        actions.change(occasion=rows[1], on=rows[1].on, details=DETAILS, following=False, version=1, by=by, now=NOW)
    assert refused.value.why is Why.CANCELLED
    with pytest.raises(Refused):
        actions.cancel(occasion=rows[1], because="Andet", following=False, version=1, by=by, now=NOW)
    assert verbs() == ["supervision-cancelled", "supervision-planned"]


def test_a_date_is_held_with_a_number_and_nothing_else(house: House, occasion: Occasion) -> None:
    by, then = viewer(house.leader), NOW + 7 * DAY
    with pytest.raises(Refused) as refused:
        actions.hold(occasion=occasion, attendance=6, version=0, by=by, now=NOW)
    assert refused.value.why is Why.NOT_YET
    for _twice in range(2):
        actions.hold(occasion=occasion, attendance=6, version=0, by=by, now=then)
    found = reached(occasion, house.colleague)
    assert (found.state, found.row.attendance, found.row.version) == (State.HELD, 6, 1)
    with pytest.raises(ChangedMeanwhile):
        actions.hold(occasion=occasion, attendance=7, version=0, by=by, now=then)
    actions.hold(occasion=occasion, attendance=7, version=1, by=by, now=then)
    assert reached(occasion, house.colleague).row.attendance == 7
    with pytest.raises(Refused) as refused:
        actions.cancel(occasion=occasion, because="Syg", following=False, version=2, by=by, now=then)
    assert refused.value.why is Why.HELD


def test_the_database_holds_to_it(house: House, occasion: Occasion) -> None:
    rows = Occasion.objects.filter(id=occasion.id)
    held = {"held_at": NOW, "held_by": house.leader}
    for change in (
        {"cancelled_at": NOW},
        held,
        held | {"attendance": 0},
        held | {"attendance": 5, "cancelled_at": NOW, "cancelled_by": house.leader},
        {"minutes": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


# The end


def test_dates_go_after_24_months_and_their_key_with_the_last(house: House) -> None:
    rows = planned(house.leader, house.harbour, series=EVERY_SIX)
    planned(house.other_leader, house.square)
    assert actions.delete_ended(now=dt.datetime(2028, 3, 8, 9, tzinfo=dt.UTC)) == 0
    assert actions.delete_ended(now=dt.datetime(2028, 3, 9, 9, tzinfo=dt.UTC)) == 2
    assert DataKey.objects.count() == Series.objects.count() == 1
    assert set(Occasion.objects.values_list("id", flat=True)) == {row.id for row in rows[1:]}
    assert actions.delete_ended(now=dt.datetime(2029, 1, 1, 9, tzinfo=dt.UTC)) == 3
    assert not DataKey.objects.exists()
    assert not Series.objects.exists()
    deleted = Event.objects.filter(verb="deleted", kind="supervision")
    assert set(deleted.values_list("organisation", "note")) == {(house.top.organisation_id, "end-date")}
