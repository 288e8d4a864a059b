"""Does a course start, run, finish, and end as it should, and who sees it?"""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.factories import DAY, NOW, TODAY, House, person, viewer
from tests.learning.conftest import LINE, OWN, reached, started, talked, ticked
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.learning import actions, queries
from trappen.learning.actions.ending import delete_course_if_ended
from trappen.learning.models import Course, CourseStep
from trappen.learning.rules import AlreadyRunning, Kind, Refused, Why
from trappen.organisations.actions import give_role
from trappen.organisations.models import Membership
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile
from trappen.vault.models import DataKey

Commits = DjangoCaptureOnCommitCallbacks


def verbs(course: Course) -> list[str]:
    return list(Event.objects.filter(subject=course.id).order_by("at", "id").values_list("verb", flat=True))


# Starting


def test_a_course_starts_with_its_steps_and_a_mail(house: House, django_capture_on_commit_callbacks: Commits) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = started(house.leader, house.colleague, house.harbour, chosen={"staircase"}, own=OWN)
    steps = list(row.steps.order_by("number"))
    assert [(each.step, each.title, each.day) for each in steps] == [
        ("staircase", "", 2),
        ("", OWN.title, 3),
        ("talk", "", 35),
    ]
    assert row.ends_on == dt.date(2027, 9, 2)
    (letter,) = mail.outbox
    assert letter.to == ["jonas@aavang.example"]
    assert f"/forloeb/{row.id}/" in letter.body
    assert OWN.title not in letter.body
    assert verbs(row) == ["programme-started"]


def test_sent_twice_it_starts_once(house: House) -> None:
    once = uuid.uuid4()
    first = started(house.leader, house.colleague, house.harbour, once=once)
    assert started(house.leader, house.colleague, house.harbour, once=once).id == first.id
    assert Course.objects.count() == 1
    assert CourseStep.objects.count() == len(queries.newest().steps)


def test_a_programme_runs_once_at_a_time(house: House, course: Course, finished: Course) -> None:
    again = started(house.leader, house.colleague, house.harbour)
    with pytest.raises(AlreadyRunning):
        started(house.deputy, house.colleague, house.harbour)
    assert {each.course.id for each in queries.own_courses(viewer(house.colleague))} == {again.id, finished.id}
    assert DataKey.objects.count() == 2


def test_what_is_written_lies_sealed(house: House, course: Course) -> None:
    found = reached(course, house.colleague)
    actions.take_along(
        course=found.course, step=found.steps[0], text=LINE, version=0, by=viewer(house.colleague), now=NOW
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, take_along FROM learning_coursestep")
        stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
    assert stored
    for text in (OWN.title, LINE):
        assert text.encode() not in stored
    assert [each.row.take_along for each in reached(course, house.leader).taken_along] == [LINE]
    assert reached(course, house.leader).steps[1].title("da") == OWN.title


# Who sees it


def test_the_employee_and_the_leaders_of_the_unit_see_it(house: House, course: Course) -> None:
    for user in (house.colleague, house.leader, house.deputy):
        assert reached(course, user).is_mine is (user == house.colleague)


def test_nobody_else_sees_it(house: House, course: Course, administrator: User) -> None:
    above = person("Vera Overblad", (house.centre, Role.LEADER))
    safety = person("Aksel Tillidsen", (house.harbour, Role.REPRESENTATIVE))
    for user in (house.helper, house.other_leader, house.foreign_leader, administrator, above, safety):
        with pytest.raises(OutOfReach):
            queries.reach(viewer(user), course.id)
        assert not any(unit.courses for unit in queries.led_units(viewer(user)))


def test_what_is_the_employees_alone_and_what_is_the_leaders(house: House, course: Course) -> None:
    assert queries.reach_own(viewer(house.colleague), course.id).is_mine
    assert queries.reach_led(viewer(house.leader), course.id).course.id == course.id
    with pytest.raises(OutOfReach):
        queries.reach_own(viewer(house.leader), course.id)
    with pytest.raises(OutOfReach):
        queries.reach_led(viewer(house.colleague), course.id)
    with pytest.raises(OutOfReach):
        reached(course, house.colleague).step(uuid.uuid4())


def test_a_leader_who_leaves_the_unit_sees_it_no_more(house: House, course: Course) -> None:
    Membership.objects.filter(user=house.leader).delete()
    with pytest.raises(OutOfReach):
        reached(course, house.leader)


def test_when_the_employee_leaves_the_unit_its_leader_sees_nothing(house: House, course: Course) -> None:
    Membership.objects.filter(user=house.colleague).delete()
    with pytest.raises(OutOfReach):
        reached(course, house.leader)
    assert [unit.courses for unit in queries.led_units(viewer(house.leader))] == [()]
    assert not reached(course, house.colleague).belongs


def test_the_course_goes_along_to_another_unit(house: House, course: Course) -> None:
    give_role(user=house.colleague, unit=house.square, role=Role.EMPLOYEE, by=None, now=NOW)
    Membership.objects.filter(user=house.colleague, unit=house.harbour).delete()
    by = viewer(house.colleague)
    assert queries.units_to_move_to(by, course) == [house.square]
    actions.move(course=course, unit=house.square, by=by, now=NOW)
    assert reached(course, house.other_leader).belongs
    with pytest.raises(OutOfReach):
        reached(course, house.leader)
    assert queries.units_to_move_to(by, reached(course, house.colleague).course) == []


def test_who_becomes_deputy_does_not_lead_themselves(house: House, course: Course) -> None:
    give_role(user=house.colleague, unit=house.harbour, role=Role.DEPUTY, by=None, now=NOW)
    assert reached(course, house.colleague).is_mine
    with pytest.raises(OutOfReach):
        queries.reach_led(viewer(house.colleague), course.id)
    assert [unit.courses for unit in queries.led_units(viewer(house.colleague))] == [()]


def test_a_leader_starts_for_others_of_the_unit(house: House) -> None:
    unit, people = queries.unit_to_start_in(viewer(house.leader), house.harbour.id)
    assert unit == house.harbour
    assert {each.id for each in people} == {house.deputy.id, house.colleague.id, house.helper.id}
    for user in (house.colleague, house.other_leader, house.foreign_leader):
        with pytest.raises(OutOfReach):
            queries.unit_to_start_in(viewer(user), house.harbour.id)


# On the way


def test_a_step_is_done_and_undone(house: House, course: Course) -> None:
    by, found = viewer(house.colleague), reached(course, house.colleague)
    assert found.next == found.steps[0]
    assert not actions.tick(course=found.course, step=found.steps[0], done=True, by=by, now=NOW)
    assert not actions.tick(course=found.course, step=found.steps[0], done=True, by=by, now=NOW + DAY)
    now = reached(course, house.colleague)
    assert (now.progress.done, now.progress.total) == (1, 3)
    assert now.next == now.steps[1]
    assert now.steps[0].row.done_at == NOW
    actions.tick(course=found.course, step=found.steps[0], done=False, by=by, now=NOW)
    assert reached(course, house.colleague).progress.done == 0
    assert sorted(verbs(course)) == ["programme-started", "programme-step-done", "programme-step-undone"]


def test_the_talk_is_not_ticked(house: House, course: Course) -> None:
    found = reached(course, house.colleague)
    with pytest.raises(Refused) as refused:
        actions.tick(course=found.course, step=found.talk, done=True, by=viewer(house.colleague), now=NOW)
    assert refused.value.why is Why.NOT_BY_TICK


def test_a_line_written_twice_in_two_windows_is_not_lost(house: House, course: Course) -> None:
    by, found = viewer(house.colleague), reached(course, house.colleague)
    step = found.steps[0]
    actions.take_along(course=found.course, step=step, text=LINE, version=0, by=by, now=NOW)
    actions.take_along(course=found.course, step=step, text=LINE, version=0, by=by, now=NOW)  # a second click
    with pytest.raises(ChangedMeanwhile):
        actions.take_along(course=found.course, step=step, text="Andet", version=0, by=by, now=NOW)
    assert reached(course, house.colleague).steps[0].row.take_along == LINE
    assert verbs(course).count("programme-line-written") == 1


# The talk


def test_both_confirm_and_the_talk_is_done(house: House, course: Course) -> None:
    assert not talked(course, house.colleague, house.leader)
    found = reached(course, house.leader)
    assert found.talk.is_done
    assert found.course.finished_at is None
    assert found.course.leader_confirmed_by == house.leader
    with pytest.raises(Refused):
        actions.withdraw_confirmation(course=course, by=viewer(house.colleague), now=NOW)
    with pytest.raises(Refused):
        actions.set_talk(
            course=course, talk_on=TODAY + DAY, version=found.course.version, by=viewer(house.leader), now=NOW
        )


def test_a_word_counts_once_and_can_be_taken_back(house: House, course: Course) -> None:
    leader, employee = viewer(house.leader), viewer(house.colleague)
    actions.set_talk(course=course, talk_on=TODAY, version=0, by=leader, now=NOW)
    for by in (employee, leader):
        actions.confirm_talk(course=course, by=by, now=NOW)
        assert not actions.confirm_talk(course=course, by=by, now=NOW + DAY)
        if by is employee:
            actions.withdraw_confirmation(course=course, by=by, now=NOW)
            assert reached(course, house.colleague).course.employee_confirmed_at is None
    assert not reached(course, house.leader).talk.is_done
    actions.withdraw_confirmation(course=course, by=leader, now=NOW)
    assert reached(course, house.leader).course.leader_confirmed_by is None


def test_another_day_asks_for_both_words_anew(house: House, course: Course) -> None:
    leader = viewer(house.leader)
    actions.set_talk(course=course, talk_on=TODAY, version=0, by=leader, now=NOW)
    actions.confirm_talk(course=course, by=leader, now=NOW)
    row = reached(course, house.leader).course
    actions.set_talk(course=row, talk_on=TODAY, version=0, by=leader, now=NOW)  # the same day: nothing
    assert reached(course, house.leader).course.leader_confirmed_at
    with pytest.raises(ChangedMeanwhile):
        actions.set_talk(course=row, talk_on=TODAY - DAY, version=0, by=leader, now=NOW)
    actions.set_talk(course=row, talk_on=TODAY - DAY, version=row.version, by=leader, now=NOW)
    assert reached(course, house.leader).course.leader_confirmed_at is None


@pytest.mark.parametrize(("day", "why"), [(None, Why.NO_DAY), (TODAY + DAY, Why.NOT_YET)])
def test_nobody_confirms_a_talk_that_cannot_have_been(
    house: House, course: Course, day: dt.date | None, why: Why
) -> None:
    actions.set_talk(course=course, talk_on=day, version=0, by=viewer(house.leader), now=NOW)
    with pytest.raises(Refused) as refused:
        actions.confirm_talk(course=course, by=viewer(house.leader), now=NOW)
    assert refused.value.why is why


def test_the_database_holds_to_who_confirms(house: House, course: Course) -> None:
    rows = Course.objects.filter(id=course.id)
    for change in (
        {"leader_confirmed_at": NOW},
        {"leader_confirmed_at": NOW, "leader_confirmed_by": house.colleague},
        {"finished_at": NOW},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


# The finish


def test_when_the_employee_finishes_the_leaders_are_told(
    house: House, course: Course, django_capture_on_commit_callbacks: Commits
) -> None:
    talked(course, house.colleague, house.leader)
    with django_capture_on_commit_callbacks(execute=True):
        ticked(course, house.colleague)
    row = reached(course, house.leader).course
    assert row.finished_at == NOW
    assert row.ends_on == dt.date(2027, 3, 2)
    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(told) == {"mette@aavang.example", "dines@aavang.example"}
    assert all("Jonas Opdigtsen" in body and OWN.title not in body for body in told.values())


def test_when_the_leaders_word_was_the_last_the_employee_is_told(
    house: House, course: Course, django_capture_on_commit_callbacks: Commits
) -> None:
    ticked(course, house.colleague)
    with django_capture_on_commit_callbacks(execute=True):
        assert talked(course, house.colleague, house.leader)
    assert {letter.to[0] for letter in mail.outbox} == {"jonas@aavang.example", "dines@aavang.example"}


def test_former_leaders_are_not_told(
    house: House, course: Course, django_capture_on_commit_callbacks: Commits
) -> None:
    talked(course, house.colleague, house.leader)
    Membership.objects.filter(user=house.colleague).delete()
    with django_capture_on_commit_callbacks(execute=True):
        ticked(course, house.colleague)
    assert reached(course, house.colleague).course.finished_at
    assert mail.outbox == []


def test_what_is_finished_stays_as_it_is(house: House, finished: Course) -> None:
    by, found = viewer(house.colleague), reached(finished, house.colleague)
    step = found.steps[0]
    with pytest.raises(Refused):
        actions.tick(course=found.course, step=step, done=False, by=by, now=NOW)
    with pytest.raises(Refused):
        actions.take_along(course=found.course, step=step, text=LINE, version=0, by=by, now=NOW)
    with pytest.raises(Refused):
        actions.move(course=found.course, unit=house.square, by=by, now=NOW)
    assert found.next is None
    assert found.progress.is_complete


def test_the_leaders_list_tells_how_far_each_is(house: House, course: Course) -> None:
    ticked(course, house.colleague)
    done = started(house.leader, house.helper, house.harbour, chosen=set())
    talked(done, house.helper, house.leader)
    (unit,) = queries.led_units(viewer(house.deputy))
    jonas, laila = unit.courses
    assert (jonas.course.employee, jonas.progress.done, jonas.progress.total) == (house.colleague, 2, 3)
    assert jonas.due_on == TODAY + 35 * DAY  # day 35 is a Sunday
    assert (laila.course.employee, laila.progress.is_complete, laila.due_on) == (house.helper, True, None)
    assert queries.led_units(viewer(house.colleague)) == []


def test_the_next_step_is_the_first_that_is_not_done(house: House, course: Course) -> None:
    (unit,) = queries.led_units(viewer(house.leader))
    assert unit.courses[0].due_on == TODAY + DAY


# The end


def test_everything_is_gone_at_the_end(house: House, course: Course) -> None:
    other = started(house.leader, house.helper, house.harbour)
    assert actions.delete_ended(now=NOW + 500 * DAY) == 0
    assert actions.delete_ended(now=dt.datetime(2027, 9, 2, 9, tzinfo=dt.UTC)) == 2
    assert Course.objects.count() == CourseStep.objects.count() == DataKey.objects.count() == 0
    assert list(Event.objects.filter(verb="deleted").values_list("kind", "note").distinct()) == [
        ("programme", "end-date")
    ]
    actions.remove(course=other, by=None, now=NOW, why="again")  # by two servers at once: nothing more
    assert Event.objects.filter(verb="deleted").count() == 2


def test_a_finished_course_ends_a_year_later(house: House, finished: Course) -> None:
    assert actions.delete_ended(now=dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)) == 0
    assert actions.delete_ended(now=dt.datetime(2027, 3, 2, 9, tzinfo=dt.UTC)) == 1


def test_the_employee_is_told_when_a_leader_removes_the_course(
    house: House, course: Course, django_capture_on_commit_callbacks: Commits
) -> None:
    row = reached(course, house.leader).course
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(course=row, by=viewer(house.leader), now=NOW, why="by-leader")
    (letter,) = mail.outbox
    assert letter.to == ["jonas@aavang.example"]
    assert not Course.objects.exists()


def test_what_was_finished_meanwhile_is_not_deleted(house: House, course: Course) -> None:
    ticked(course, house.colleague)
    talked(course, house.colleague, house.leader)
    assert not delete_course_if_ended(course=course, now=NOW + 600 * DAY)  # as it was read before
    assert Course.objects.filter(id=course.id).exists()


def test_kinds_of_steps_are_as_the_programme_says(house: House, course: Course) -> None:
    assert [step.kind for step in reached(course, house.leader).steps] == [Kind.READING, Kind.OWN, Kind.TALK]
