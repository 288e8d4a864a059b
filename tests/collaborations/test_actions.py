"""What does each action write: how much, once, with its line in the history, and how far does it move the end date?"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.collaborations.conftest import WRITTEN, Full, make_full
from tests.factories import DAY, FACTS, NOW, TODAY, House, again, assessed, draft, opened, person, planned, viewer
from trappen.audit.models import Event
from trappen.collaborations import actions, queries
from trappen.collaborations.actions import Seen
from trappen.collaborations.models import Access, Assessment, Collaboration
from trappen.collaborations.rules import (
    ExtensionRefused,
    Informed,
    ReasonMissing,
    end_after_closing,
    months_after,
)
from trappen.organisations.rules import Role
from trappen.plans.models import Action
from trappen.plans.rules import Change, Effect, NotAllowed, Status
from trappen.shared.rules import ChangedMeanwhile
from trappen.staircase.queries import newest
from trappen.staircase.rules import Frequency, Observation, StepId

LATER = NOW + 60 * DAY
LATER_DAY = TODAY + 60 * DAY
USUAL_END = months_after(LATER_DAY, 6)
NEW_FACTS = replace(FACTS, alias="Bøgeblad", informed=Informed.SOON)


def edges(house: House, row: Collaboration) -> dict[str, Any]:
    """What nearly every action is told."""
    return {"collaboration": again(row), "by": viewer(house.leader), "now": LATER}


# Opening


def test_everything_is_kept_that_was_told(house: House) -> None:
    row = opened(
        house.leader, facts=NEW_FACTS, people=[house.colleague, house.helper], deputy=house.other_leader, months=3
    )
    assert actions._as_facts(row) == NEW_FACTS
    assert (row.unit, row.opened_at, row.opened_by, row.ends_on) == (
        house.harbour,
        NOW,
        house.leader,
        dt.date(2026, 6, 2),
    )
    assert (row.closed_at, row.warned_on, row.next_follow_up, row.reassess, row.version) == (
        None,
        None,
        None,
        False,
        0,
    )
    assert row.plan.key == row.key
    assert {(each.user, each.deputy, each.given_at, each.given_by) for each in row.access.all()} == {
        (house.colleague, False, NOW, house.leader),
        (house.helper, False, NOW, house.leader),
        (house.other_leader, True, NOW, house.leader),
    }


def test_a_deputy_who_is_named_too_is_named_once(house: House) -> None:
    row = opened(house.leader, people=[house.colleague, house.colleague], deputy=house.colleague)
    assert [(each.user, each.deputy) for each in row.access.all()] == [(house.colleague, True)]


def test_opened_twice_it_is_there_once(house: House) -> None:
    before = rows_of_every_table()
    once = uuid.uuid4()
    first = opened(house.leader, people=[house.colleague], once=once)
    after = rows_of_every_table()
    assert opened(house.leader, people=[house.colleague], once=once) == first
    assert rows_of_every_table() == after
    assert {table: after[table] - before[table] for table in after if after[table] != before[table]} == {
        "collaborations_collaboration": 1,
        "collaborations_access": 1,
        "plans_plan": 1,
        "vault_datakey": 1,
        "audit_event": 1,
    }


def test_two_people_under_one_name_of_a_sending_open_two(house: House) -> None:
    once = uuid.uuid4()
    assert opened(house.leader, once=once) != opened(house.deputy, once=once)


def test_each_has_a_key_of_its_own(house: House) -> None:
    assert opened(house.leader).key.secret != opened(house.leader).key.secret


# One line in the history for each, without a word of what was written; and what counts as activity


def change_facts(house: House, row: Collaboration, action: Action) -> None:
    actions.change_facts(**edges(house, row), facts=NEW_FACTS, version=0)


def assess(house: House, row: Collaboration, action: Action) -> None:
    seen = Seen(LATER_DAY, own=StepId.RED, asked=False, notes=WRITTEN["notes"])
    actions.assess(**edges(house, row), staircase=newest(), seen=seen, once=uuid.uuid4())


def plan_actions(house: House, row: Collaboration, action: Action) -> None:
    drafts = [draft(WRITTEN["title"], house.helper), draft("Skriv", house.helper)]
    actions.plan_actions(**edges(house, row), drafts=drafts, once=uuid.uuid4(), version=1)


def edit_action(house: House, row: Collaboration, action: Action) -> None:
    actions.edit_action(**edges(house, row), action=action, draft=draft(WRITTEN["title"], house.leader), version=0)


def move_action(house: House, row: Collaboration, action: Action) -> None:
    change = Change(Status.DROPPED, because=WRITTEN["because"])
    actions.move_action(**edges(house, row), action=action, change=change, version=0)


def comment(house: House, row: Collaboration, action: Action) -> None:
    actions.comment_on_action(**edges(house, row), action=action, text=WRITTEN["comment"], once=uuid.uuid4())


def follow_up(house: House, row: Collaboration, action: Action) -> None:
    meeting: dict[str, Any] = {"agreed": WRITTEN["agreed"], "held_on": LATER_DAY, "next_on": LATER_DAY + 14 * DAY}
    actions.hold_follow_up(**edges(house, row), **meeting, once=uuid.uuid4())


def give_access(house: House, row: Collaboration, action: Action) -> None:
    actions.give_access(**edges(house, row), person=house.helper.id, deputy=False)


def give_deputy(house: House, row: Collaboration, action: Action) -> None:
    actions.give_access(**edges(house, row), person=house.colleague.id, deputy=True)


def take_access(house: House, row: Collaboration, action: Action) -> None:
    actions.take_access(**edges(house, row), person=house.colleague.id)


def close(house: House, row: Collaboration, action: Action) -> None:
    actions.close(**edges(house, row), words=WRITTEN["closing_words"], version=0)


def reopen(house: House, row: Collaboration, action: Action) -> None:
    actions.reopen(**edges(house, row), version=0, months=4)


def extend(house: House, row: Collaboration, action: Action) -> None:
    until = LATER_DAY + 300 * DAY
    actions.extend(**edges(house, row), until=until, reason=WRITTEN["extension_reason"], version=0)


def view(house: House, row: Collaboration, action: Action) -> None:
    actions.note_view(**edges(house, row))


def view_plan(house: House, row: Collaboration, action: Action) -> None:
    actions.note_view(**edges(house, row), what="plan")


Act = Callable[[House, Collaboration, Action], None]
UNMOVED = months_after(TODAY, 6)
ACTS: dict[Act, tuple[str, str, str, dt.date]] = {
    change_facts: ("collaboration", "changed", "", USUAL_END),
    assess: ("collaboration", "assessed", "", USUAL_END),
    plan_actions: ("plan", "actions-added", "2", USUAL_END),
    edit_action: ("plan", "action-changed", "", USUAL_END),
    move_action: ("plan", "action-dropped", "", USUAL_END),
    comment: ("plan", "commented", "", USUAL_END),
    follow_up: ("collaboration", "followed-up", "", USUAL_END),
    give_access: ("collaboration", "access-given", "", UNMOVED),
    give_deputy: ("collaboration", "access-given", "deputy", UNMOVED),
    take_access: ("collaboration", "access-taken", "", UNMOVED),
    close: ("collaboration", "closed", "", end_after_closing(LATER_DAY)),
    reopen: ("collaboration", "reopened", "", months_after(LATER_DAY, 4)),
    extend: ("collaboration", "extended", (LATER_DAY + 300 * DAY).isoformat(), LATER_DAY + 300 * DAY),
    view: ("collaboration", "viewed", "", UNMOVED),
    view_plan: ("collaboration", "viewed", "plan", UNMOVED),
}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_each_action_leaves_one_line_and_moves_the_end(
    house: House, row: Collaboration, action: Action, act: Act
) -> None:
    Collaboration.objects.update(warned_on=TODAY)
    kind, verb, note, ends_on = ACTS[act]
    there = set(Event.objects.values_list("id", flat=True))
    act(house, row, action)
    line = Event.objects.exclude(id__in=there).get()
    assert (line.kind, line.verb, line.note, line.at, line.actor) == (kind, verb, note, LATER, house.leader.id)
    assert line.subject == (row.id if kind == "collaboration" else row.plan_id)
    assert line.organisation == house.harbour.organisation_id
    after = again(row)
    assert after.ends_on == ends_on
    assert after.warned_on == (TODAY if ends_on == UNMOVED else None)


def test_no_line_says_what_was_written(full: Full) -> None:
    lines = " ".join(f"{line.verb} {line.kind} {line.note}" for line in Event.objects.all())
    for text in WRITTEN.values():
        assert text not in lines


@pytest.mark.parametrize("act", [assess, plan_actions, edit_action, move_action, comment, follow_up])
def test_what_is_written_in_a_closed_one_does_not_move_its_end(
    house: House, row: Collaboration, action: Action, act: Act
) -> None:
    actions.close(**edges(house, row) | {"now": NOW}, words="", version=0)
    act(house, row, action)
    assert again(row).ends_on == end_after_closing(TODAY)


@pytest.mark.parametrize("act", [change_facts, comment])
def test_activity_never_brings_the_end_nearer(house: House, row: Collaboration, action: Action, act: Act) -> None:
    Collaboration.objects.update(ends_on=USUAL_END + DAY, warned_on=TODAY)
    act(house, row, action)
    assert (again(row).ends_on, again(row).warned_on) == (USUAL_END + DAY, TODAY)


def test_what_someone_read_long_ago_does_not_undo_what_has_happened_since(house: House, row: Collaboration) -> None:
    """A comment begun before another extended it, or closed it, leaves the new end date alone."""
    read_before = edges(house, row)
    until = LATER_DAY + 300 * DAY
    actions.extend(**edges(house, row), until=until, reason="Klagesagen", version=0)
    actions.plan_actions(**read_before, drafts=[draft("Ring", house.helper)], once=uuid.uuid4(), version=0)
    assert again(row).ends_on == until
    actions.close(**edges(house, row), words="", version=1)
    actions.plan_actions(**read_before, drafts=[draft("Skriv", house.helper)], once=uuid.uuid4(), version=1)
    assert again(row).ends_on == end_after_closing(LATER_DAY)


# Changing the facts


def test_facts_are_changed_with_who_and_when(house: House, row: Collaboration) -> None:
    actions.change_facts(collaboration=row, facts=NEW_FACTS, version=0, by=viewer(house.deputy), now=LATER)
    after = again(row)
    assert actions._as_facts(after) == NEW_FACTS
    assert (after.version, after.changed_at, after.changed_by) == (1, LATER, house.deputy)
    assert (after.opened_at, after.opened_by) == (NOW, house.leader)


@pytest.mark.parametrize("act", [change_facts, close, reopen, extend])
def test_a_second_click_does_nothing(house: House, row: Collaboration, action: Action, act: Act) -> None:
    act(house, row, action)
    after, lines = again(row), Event.objects.count()
    act(house, row, action)
    assert again(row).version == after.version == 1
    assert Event.objects.count() == lines


@pytest.mark.parametrize("act", [change_facts, close, reopen, extend])
def test_of_two_who_change_the_same_the_second_is_told(
    house: House, row: Collaboration, action: Action, act: Act
) -> None:
    actions.change_facts(collaboration=row, facts=FACTS, version=0, by=viewer(house.deputy), now=NOW)
    lines = Event.objects.count()
    with pytest.raises(ChangedMeanwhile):
        act(house, row, action)
    assert actions._as_facts(again(row)) == FACTS
    assert (again(row).version, again(row).closed_at) == (1, None)
    assert Event.objects.count() == lines


# Assessing


def seen(*signs: tuple[str, Frequency], **more: Any) -> Seen:
    return Seen(TODAY, tuple(Observation(sign, often) for sign, often in signs), **more)


RED_ONCE = ("press-and-media", Frequency.ONCE)


def test_an_assessment_keeps_what_was_seen_proposed_and_decided(house: House, row: Collaboration) -> None:
    what = seen(
        RED_ONCE,
        ("dissatisfaction", Frequency.PERSISTENTLY),
        own=StepId.RED,
        reason="Vi kender det.",
        notes="Fire opkald.",
        strain="heavy",
        together=True,
    )
    made = queries.assessment(row, assessed(row, house.colleague, seen=what).id)
    assert (made.proposed, made.step, made.reason) == ("yellow", "red", "Vi kender det.")
    assert (made.observations, made.persistently_difficult, made.strain) == (what.observations, False, "heavy")
    assert (made.notes, made.together, made.seen_on) == ("Fire opkald.", True, TODAY)
    assert (made.at, made.by, made.edition) == (NOW, house.colleague, newest().version)


@pytest.mark.parametrize(
    ("what", "proposed", "step", "reason"),
    [
        (seen(RED_ONCE), "yellow", "yellow", ""),
        (seen(RED_ONCE, reason="Uden grund"), "yellow", "yellow", ""),
        (seen(RED_ONCE, own=StepId.YELLOW, reason="Enige"), "yellow", "yellow", ""),
        (seen(RED_ONCE, own=StepId.GREEN, reason="Roligt nu"), "yellow", "green", "Roligt nu"),
        (seen(persistently_difficult=True), "red", "red", ""),
        (seen(), "green", "green", ""),
        (seen(own=StepId.RED, asked=False), "", "red", ""),
        (seen(own=StepId.RED, asked=False, reason="Alvorligt"), "", "red", "Alvorligt"),
    ],
)
def test_the_reason_is_kept_where_people_differ(
    house: House, row: Collaboration, what: Seen, proposed: str, step: str, reason: str
) -> None:
    made = assessed(row, house.leader, seen=what)
    assert (made.proposed, made.step, made.reason) == (proposed, step, reason)


@pytest.mark.parametrize("what", [seen(RED_ONCE, own=StepId.GREEN), seen(asked=False)])
def test_without_a_reason_or_a_step_nothing_is_kept(house: House, row: Collaboration, what: Seen) -> None:
    with pytest.raises(ReasonMissing):
        assessed(row, house.leader, seen=what)
    assert not Assessment.objects.exists()


def test_an_assessment_sent_twice_is_made_once(house: House, row: Collaboration) -> None:
    once = uuid.uuid4()
    first = assessed(row, house.leader, seen=seen(RED_ONCE), once=once)
    assert assessed(row, house.leader, seen=seen(RED_ONCE), once=once) == first
    assert assessed(row, house.leader, seen=seen(), once=once) != first
    assert Assessment.objects.count() == 2


# What asks for a new assessment


def move(house: House, row: Collaboration, action: Action, change: Change, version: int) -> bool:
    fresh = queries.reach_action(viewer(house.leader), action.id).action
    actions.move_action(**edges(house, row), action=fresh, change=change, version=version)
    return again(row).reassess


def test_an_action_that_is_done_asks_for_a_new_assessment(house: House, row: Collaboration, action: Action) -> None:
    assert not move(house, row, action, Change(Status.UNDER_WAY), 0)
    assert move(house, row, action, Change(Status.DONE), 1)
    assessed(row, house.leader)
    assert not again(row).reassess
    assert not move(house, row, action, Change(Status.DONE, Effect.YES), 2)
    assert not move(house, row, action, Change(Status.DROPPED, because="Nej"), 3)
    assert move(house, row, action, Change(Status.DONE), 4)
    assert move(house, row, action, Change(Status.PLANNED), 5)


def test_a_move_that_is_refused_changes_nothing(house: House, row: Collaboration, action: Action) -> None:
    for error, change, version in (
        (NotAllowed, Change(Status.DROPPED), 0),
        (ChangedMeanwhile, Change(Status.DONE), 7),
    ):
        with pytest.raises(error):
            move(house, row, action, change, version)
    assert (again(row).reassess, again(row).ends_on) == (False, UNMOVED)


# Following up


def test_a_follow_up_names_the_next_one(house: House, row: Collaboration) -> None:
    follow_up(house, row, Action())
    [meeting] = queries.follow_ups_of(row)
    assert (meeting.agreed, meeting.held_on, meeting.next_on) == (WRITTEN["agreed"], LATER_DAY, LATER_DAY + 14 * DAY)
    assert (meeting.at, meeting.by) == (LATER, house.leader)
    assert again(row).next_follow_up == LATER_DAY + 14 * DAY
    actions.hold_follow_up(**edges(house, row), agreed="", held_on=LATER_DAY, next_on=None, once=uuid.uuid4())
    assert again(row).next_follow_up is None


def test_a_follow_up_sent_twice_is_held_once(house: House, row: Collaboration) -> None:
    once = uuid.uuid4()
    for agreed in ("Vi ringer.", "Vi ringer.", "Vi skriver."):
        actions.hold_follow_up(**edges(house, row), agreed=agreed, held_on=TODAY, next_on=None, once=once)
    assert sorted(each.agreed for each in queries.follow_ups_of(row)) == ["Vi ringer.", "Vi skriver."]


# Who is named


def named(row: Collaboration) -> list[tuple[str, bool]]:
    return [(each.user.name, each.deputy) for each in queries.named_on(row)]


def test_access_is_given_once_and_taken_again(house: House, row: Collaboration) -> None:
    for _ in range(2):
        give_access(house, row, Action())
    assert named(row) == [("Jonas Opdigtsen", False), ("Laila Papirsø", False)]
    actions.take_access(**edges(house, row), person=house.helper.id)
    assert named(row) == [("Jonas Opdigtsen", False)]


def test_a_new_deputy_takes_the_place_of_the_old_one_who_stays_named(house: House, row: Collaboration) -> None:
    for who in (house.colleague, house.helper):
        actions.give_access(**edges(house, row), person=who.id, deputy=True)
    assert named(row) == [("Laila Papirsø", True), ("Jonas Opdigtsen", False)]
    actions.give_access(**edges(house, row), person=house.helper.id, deputy=False)
    assert named(row) == [("Jonas Opdigtsen", False), ("Laila Papirsø", False)]


def test_taking_what_nobody_has_leaves_no_line(house: House, row: Collaboration) -> None:
    lines = Event.objects.count()
    actions.take_access(**edges(house, row), person=house.helper.id)
    assert Event.objects.count() == lines


def test_the_database_knows_one_deputy_and_each_person_once(house: House, row: Collaboration) -> None:
    given = {"collaboration": row, "given_at": NOW, "given_by": house.leader}
    Access.objects.create(user=house.helper, deputy=True, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Access.objects.create(user=house.other_leader, deputy=True, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Access.objects.create(user=house.helper, **given)
    Access.objects.create(user=house.helper, deputy=True, **given | {"collaboration": opened(house.leader)})


# Closing, opening again, extending


def test_closing_says_who_when_and_why_and_clears_what_was_waiting(house: House, row: Collaboration) -> None:
    Collaboration.objects.update(next_follow_up=TODAY, reassess=True, warned_on=TODAY)
    close(house, row, Action())
    after = again(row)
    assert (after.closed_at, after.closed_by, after.closing_words) == (LATER, house.leader, WRITTEN["closing_words"])
    assert (after.next_follow_up, after.reassess, after.warned_on) == (None, False, None)


def test_what_is_opened_again_is_as_before(house: House, row: Collaboration) -> None:
    close(house, row, Action())
    actions.reopen(**edges(house, row), version=1, months=6)
    after = again(row)
    assert (after.closed_at, after.closed_by, after.ends_on) == (None, None, USUAL_END)


@pytest.mark.parametrize("wrong", [{"closed_at": NOW}, {"closed_by": "leader"}])
def test_the_database_refuses_a_closing_without_who_or_when(
    house: House, row: Collaboration, wrong: dict[str, Any]
) -> None:
    values = {name: house.leader if value == "leader" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Collaboration.objects.filter(id=row.id).update(**values)


def test_an_extension_keeps_its_reason(house: House, row: Collaboration) -> None:
    extend(house, row, Action())
    assert again(row).extension_reason == WRITTEN["extension_reason"]


def test_an_extension_that_is_refused_changes_nothing(house: House, row: Collaboration) -> None:
    lines = Event.objects.count()
    with pytest.raises(ExtensionRefused, match="not-later"):
        actions.extend(**edges(house, row), until=UNMOVED, reason="Fordi", version=0)
    assert (again(row).ends_on, again(row).version, again(row).extension_reason) == (UNMOVED, 0, "")
    assert Event.objects.count() == lines


# The end


def rows_of_every_table() -> dict[str, int]:
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.parametrize("why", ["by-hand", "end-date"])
def test_deleting_takes_every_row_and_the_key_and_leaves_the_history(house: House, why: str) -> None:
    kept = make_full(house).row
    before, key = rows_of_every_table(), kept.key_id
    gone = make_full(house).row
    lines = list(Event.objects.order_by("id"))
    actions.delete(collaboration=gone, by=viewer(house.leader) if why == "by-hand" else None, now=LATER, why=why)
    assert rows_of_every_table() == before | {"audit_event": len(lines) + 1}
    assert again(kept).key_id == key
    assert again(kept).alias == WRITTEN["alias"]
    last = Event.objects.get(verb="deleted")
    assert [line for line in Event.objects.order_by("id") if line != last] == lines
    assert (last.subject, last.kind, last.note, last.at, last.organisation) == (
        gone.id,
        "collaboration",
        why,
        LATER,
        house.harbour.organisation_id,
    )
    assert last.actor == (house.leader.id if why == "by-hand" else None)


def test_deleted_twice_it_is_gone_once(house: House, row: Collaboration) -> None:
    for _ in range(2):
        actions.delete(collaboration=row, by=None, now=LATER, why="end-date")
    assert Event.objects.filter(verb="deleted").count() == 1


def test_its_people_are_warned_once_by_a_mail_without_a_word_of_it(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = opened(
        house.leader, facts=replace(FACTS, alias="Egetræ"), deputy=house.other_leader, people=[house.colleague]
    )
    planned(row, house.leader, draft("Ring tirsdag", house.helper))
    near = NOW + (UNMOVED - TODAY) - 30 * DAY
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.warn_of_ending(now=near - DAY) == 0
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.warn_of_ending(now=near) == 1
        assert actions.warn_of_ending(now=near + DAY) == 0
    assert sorted(message.to[0] for message in mail.outbox) == [
        "bodil@aavang.example",
        "dines@aavang.example",
        "mette@aavang.example",
    ]
    for message in mail.outbox:
        words = f"{message.subject} {message.body}"
        assert f"/samarbejder/{row.id}/" in words
        assert "02.09.2026" in words
        for text in ("Egetræ", "2026-001", "Ring tirsdag", "Havnen"):
            assert text not in words
    assert again(row).warned_on == near.date()
    [line] = Event.objects.filter(verb="warned")
    assert (line.actor, line.subject, line.organisation) == (None, row.id, house.harbour.organisation_id)


def test_a_warning_speaks_its_readers_language(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    opened(house.leader)
    with django_capture_on_commit_callbacks(execute=True):
        actions.warn_of_ending(now=NOW + 180 * DAY)
    with translation.override("en"):
        english = gettext("Et samarbejde slettes snart")
    assert {message.to[0]: message.subject for message in mail.outbox} == {
        "mette@aavang.example": "Et samarbejde slettes snart",
        "dines@aavang.example": english,
    }


def test_a_late_warning_names_the_day_two_weeks_ahead(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """The server has stood still past the end date: nobody loses anything before they have been told."""
    opened(house.leader)
    late = NOW + 400 * DAY
    assert actions.delete_ended(now=late) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.warn_of_ending(now=late) == 1
    assert (late + 14 * DAY).strftime("%d.%m.%Y") in mail.outbox[0].body
    assert actions.delete_ended(now=late + 13 * DAY) == 0
    assert actions.delete_ended(now=late + 14 * DAY) == 1


def test_nobody_is_warned_who_has_left(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    opened(house.leader)
    type(house.leader).objects.filter(id=house.leader.id).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.warn_of_ending(now=NOW + 180 * DAY)
    assert [message.to for message in mail.outbox] == [["dines@aavang.example"]]


def test_at_the_end_what_was_warned_of_is_deleted_and_nothing_else(house: House) -> None:
    ended, closed, live = opened(house.leader), opened(house.leader), opened(house.leader, months=12)
    actions.close(collaboration=closed, words="", version=0, by=viewer(house.leader), now=NOW)
    told = NOW
    while told < NOW + 180 * DAY:
        actions.warn_of_ending(now=told)
        actions.delete_ended(now=told)
        told += DAY
    assert set(Collaboration.objects.all()) == {ended, live}
    assert Event.objects.get(verb="deleted").at.date() == end_after_closing(TODAY)
    for day in range(180, 190):
        actions.delete_ended(now=NOW + day * DAY)
    assert set(Collaboration.objects.all()) == {live}
    assert set(Event.objects.filter(verb="deleted").values_list("subject", flat=True)) == {ended.id, closed.id}


def test_whoever_writes_meanwhile_is_not_deleted_from_under(house: House, row: Collaboration) -> None:
    Collaboration.objects.update(ends_on=TODAY, warned_on=TODAY - 30 * DAY)
    [due] = queries.ending(TODAY)
    assessed(row, house.leader)
    assert not actions._delete_if_ended(due, now=NOW)
    assert Collaboration.objects.exists()
    actions.delete(collaboration=row, by=None, now=NOW, why="by-hand")
    assert not actions._delete_if_ended(due, now=NOW)


def test_two_servers_that_keep_house_at_once_warn_once(house: House, row: Collaboration) -> None:
    [first], [second] = queries.ending(UNMOVED), queries.ending(UNMOVED)
    assert actions._warn(first, now=LATER)
    assert not actions._warn(second, now=LATER)
    Collaboration.objects.update(warned_on=None)
    extend(house, row, Action())
    assert not actions._warn(first, now=LATER)
    assert Event.objects.filter(verb="warned").count() == 1


def test_an_organisation_may_keep_shorter(house: House) -> None:
    type(house.harbour.organisation).objects.update(retention_months=2)
    row = opened(house.leader, months=2)
    comment_day = NOW + 10 * DAY
    planned(row, house.leader, draft("Ring", person("Nye Ven", (house.harbour, Role.EMPLOYEE))), now=comment_day)
    assert again(row).ends_on == months_after(comment_day.date(), 2)
