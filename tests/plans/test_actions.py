"""Does a plan keep what was asked, once, and nothing of what was refused?"""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import DAY, NOW, TODAY, House, draft, planned, viewer
from trappen.audit.models import Event
from trappen.collaborations.models import Collaboration
from trappen.plans import actions, queries
from trappen.plans.actions import Draft
from trappen.plans.models import Action, Comment, Plan
from trappen.plans.rules import Change, Effect, NotAllowed, Status
from trappen.shared.rules import ChangedMeanwhile

LATER = NOW + DAY
HOUR = dt.timedelta(hours=1)


def lines(row: Collaboration) -> list[tuple[str, str]]:
    """What the history says of the plan, oldest first."""
    return list(Event.objects.filter(subject=row.plan_id).order_by("at").values_list("verb", "note"))


def fresh(action: Action) -> Action:
    found = queries.action(action.id)
    assert found is not None
    return found


def move(action: Action, house: House, change: Change, *, version: int, now: dt.datetime = LATER) -> Action:
    actions.move(action=fresh(action), change=change, version=version, by=viewer(house.colleague), now=now)
    return fresh(action)


# Adding


def test_everything_asked_for_is_kept(house: House, row: Collaboration) -> None:
    asked = Draft("Ring", house.helper.id, TODAY + DAY, TODAY, "Vi har talt sammen.", "react-fast", "2021.1")
    [made] = planned(row, house.leader, asked)
    found = fresh(made)
    assert actions._as_draft(found) == asked
    assert (found.status, found.is_open, found.effect, found.version) == (Status.PLANNED, True, "", 0)
    assert (found.created_at, found.created_by, found.changed_at, found.changed_by) == (
        NOW,
        house.leader,
        NOW,
        house.leader,
    )
    assert lines(row) == [("actions-added", "1")]
    assert Plan.objects.get().version == 1


def test_sent_twice_the_actions_come_once(house: House, row: Collaboration) -> None:
    once, asked = uuid.uuid4(), [draft("Ring", house.colleague), draft("Skriv", house.helper)]
    first = planned(row, house.leader, *asked, once=once, version=0)
    second = planned(row, house.leader, *asked, once=once, version=0)
    assert [action.id for action in first] == [action.id for action in second]
    assert Action.objects.count() == 2
    assert lines(row) == [("actions-added", "2")]
    assert Plan.objects.get().version == 1


def test_what_was_added_before_sending_again_is_not_lost(house: House, row: Collaboration) -> None:
    """Someone goes back in the browser and adds a third: a conflict is shown, and then only the third is new."""
    once, asked = uuid.uuid4(), [draft("Ring", house.colleague), draft("Skriv", house.helper)]
    planned(row, house.leader, *asked, once=once, version=0)
    asked.append(draft("Mød", house.leader))
    with pytest.raises(ChangedMeanwhile):
        planned(row, house.leader, *asked, once=once, version=0)
    planned(row, house.leader, *asked, once=once, version=1, now=LATER)
    assert sorted(action.title for action in Action.objects.select_related("plan__key")) == ["Mød", "Ring", "Skriv"]
    assert lines(row) == [("actions-added", "2"), ("actions-added", "1")]


def test_two_that_are_alike_are_two(house: House, row: Collaboration) -> None:
    planned(row, house.leader, *[draft("Ring", house.colleague)] * 2)
    assert Action.objects.count() == 2


def test_a_plan_that_someone_else_has_changed_is_left_alone(house: House, row: Collaboration, action: Action) -> None:
    with pytest.raises(ChangedMeanwhile):
        planned(row, house.deputy, draft("Skriv", house.helper), version=0)
    assert Action.objects.get() == action
    assert lines(row) == [("actions-added", "1")]


def test_a_sending_that_fails_in_the_middle_leaves_nothing(house: House, row: Collaboration) -> None:
    impossible = replace(draft("Skriv", house.helper), starts_on=TODAY + 30 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        planned(row, house.leader, draft("Ring", house.colleague), impossible, draft("Mød", house.leader))
    assert not Action.objects.exists()
    assert lines(row) == []
    assert Plan.objects.get().version == 0


# Changing


def test_a_change_is_kept_with_who_and_when(house: House, row: Collaboration, action: Action) -> None:
    asked = Draft("Skriv fredag", house.helper.id, TODAY + 3 * DAY, TODAY, "Brevet er sendt.")
    actions.edit(action=fresh(action), draft=asked, version=0, by=viewer(house.deputy), now=LATER)
    found = fresh(action)
    assert actions._as_draft(found) == asked
    assert (found.version, found.changed_at, found.changed_by) == (1, LATER, house.deputy)
    assert (found.created_at, found.created_by) == (NOW, house.leader)
    assert lines(row) == [("actions-added", "1"), ("action-changed", "")]


def test_a_change_sent_twice_is_made_once(house: House, row: Collaboration, action: Action) -> None:
    asked = draft("Skriv fredag", house.helper)
    for _ in range(2):
        actions.edit(action=fresh(action), draft=asked, version=0, by=viewer(house.leader), now=LATER)
    assert fresh(action).version == 1
    assert lines(row) == [("actions-added", "1"), ("action-changed", "")]


@pytest.mark.parametrize("title", ["Skriv fredag", "Skriv mandag"])
def test_of_two_who_change_the_same_the_second_is_told(
    house: House, row: Collaboration, action: Action, title: str
) -> None:
    actions.edit(
        action=action, draft=draft("Skriv fredag", house.helper), version=0, by=viewer(house.leader), now=LATER
    )
    with pytest.raises(ChangedMeanwhile):
        actions.edit(action=action, draft=draft(title, house.helper), version=0, by=viewer(house.deputy), now=LATER)
    found = fresh(action)
    assert (found.title, found.version, found.changed_by) == ("Skriv fredag", 1, house.leader)
    assert lines(row) == [("actions-added", "1"), ("action-changed", "")]


def test_the_same_person_in_two_windows_is_told_too(house: House, action: Action) -> None:
    actions.edit(action=action, draft=draft("Et", house.helper), version=0, by=viewer(house.leader), now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.edit(action=action, draft=draft("To", house.helper), version=0, by=viewer(house.leader), now=NOW)
    assert fresh(action).title == "Et"


# Moving


def test_the_way_of_an_action(house: House, row: Collaboration, action: Action) -> None:
    found = move(action, house, Change(Status.UNDER_WAY), version=0, now=NOW + HOUR)
    assert (found.status, found.ended_at, found.ended_by) == (Status.UNDER_WAY, None, None)

    found = move(action, house, Change(Status.DONE), version=1, now=LATER)
    assert (found.ended_at, found.ended_by, found.effect, found.effect_at) == (LATER, house.colleague, "", None)

    found = move(action, house, Change(Status.DONE, Effect.PARTLY), version=2, now=LATER + DAY)
    assert (found.ended_at, found.effect, found.effect_at, found.effect_by) == (
        LATER,
        Effect.PARTLY,
        LATER + DAY,
        house.colleague,
    )
    found = move(action, house, Change(Status.DONE, Effect.PARTLY), version=3, now=LATER + 2 * DAY)
    assert found.effect_at == LATER + DAY

    found = move(action, house, Change(Status.DROPPED, because="Ferie"), version=4, now=LATER + 3 * DAY)
    assert (found.ended_at, found.effect, found.effect_by) == (LATER + 3 * DAY, "", None)
    assert found.dropped_because == "Ferie"

    found = move(action, house, Change(Status.PLANNED), version=5, now=LATER + 4 * DAY)
    assert (found.ended_at, found.ended_by, found.dropped_because, found.version) == (None, None, "", 6)

    assert lines(row) == [
        ("actions-added", "1"),
        ("action-under-way", ""),
        ("action-done", ""),
        ("action-done", "partly"),
        ("action-done", "partly"),
        ("action-dropped", ""),
        ("action-planned", ""),
    ]


@pytest.mark.parametrize(
    "change",
    [Change(Status.DONE, Effect.NO), Change(Status.DROPPED, because="Ferie"), Change(Status.DONE, because="Slettet")],
)
def test_a_move_sent_twice_is_made_once(house: House, row: Collaboration, action: Action, change: Change) -> None:
    for _ in range(2):
        found = move(action, house, change, version=0)
        assert found.version == 1
    assert len(lines(row)) == 2


def test_a_move_from_an_older_page_is_refused(house: House, row: Collaboration, action: Action) -> None:
    move(action, house, Change(Status.DONE), version=0)
    with pytest.raises(ChangedMeanwhile):
        move(action, house, Change(Status.UNDER_WAY), version=0)
    assert fresh(action).status == Status.DONE
    assert len(lines(row)) == 2


def test_a_move_that_does_not_fit_is_refused(house: House, row: Collaboration, action: Action) -> None:
    with pytest.raises(NotAllowed):
        move(action, house, Change(Status.DROPPED), version=0)
    assert fresh(action).version == 0
    assert lines(row) == [("actions-added", "1")]


# Saying a word


def test_a_word_sent_twice_is_said_once(house: House, row: Collaboration, action: Action) -> None:
    once = uuid.uuid4()
    for _ in range(2):
        actions.comment(action=fresh(action), text="Ringet.", once=once, by=viewer(house.colleague), now=LATER)
    [said] = queries.comments_of(fresh(action))
    assert (said.text, said.by, said.at) == ("Ringet.", house.colleague, LATER)
    assert lines(row) == [("actions-added", "1"), ("commented", "")]


def test_another_word_from_the_same_form_is_not_lost(house: House, action: Action) -> None:
    once = uuid.uuid4()
    for number, text in enumerate(["Ringet.", "Ringet to gange."]):
        actions.comment(action=action, text=text, once=once, by=viewer(house.colleague), now=NOW + number * DAY)
    assert [said.text for said in queries.comments_of(action)] == ["Ringet.", "Ringet to gange."]


def test_two_people_under_one_name_of_a_sending_both_speak(house: House, action: Action) -> None:
    once = uuid.uuid4()
    for by in (house.colleague, house.leader):
        actions.comment(action=action, text="Ringet.", once=once, by=viewer(by), now=NOW)
    assert Comment.objects.count() == 2


# Going


def test_a_plan_goes_with_all_that_is_in_it(house: House, row: Collaboration, action: Action) -> None:
    actions.comment(action=action, text="Ringet.", once=uuid.uuid4(), by=viewer(house.leader), now=NOW)
    other = actions.new_plan(key=row.key)
    [kept] = actions.add_actions(
        plan=other,
        drafts=[draft("Bliver", house.leader)],
        once=uuid.uuid4(),
        version=0,
        by=viewer(house.leader),
        now=NOW,
    )
    plan = row.plan
    Collaboration.objects.filter(id=row.id).delete()
    actions.remove_plan(plan=plan)
    assert Plan.objects.get() == other
    assert Action.objects.get() == kept
    assert not Comment.objects.exists()


# What the database itself refuses


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "done"},
        {"status": "done", "ended_at": NOW},
        {"status": "dropped"},
        {"ended_at": NOW},
        {"status": "under-way", "ended_at": NOW},
        {"effect": "yes"},
        {"effect": "yes", "effect_at": NOW},
        {"effect_at": NOW},
        {"starts_on": TODAY + 15 * DAY},
        {"due_on": None},
    ],
)
def test_half_a_truth_does_not_get_in(house: House, action: Action, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(id=action.id).update(**wrong)


def test_an_effect_before_it_is_done_does_not_get_in(house: House, action: Action) -> None:
    who = house.leader.id
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(id=action.id).update(effect="yes", effect_at=NOW, effect_by=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(id=action.id).update(
            status="dropped", ended_at=NOW, ended_by=who, effect="yes", effect_at=NOW, effect_by=who
        )
    Action.objects.filter(id=action.id).update(
        status="done", ended_at=NOW, ended_by=who, effect="yes", effect_at=NOW, effect_by=who, starts_on=TODAY
    )
