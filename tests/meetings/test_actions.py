"""Does a meeting come about once, change without loss, run to its end, and go with all that was written?"""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tests.factories import DAY, NOW, TODAY, House, draft, opened, planned, viewer
from tests.meetings.conftest import (
    FILM,
    HOUR,
    WRITTEN,
    Full,
    again,
    agreed,
    facts,
    make_full,
    parts,
    planned_by,
    ran,
    steps_of_film,
)
from trappen.audit.models import Event
from trappen.meetings import actions, queries
from trappen.meetings.actions import Timing
from trappen.meetings.models import Invited, Meeting, Part
from trappen.meetings.rules import Answer, Go, Kind, ends_on
from trappen.plans.models import Action, Comment, Plan
from trappen.plans.rules import Change, Effect, Status
from trappen.shared.rules import ChangedMeanwhile
from trappen.vault.models import DataKey

LATER = NOW + DAY


def verbs(row: Meeting) -> list[str]:
    return list(Event.objects.filter(subject=row.id).order_by("at", "verb").values_list("verb", flat=True))


# Planning


def test_a_meeting_is_planned_once_with_its_films_agenda(house: House) -> None:
    once, given = uuid.uuid4(), facts(house.leader, house.colleague)
    made = [planned_by(house.leader, house.harbour, given, once=once) for _ in range(2)]
    assert made[0] == made[1] == Meeting.objects.get()
    guide = queries.film(FILM).meeting
    assert [(part.at, part.minutes) for part in parts(made[0])] == list(
        enumerate(
            [
                guide.introduction_minutes,
                guide.film_minutes,
                *(each.minutes for each in guide.exercises),
                guide.wrap_up_minutes,
            ]
        )
    )
    assert verbs(made[0]) == ["meeting-planned"]
    assert (made[0].series, made[0].shown, made[0].began_at) == (made[0].id, None, None)


def test_whoever_plans_it_comes_and_the_others_are_asked(house: House, meeting: Meeting) -> None:
    answers = {each.user: (each.answer, each.answered_at) for each in queries.invited_to(meeting)}
    assert answers == {house.leader: ("yes", NOW), house.colleague: ("", None), house.helper: ("", None)}


def test_another_sending_makes_another_meeting(house: House) -> None:
    rows = [planned_by(house.leader, house.harbour, facts(house.leader)) for _ in range(2)]
    assert rows[0].id != rows[1].id


def test_a_meeting_without_a_film(house: House) -> None:
    row = planned_by(house.leader, house.harbour, facts(house.leader, title=WRITTEN["title"]), film="")
    assert row.title == WRITTEN["title"]
    assert [part.kind for part in parts(row)] == [Kind.INTRODUCTION, Kind.TALK, Kind.WRAP_UP]


def test_changing_when_and_where(house: House, meeting: Meeting) -> None:
    by = viewer(house.deputy)
    Invited.objects.update(mailed_at=NOW)
    actions.answer(meeting=meeting, answer=Answer.NO, by=viewer(house.colleague), now=NOW)
    new = facts(house.colleague, house.deputy, place="Kantinen", minutes=45, starts_at=NOW + DAY)
    for _ in range(2):
        actions.change_meeting(meeting=meeting, facts=new, version=0, by=by, now=LATER)
    row = again(meeting)
    assert (row.place, row.minutes, row.facilitator, row.version) == ("Kantinen", 45, house.colleague, 1)
    invited = {each.user: (each.answer, each.mailed_at) for each in queries.invited_to(row)}
    assert invited == {house.colleague: ("no", NOW), house.deputy: ("", None)}
    assert verbs(row).count("meeting-changed") == 1


def test_a_new_time_asks_all_others_again(house: House, meeting: Meeting) -> None:
    Invited.objects.update(mailed_at=NOW, answer="yes", answered_at=NOW)
    new = facts(house.leader, house.colleague, house.helper, starts_at=NOW + 2 * DAY)
    actions.change_meeting(meeting=meeting, facts=new, version=0, by=viewer(house.leader), now=LATER)
    invited = {each.user: (each.answer, each.mailed_at) for each in queries.invited_to(meeting)}
    assert invited == {house.leader: ("yes", NOW), house.colleague: ("", None), house.helper: ("", None)}


def test_a_meeting_that_has_begun_asks_nobody_again(house: House, begun: Meeting) -> None:
    Invited.objects.update(answer="yes", answered_at=NOW)
    new = facts(house.leader, house.colleague, house.helper, starts_at=NOW + 2 * DAY)
    actions.change_meeting(meeting=begun, facts=new, version=0, by=viewer(house.leader), now=LATER)
    assert {each.answer for each in queries.invited_to(begun)} == {"yes"}


def test_an_old_version_changes_nothing(house: House, meeting: Meeting) -> None:
    by, first = viewer(house.deputy), parts(meeting)[0]
    actions.change_meeting(meeting=meeting, facts=facts(house.leader), version=0, by=viewer(house.leader), now=NOW)
    before = Event.objects.count()
    with pytest.raises(ChangedMeanwhile):
        actions.change_meeting(meeting=meeting, facts=facts(house.deputy), version=0, by=by, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.change_agenda(meeting=meeting, timings={first.id: Timing(1, False)}, version=0, by=by, now=NOW)
    assert Event.objects.count() == before
    assert again(meeting).facilitator == house.leader
    assert parts(meeting)[0].included


def test_the_agenda_is_changed_once(house: House, meeting: Meeting) -> None:
    first, second, *_rest = parts(meeting)
    timings = {first.id: Timing(12, True), second.id: Timing(second.minutes, False)}
    for _ in range(2):
        actions.change_agenda(meeting=meeting, timings=timings, version=0, by=viewer(house.leader), now=NOW)
    assert [(part.minutes, part.included) for part in parts(meeting)[:2]] == [(12, True), (second.minutes, False)]
    assert again(meeting).version == 1
    assert verbs(meeting).count("meeting-agenda-changed") == 1


def test_one_answers_and_answers_again(house: House, meeting: Meeting) -> None:
    by = viewer(house.colleague)
    assert actions.answer(meeting=meeting, answer=Answer.YES, by=by, now=NOW)
    assert actions.answer(meeting=meeting, answer=Answer.NO, by=by, now=LATER)
    mine = Invited.objects.get(meeting=meeting, user=house.colleague)
    assert (mine.answer, mine.answered_at) == ("no", LATER)
    assert not actions.answer(meeting=meeting, answer=Answer.YES, by=viewer(house.deputy), now=NOW)
    assert verbs(meeting).count("meeting-answered") == 2


# Running


def test_a_meeting_runs_from_part_to_part_to_its_end(house: House, meeting: Meeting) -> None:
    order = [part.id for part in parts(meeting)]
    assert len(order) == steps_of_film()
    seen = []
    for number in range(len(order)):
        ran(meeting, house.leader, Go.NEXT, now=LATER + number * HOUR)
        row = again(meeting)
        seen.append(row.shown_id)
        assert (row.shown_since, row.began_at, row.ended_at) == (LATER + number * HOUR, LATER, None)
    assert seen == order
    ran(meeting, house.leader, Go.NEXT, now=LATER + DAY)
    row = again(meeting)
    assert (row.shown, row.ended_at) == (None, LATER + DAY)
    assert verbs(meeting) == [
        "meeting-planned",
        "meeting-began",
        *["meeting-moved"] * (len(order) - 1),
        "meeting-ended",
    ]


def test_back_from_the_end_opens_it_again(house: House, full: Full) -> None:
    ran(full.row, house.leader, Go.BACK)
    row = again(full.row)
    assert (row.ended_at, row.shown_id) == (None, parts(row)[-1].id)


def test_back_at_the_first_part_stays(house: House, begun: Meeting) -> None:
    before = (begun.shown_id, begun.shown_since, Event.objects.count())
    ran(begun, house.leader, Go.BACK, now=LATER + HOUR)
    row = again(begun)
    assert (row.shown_id, row.shown_since, Event.objects.count()) == before


def test_two_who_press_next_at_once_go_one_part_on(house: House, begun: Meeting) -> None:
    first, second, *_rest = parts(begun)
    ran(begun, house.leader, Go.NEXT, part=first.id)
    ran(begun, house.deputy, Go.NEXT, part=first.id)
    assert again(begun).shown_id == second.id


def test_a_part_that_is_left_out_is_passed_over(house: House, begun: Meeting) -> None:
    _first, second, third, *_rest = parts(begun)
    actions.change_agenda(
        meeting=begun, timings={second.id: Timing(1, False)}, version=0, by=viewer(house.leader), now=NOW
    )
    ran(begun, house.leader, Go.NEXT)
    assert again(begun).shown_id == third.id


def test_notes_are_kept_with_who_and_when(house: House, begun: Meeting) -> None:
    first = parts(begun)[0]
    for _ in range(2):
        ran(begun, house.colleague, notes="Vi så det samme.", version=0, now=LATER + HOUR)
    part = parts(begun)[0]
    assert (part.notes, part.version) == ("Vi så det samme.", 1)
    assert (part.changed_by, part.changed_at) == (house.colleague, LATER + HOUR)
    assert part.id == first.id
    assert verbs(begun).count("meeting-notes-written") == 1


def test_notes_that_two_write_at_once_are_not_lost(house: House, begun: Meeting) -> None:
    ran(begun, house.colleague, notes="Jonas' noter", version=0)
    with pytest.raises(ChangedMeanwhile):
        ran(
            begun,
            house.leader,
            Go.NEXT,
            notes="Mettes noter",
            version=0,
            present=frozenset({house.leader.id}),
            agreement=draft("Ring først", house.colleague),
        )
    assert parts(begun)[0].notes == "Jonas' noter"
    assert again(begun).shown_id == begun.shown_id  # all of it or none
    assert not Invited.objects.filter(present=True).exists()
    assert not Action.objects.exists()


def test_notes_for_a_part_of_another_meeting_go_nowhere(house: House, begun: Meeting) -> None:
    other = planned_by(house.leader, house.harbour, facts(house.leader))
    with pytest.raises(ChangedMeanwhile):
        ran(begun, house.leader, part=parts(other)[0].id, notes="Hej", version=0)
    assert not any(part.notes for part in parts(other))


def test_attendance_is_ticked_and_unticked(house: House, begun: Meeting) -> None:
    for present in ({house.leader.id, house.colleague.id}, {house.colleague.id}, {house.colleague.id}):
        ran(begun, house.leader, present=frozenset(present))
    there = {each.user for each in queries.invited_to(begun) if each.present}
    assert there == {house.colleague}
    assert verbs(begun).count("meeting-attendance-ticked") == 2


def test_an_agreement_is_made_once_in_the_meetings_plan(house: House, begun: Meeting) -> None:
    once = uuid.uuid4()
    made = [ran(begun, house.leader, agreement=draft("Ring først", house.colleague), once=once) for _ in range(2)]
    assert made[0] == made[1] == Action.objects.get()
    [action] = queries.agreements_of(begun)
    assert (action.title, action.owner, action.plan_id) == ("Ring først", house.colleague, begun.plan_id)
    assert not ran(begun, house.leader)


def test_what_was_agreed_last_time_is_set_in_the_next_meeting(house: House, full: Full) -> None:
    given = facts(house.leader, house.colleague, starts_at=timezone.now() + DAY)
    new = planned_by(house.leader, house.harbour, given, follows=full.row, now=timezone.now())
    assert new.series == full.row.series
    assert parts(new)[0].kind == Kind.FOLLOW_UP
    [action] = queries.carried_to(new)
    now = timezone.now()
    ran(new, house.leader, Go.NEXT, now=now)
    ran(new, house.leader, carried=((action, Change(Status.DONE, Effect.YES), action.version),), now=now + HOUR)
    with pytest.raises(ChangedMeanwhile):
        ran(new, house.deputy, carried=((action, Change(Status.UNDER_WAY), action.version),), now=now + HOUR)
    [action] = queries.carried_to(again(new))  # still there, since it was open when the meeting began
    assert (action.status, action.effect, action.ended_at) == ("done", "yes", now + HOUR)


# The database


def test_the_database_holds_pairs_together(meeting: Meeting) -> None:
    first = parts(meeting)[0]
    of_part = Part.objects.filter(id=first.id)
    broken: list[tuple[QuerySet[Any], dict[str, Any]]] = [
        (Meeting.objects.all(), {"ended_at": NOW}),
        (Meeting.objects.all(), {"shown": first}),
        (Invited.objects.all(), {"answer": "yes", "answered_at": None}),
        (of_part, {"exercise": 1}),
        (of_part, {"kind": Kind.EXERCISE}),
    ]
    for rows, values in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_every_text_lies_sealed(house: House, full: Full) -> None:
    planned_by(house.leader, house.harbour, facts(house.leader, title=WRITTEN["title"]), film="")
    actions.move_action(
        action=Action.objects.select_related("plan__key").get(id=full.agreement.id),
        change=Change(Status.DROPPED, because=WRITTEN["because"]),
        version=0,
        by=viewer(house.leader),
        now=NOW,
    )
    lying = b""
    with connection.cursor() as cursor:
        for table in ("meetings_meeting", "meetings_part", "plans_action", "plans_comment"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # our own names
            lying += repr(cursor.fetchall()).encode()
    assert lying
    assert not [text for text in WRITTEN.values() if text.encode() in lying]
    read = {
        *Meeting.objects.values_list("film", flat=True),
        *(row.title for row in Meeting.objects.select_related("key")),
        *(row.place for row in Meeting.objects.select_related("key")),
        *(part.notes for part in Part.objects.select_related("meeting__key")),
        *(row.title for row in Action.objects.select_related("plan__key")),
        *(row.dropped_because for row in Action.objects.select_related("plan__key")),
        *(row.text for row in Comment.objects.select_related("action__plan__key")),
    }
    assert set(WRITTEN.values()) <= read


# The end


def gone() -> bool:
    rows = (Meeting, Part, Invited, Plan, Action, Comment, DataKey)
    return not any(model.objects.exists() for model in rows)


def test_deleting_takes_all_away_and_leaves_a_line(house: House, full: Full) -> None:
    for _ in range(2):
        actions.delete(meeting=full.row, by=viewer(house.leader), now=NOW, why="by-hand")
    assert gone()
    assert verbs(full.row).count("deleted") == 1


def test_a_meeting_that_is_on_can_be_deleted(house: House, begun: Meeting) -> None:
    actions.delete(meeting=begun, by=viewer(house.leader), now=NOW, why="by-hand")
    assert gone()


def test_a_meeting_ends_a_year_after_its_day(house: House, meeting: Meeting) -> None:
    last = timezone.make_aware(dt.datetime.combine(ends_on(TODAY + DAY), dt.time(0, 1)))
    assert actions.delete_ended(now=last - DAY) == 0
    assert actions.delete_ended(now=last) == 1
    assert gone()
    assert Event.objects.get(verb="deleted").actor is None


@pytest.mark.parametrize("status", [Status.PLANNED, Status.DONE])
def test_an_agreement_keeps_its_meeting(house: House, begun: Meeting, status: Status) -> None:
    """An open one by its due date, one that has ended by the day on which it did."""
    action = agreed(begun, house.leader, house.colleague, due_on=TODAY + 60 * DAY)
    if status is Status.DONE:
        action = Action.objects.select_related("plan__key").get(id=action.id)
        change = Change(Status.DONE)
        actions.move_action(action=action, change=change, version=0, by=viewer(house.colleague), now=NOW + 60 * DAY)
    end = timezone.make_aware(dt.datetime.combine(ends_on(TODAY + 60 * DAY), dt.time(12)))
    assert actions.delete_ended(now=end - DAY) == 0
    assert actions.delete_ended(now=end) == 1


def test_what_was_changed_meanwhile_is_kept(house: House, meeting: Meeting) -> None:
    """Between being found and being locked, someone puts the meeting off."""
    late = NOW + 500 * DAY
    [found] = queries.ended(late.date())
    new = replace(facts(house.leader), starts_at=late)
    actions.change_meeting(meeting=found, facts=new, version=0, by=viewer(house.leader), now=NOW)
    assert not actions._delete_if_ended(found.id, now=late)
    assert Meeting.objects.exists()


def test_collaborations_and_their_plans_are_left_alone(house: House, full: Full) -> None:
    row = opened(house.leader)
    planned(row, house.leader, draft("Ring tirsdag", house.helper))
    assert actions.delete_ended(now=timezone.now() + 800 * DAY) == 1
    assert Action.objects.count() == Plan.objects.count() == 1


def test_only_what_has_ended_goes(house: House, full: Full) -> None:
    fresh = make_full(house, timezone.now() + 400 * DAY)
    assert actions.delete_ended(now=timezone.now() + 500 * DAY) == 1
    assert Meeting.objects.get() == fresh.row
