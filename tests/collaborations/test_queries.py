"""Who reaches what, in which order does it stand, and for how many questions to the database?"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, FACTS, NOW, TODAY, House, again, assessed, draft, opened, person, planned, viewer
from trappen.accounts.models import User
from trappen.collaborations import actions, queries
from trappen.collaborations.models import Collaboration
from trappen.collaborations.queries import Led, Listed, LogLine, Owed
from trappen.organisations.actions import give_role, take_role
from trappen.organisations.models import Membership
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.plans.models import Action
from trappen.plans.rules import Change, Status
from trappen.staircase.rules import StepId

GREEN, YELLOW, RED = StepId


def named(alias: str, by: User, **more: object) -> Collaboration:
    return opened(by, facts=replace(FACTS, alias=alias), **more)  # type: ignore[arg-type]  # as `opened` takes them


# Reach


@pytest.fixture
def people(house: House) -> dict[str, User]:
    """Everyone who may come by, by what they are to a collaboration of the harbour."""
    return {
        "leader": house.leader,
        "deputy": house.deputy,
        "named": house.colleague,
        "named deputy": person("Ture Forsøgsen", (house.square, Role.EMPLOYEE)),
        "owner": house.helper,
        "employee": person("Sofus Eksempel", (house.harbour, Role.EMPLOYEE)),
        "representative": person("Rita Demosen", (house.harbour, Role.REPRESENTATIVE)),
        "consultant": person("Konrad Attrapsen", (house.top, Role.CONSULTANT)),
        "administrator": person("Adda Driftberg", (house.top, Role.ADMINISTRATOR)),
        "leader above": person("Cille Overbliksen", (house.centre, Role.LEADER)),
        "leader beside": house.other_leader,
        "leader abroad": house.foreign_leader,
        "nobody": person("Ingen Rolle"),
    }


LEADING = {"leader", "deputy", "named deputy"}
REACHING = LEADING | {"named"}


def reached(people: dict[str, User], reach: Callable[[User], object]) -> set[str]:
    found = set()
    for name, user in people.items():
        with suppress(OutOfReach):
            reach(user)
            found.add(name)
    return found


def test_who_reaches_a_collaboration(house: House, people: dict[str, User]) -> None:
    row = opened(house.leader, people=[people["named"]], deputy=people["named deputy"])
    [action] = planned(row, house.leader, draft("Ring", people["owner"]))

    def reach(user: User) -> None:
        found = queries.reach(viewer(user), row.id)
        assert found.collaboration == row
        assert found.leads == (user in {people[each] for each in LEADING})

    assert reached(people, reach) == REACHING
    assert reached(people, lambda user: queries.reach(viewer(user), row.id, leading=True)) == LEADING
    assert {name for name, user in people.items() if queries.listed(viewer(user), TODAY)} == REACHING
    assert {name for name, user in people.items() if queries.led(viewer(user))} == LEADING

    def reach_action(user: User) -> None:
        found = queries.reach_action(viewer(user), action.id)
        assert (found.action, found.alias, found.collaboration) == (action, "Ahorn", row)
        assert found.whole == (user != people["owner"])

    assert reached(people, reach_action) == REACHING | {"owner"}


def test_what_is_not_there_is_out_of_reach_like_what_one_may_not_see(house: House) -> None:
    with pytest.raises(OutOfReach):
        queries.reach(viewer(house.leader), uuid.uuid4())
    with pytest.raises(OutOfReach):
        queries.reach_action(viewer(house.leader), uuid.uuid4())
    with pytest.raises(OutOfReach):
        queries.assessment(opened(house.leader), uuid.uuid4())


def test_an_assessment_is_reached_through_its_own_collaboration_only(house: House, row: Collaboration) -> None:
    made = assessed(row, house.leader)
    assert queries.assessment(row, made.id) == made
    with pytest.raises(OutOfReach):
        queries.assessment(opened(house.leader), made.id)


def test_whoever_loses_the_role_or_the_name_reaches_nothing(house: House, row: Collaboration) -> None:
    actions.take_access(collaboration=row, person=house.colleague.id, by=viewer(house.leader), now=NOW)
    leading = Membership.objects.get(user=house.deputy)
    give_role(user=house.deputy, unit=house.harbour, role=Role.EMPLOYEE, by=None, now=NOW)
    take_role(membership=leading, by=None, now=NOW)
    for user in (house.colleague, house.deputy):
        with pytest.raises(OutOfReach):
            queries.reach(viewer(user), row.id)


def test_whoever_is_in_another_organisation_now_has_left_everything_behind(
    house: House, row: Collaboration, action: Action
) -> None:
    """Also what they were named on, and what they owned."""
    abroad = house.foreign_leader.memberships.get().unit
    for user in (house.colleague, house.helper):
        Membership.objects.filter(user=user).delete()
        with pytest.raises(OutOfReach):
            queries.reach_action(viewer(user), action.id)
        give_role(user=user, unit=abroad, role=Role.LEADER, by=None, now=NOW)
        with pytest.raises(OutOfReach):
            queries.reach(viewer(user), row.id)
        with pytest.raises(OutOfReach):
            queries.reach_action(viewer(user), action.id)
        assert queries.owed_actions(viewer(user)) == []
        assert queries.listed(viewer(user), TODAY) == []


# The list


def test_the_list_says_how_each_stands_the_heaviest_first(house: House) -> None:
    quiet, new, heavy, done, middle, also = (
        named(alias, house.leader) for alias in ("Taks", "Gyvel", "Tjørn", "Elmetræ", "bregne", "Ahorn")
    )
    for row, *steps in ((quiet, GREEN), (heavy, YELLOW, RED), (done, RED), (middle, YELLOW), (also, RED, YELLOW)):
        for days, step in enumerate(steps):
            assessed(row, house.leader, step, now=NOW + days * DAY)
    due = [TODAY - DAY, TODAY, TODAY + DAY]
    made = planned(heavy, house.leader, *[draft("Ring", house.colleague, day) for day in [*due, TODAY - DAY]])
    actions.move_action(
        collaboration=again(heavy),
        action=made[3],
        change=Change(Status.DONE),
        version=0,
        by=viewer(house.leader),
        now=NOW,
    )
    actions.hold_follow_up(
        collaboration=again(heavy),
        agreed="",
        held_on=TODAY,
        next_on=TODAY + 9 * DAY,
        once=uuid.uuid4(),
        by=viewer(house.leader),
        now=NOW,
    )
    actions.close(collaboration=again(done), words="", version=0, by=viewer(house.leader), now=NOW)
    lines = queries.listed(viewer(house.leader), TODAY)
    assert [line.alias for line in lines] == ["Tjørn", "Ahorn", "bregne", "Taks", "Gyvel", "Elmetræ"]
    assert lines[0] == Listed(
        id=heavy.id,
        alias="Tjørn",
        unit="Havnen",
        step=RED,
        assessed_on=TODAY + DAY,
        open_actions=3,
        late_actions=1,
        next_follow_up=TODAY + 9 * DAY,
        reassess=True,
        ends_soon=False,
        closed=False,
        ends_on=dt.date(2026, 9, 3),
    )
    assert lines[4] == Listed(
        id=new.id,
        alias="Gyvel",
        unit="Havnen",
        step=None,
        assessed_on=None,
        open_actions=0,
        late_actions=0,
        next_follow_up=None,
        reassess=False,
        ends_soon=False,
        closed=False,
        ends_on=dt.date(2026, 9, 2),
    )
    assert (lines[5].closed, lines[5].step, lines[5].ends_on) == (True, RED, dt.date(2026, 6, 2))


@pytest.mark.parametrize(("days", "soon"), [(153, False), (154, True), (184, True), (200, True)])
def test_the_list_says_what_ends_soon(house: House, row: Collaboration, days: int, soon: bool) -> None:
    [line] = queries.listed(viewer(house.leader), TODAY + days * DAY)
    assert line.ends_soon is soon


def test_a_later_assessment_of_an_earlier_day_is_not_the_newest(house: House, row: Collaboration) -> None:
    assessed(row, house.leader, RED, now=NOW)
    seen_before = actions.Seen(TODAY - 20 * DAY, asked=False, own=GREEN)
    assessed(row, house.leader, seen=seen_before, now=NOW + DAY)
    assert [each.step for each in queries.assessments_of(row)] == ["green", "red"]
    [line] = queries.listed(viewer(house.leader), TODAY)
    assert (line.step, line.assessed_on) == (RED, TODAY)
    assert queries.counts_by_unit([house.harbour.id]) == {house.harbour.id: Counter({RED: 1})}


# Whom one can choose


def test_who_can_own_an_action(house: House) -> None:
    row = opened(house.leader, people=[house.colleague], deputy=house.other_leader)
    assert [each.name for each in queries.can_own(row)] == [
        "Bodil Skabelon",
        "Dines Modelgaard",
        "Jonas Opdigtsen",
        "Laila Papirsø",
        "Mette Prøvedal",
    ]


def test_the_aliases_of_a_unit(house: House) -> None:
    named("Taks", house.leader)
    named("Gyvel", house.other_leader)
    assert queries.aliases_in(house.harbour.id) == ["Taks"]


def test_the_deputies_of_a_collaboration(house: House) -> None:
    row = opened(house.leader, people=[house.colleague], deputy=house.helper)
    assert queries.deputies_of(row) == [house.helper]
    assert queries.deputies_of(opened(house.leader)) == []


# What someone owes


def test_what_is_owed_by_due_date_and_not_of_what_is_closed_or_done(house: House, row: Collaboration) -> None:
    days = {"Til sidst": 9, "Først": 1, "Gjort": 2}
    made = {
        title: planned(row, house.leader, draft(title, house.helper, TODAY + day * DAY))[0]
        for title, day in days.items()
    }
    planned(row, house.leader, draft("En andens", house.colleague))
    closed = named("Gyvel", house.leader)
    planned(closed, house.leader, draft("Lukket", house.helper))
    actions.close(collaboration=again(closed), words="", version=0, by=viewer(house.leader), now=NOW)
    actions.move_action(
        collaboration=again(row),
        action=made["Gjort"],
        change=Change(Status.DONE),
        version=0,
        by=viewer(house.helper),
        now=NOW,
    )
    assert queries.owed_actions(viewer(house.helper)) == [
        Owed(made["Først"].id, "Først", "Ahorn", TODAY + DAY),
        Owed(made["Til sidst"].id, "Til sidst", "Ahorn", TODAY + 9 * DAY),
    ]


def test_what_is_led_says_what_it_may_ask(house: House, row: Collaboration) -> None:
    other = named("Gyvel", house.other_leader, deputy=house.leader)
    assessed(other, house.other_leader)
    actions.close(collaboration=again(other), words="", version=0, by=viewer(house.other_leader), now=NOW)
    assert queries.led(viewer(house.leader)) == [
        Led(row.id, "Ahorn", False, False, False, "yes", "done", None, dt.date(2026, 9, 2)),
        Led(other.id, "Gyvel", True, True, False, "yes", "done", None, dt.date(2026, 6, 2)),
    ]


# The access log


def test_the_log_says_who_did_what_newest_first(house: House, row: Collaboration) -> None:
    planned(row, house.leader, draft("Ring", house.helper), now=NOW + DAY)
    actions.note_view(collaboration=row, by=viewer(house.colleague), now=NOW + 2 * DAY, what="plan")
    actions.warn_of_ending(now=NOW + 170 * DAY)
    opened(house.leader, now=NOW + 3 * DAY)
    assert queries.access_log(row) == [
        LogLine(NOW + 170 * DAY, True, "", "warned", ""),
        LogLine(NOW + 2 * DAY, False, "Jonas Opdigtsen", "viewed", "plan"),
        LogLine(NOW + DAY, False, "Mette Prøvedal", "actions-added", "1"),
        LogLine(NOW, False, "Mette Prøvedal", "opened", ""),
    ]


def test_a_line_stays_when_its_person_has_gone(house: House, row: Collaboration) -> None:
    gone = person("Kort Besøg", (house.harbour, Role.DEPUTY))
    actions.note_view(collaboration=row, by=viewer(gone), now=NOW + DAY)
    gone.delete()
    assert queries.access_log(row)[0] == LogLine(NOW + DAY, False, "", "viewed", "")


def test_nobody_of_another_organisation_is_named(house: House, row: Collaboration) -> None:
    actions.note_view(collaboration=row, by=viewer(house.foreign_leader), now=NOW + DAY)
    assert queries.access_log(row)[0] == LogLine(NOW + DAY, False, "", "viewed", "")


# Counts


def test_counts_are_of_what_is_open_and_assessed(house: House) -> None:
    for step in (GREEN, RED, RED, None):
        row = opened(house.leader)
        if step:
            assessed(row, house.leader, GREEN, now=NOW - DAY)
            assessed(row, house.leader, step)
    closed = opened(house.leader)
    assessed(closed, house.leader, YELLOW)
    actions.close(collaboration=again(closed), words="", version=0, by=viewer(house.leader), now=NOW)
    assessed(opened(house.other_leader), house.other_leader, YELLOW)
    assert queries.counts_by_unit([house.harbour.id, house.centre.id]) == {
        house.harbour.id: Counter({RED: 2, GREEN: 1})
    }


def test_what_is_near_its_end_in_every_organisation(house: House) -> None:
    mine, abroad = opened(house.leader), opened(house.foreign_leader)
    opened(house.leader, months=7)
    assert queries.ending(dt.date(2026, 8, 2)) == []
    assert set(queries.ending(dt.date(2026, 8, 3))) == {mine, abroad}


# Questions to the database


@pytest.mark.parametrize("many", [1, 3])
def test_questions_do_not_grow_with_the_rows(
    house: House, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    named_people = [person(f"Navn{number} Navnesen", (house.harbour, Role.EMPLOYEE)) for number in range(many)]
    rows = [named(f"Taks {number}", house.leader, people=named_people) for number in range(many)]
    for row in rows:
        for number in range(many):
            assessed(row, house.leader, now=NOW + number * DAY)
            actions.hold_follow_up(
                collaboration=row,
                agreed=f"Vi ringer {number}",
                held_on=TODAY + number * DAY,
                next_on=None,
                once=uuid.uuid4(),
                by=viewer(house.colleague),
                now=NOW,
            )
        planned(row, house.leader, *[draft(f"Ring {number}", house.leader) for number in range(many)])
    who = viewer(house.leader)
    with django_assert_num_queries(1):
        assert [line.alias for line in queries.listed(who, TODAY)] == [f"Taks {number}" for number in range(many)]
    with django_assert_num_queries(1):
        assert len(queries.led(who)) == many
    with django_assert_num_queries(1):
        assert len(queries.owed_actions(who)) == many * many
    with django_assert_num_queries(1):
        row = queries.reach(who, rows[0].id).collaboration
        assert (row.alias, row.unit.name, row.plan.version) == ("Taks 0", "Havnen", 1)
    with django_assert_num_queries(1):
        assert [(each.by.name, each.strain) for each in queries.assessments_of(row)] == [("Mette Prøvedal", "")] * many
    with django_assert_num_queries(1):
        assert [(each.agreed, each.by.name) for each in queries.follow_ups_of(row)] == [
            (f"Vi ringer {number}", "Jonas Opdigtsen") for number in reversed(range(many))
        ]
    with django_assert_num_queries(1):
        assert [each.user.name for each in queries.named_on(row)] == [each.name for each in named_people]
    with django_assert_num_queries(2):
        assert len(queries.can_own(row)) == 4 + many
    with django_assert_num_queries(3):
        assert len(queries.access_log(row)) == 2 + 2 * many
    with django_assert_num_queries(1):
        assert len(queries.aliases_in(house.harbour.id)) == many
    with django_assert_num_queries(1):
        assert queries.counts_by_unit([house.harbour.id])[house.harbour.id].total() == many
    with django_assert_num_queries(1):
        assert [row.unit.organisation.name for row in queries.ending(timezone.localdate(NOW + 400 * DAY))] == [
            "Åvang Kommune"
        ] * many
