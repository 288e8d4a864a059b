"""Does a plan come about once, keep what was noted and nothing else, change hands, stop and go?"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.care.conftest import Scene, again, noted, started, step
from tests.factories import DAY, NOW, TODAY, House, person, viewer
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.care import actions, queries, rules
from trappen.care.models import CarePlan, CareStep, Supporter
from trappen.care.rules import Agreement, Consent, Referral, Sight, StepCode
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile
from trappen.vault.models import DataKey

LATER = NOW + DAY


def verbs(plan: CarePlan) -> list[str]:
    """What the history says of a plan, by the alphabet, since several things happen at one time."""
    return sorted(Event.objects.filter(subject=plan.id).values_list("verb", flat=True))


def names(plan: CarePlan) -> list[str]:
    return [each.user.name for each in queries.supporters_of(plan)]


# Starting


def test_a_plan_has_all_steps_by_the_timetable_and_its_end(house: House, sofus: User) -> None:
    plan = started(house, sofus, by=house.leader, supporters=[house.helper, house.colleague])
    steps = queries.steps_of(again(plan))
    assert {StepCode(each.code): each.due_on for each in steps} == rules.timetable(TODAY)
    assert [each.done_on for each in steps] == [None] * 8
    assert plan.ends_on == dt.date(2026, 9, 2)
    assert (plan.started_on, plan.started_by_id, plan.agreement) == (TODAY, house.leader.id, "open")
    assert names(plan) == ["Jonas Opdigtsen", "Laila Papirsø"]
    assert verbs(plan) == ["care-started"]


def test_sent_twice_it_is_started_once(house: House, sofus: User) -> None:
    once = uuid.uuid4()
    plans = {
        started(house, sofus, by=by, supporters=[house.helper], once=once).id for by in (house.leader, house.colleague)
    }
    assert len(plans) == CarePlan.objects.count() == 1
    other = started(house, house.colleague, by=house.leader, supporters=[house.helper], once=once)
    assert other.id not in plans


def test_those_chosen_and_the_colleague_get_a_letter_that_names_nobody(
    house: House, sofus: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        started(house, sofus, by=house.colleague, supporters=[house.helper, house.colleague])
    letters = {each.to[0]: each for each in mail.outbox}
    assert set(letters) == {house.helper.email, sofus.email}, "who starts it knows already"
    everyone = ("Sofus", "Eksempel", "Jonas", "Opdigtsen", "Havnen")
    told = f"{letters[house.helper.email].subject} {letters[house.helper.email].body}"
    assert [name for name in everyone if name in told] == []
    assert "En kollega har brug for dig" in told
    assert "/omsorg/\n" in told
    assert "Hej Sofus Eksempel" in letters[sofus.email].body
    assert [name for name in ("Jonas", "Laila", "Havnen") if name in letters[sofus.email].body] == []


def test_who_starts_a_plan_for_themself_gets_no_letter(
    house: House, sofus: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        started(house, sofus, by=sofus, supporters=[house.helper])
    assert [each.to for each in mail.outbox] == [[house.helper.email]]


def test_letters_speak_the_readers_language(
    house: House, sofus: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    User.objects.filter(id=house.helper.id).update(language="en")
    with django_capture_on_commit_callbacks(execute=True):
        started(house, sofus, by=sofus, supporters=[house.helper])
    assert len(mail.outbox) == 1
    assert "/omsorg/" in mail.outbox[0].body


def test_who_may_support(house: House, sofus: User) -> None:
    def start(by: User, *supporters: User) -> None:
        started(house, sofus, by=by, supporters=list(supporters))

    many = [person(f"Nummer{at} Opfundet", (house.harbour, Role.EMPLOYEE)) for at in range(6)]
    for refused in ([], [sofus], [house.leader], [house.deputy], [house.foreign_leader], many, [many[0]] * 2):
        with pytest.raises(rules.MayNotSupport):
            start(house.helper, *refused)
    with pytest.raises(rules.MayNotSupport):
        start(house.leader, house.leader)
    assert CarePlan.objects.count() == DataKey.objects.count() == 0
    start(house.helper, *many[:5])
    start(house.helper, house.other_leader)  # of the organisation, and leads another unit
    start(sofus, house.leader)  # the colleague's own choice


def test_a_leader_supports_where_the_colleague_wants_them(house: House, sofus: User) -> None:
    actions.keep_list(chosen=[house.leader.id], leader_sees=False, version=0, by=viewer(sofus), now=NOW)
    plan = started(house, sofus, by=house.helper, supporters=[house.leader])
    assert queries.reach(viewer(house.leader), plan.id).sight is Sight.SUPPORTER


# The steps


def test_a_step_is_noted_and_the_next_one_moves(scene: Scene) -> None:
    noted(
        scene.plan,
        StepCode.NOW,
        scene["supporter"],
        consent=Consent.LATER,
        referral=Referral.CRISIS,
        next_on=TODAY + 2 * DAY,
    )
    row = step(scene.plan, StepCode.NOW)
    assert (row.done_on, row.done_by, row.noted_by, row.noted_at) == (
        TODAY,
        scene["supporter"],
        scene["supporter"],
        NOW,
    )
    assert (row.consent, row.referral, row.version) == (Consent.LATER, Referral.CRISIS, 1)
    assert step(scene.plan, StepCode.BEFORE_HOME).due_on == TODAY + 2 * DAY
    assert step(scene.plan, StepCode.NEXT_DAY).due_on == TODAY + 2 * DAY, "it comes no earlier than the one before"
    assert step(scene.plan, StepCode.FIRST_DAYS).due_on == TODAY + 3 * DAY
    assert verbs(scene.plan) == ["care-started", "care-step-noted"]


def test_what_is_answered_lies_sealed_and_tells_nothing_by_its_length(scene: Scene) -> None:
    told = [(Consent.YES, Referral.NONE), (Consent.LATER, Referral.PSYCHOLOGIST), (Consent.YES, Referral.CRISIS)]
    for code, (consent, referral) in zip(StepCode, told, strict=False):
        noted(scene.plan, code, scene["supporter"], consent=consent, referral=referral)
    rows: Any = CareStep.objects.exclude(done_on=None).values_list("answers", flat=True)
    sealed = [bytes(each) for each in rows]  # as the database holds them
    assert len(sealed) == 3
    assert len({len(each) for each in sealed}) == 1
    words = [
        word.value.encode() for word in (*Referral, *Consent) if len(word) > 4
    ]  # shorter ones may stand by chance
    assert not any(word in each for each in sealed for word in words)


def test_the_same_note_once_more_is_a_second_press(scene: Scene) -> None:
    for _ in range(2):
        noted(scene.plan, StepCode.NOW, scene["supporter"], version=0)
    assert step(scene.plan, StepCode.NOW).version == 1
    with pytest.raises(ChangedMeanwhile):
        noted(scene.plan, StepCode.NOW, scene["supporter"], consent=Consent.NO, version=0)
    noted(scene.plan, StepCode.NOW, scene["supporter"], consent=Consent.NO, version=1)
    assert step(scene.plan, StepCode.NOW).consent is Consent.NO


def test_only_one_who_supports_has_been_there(scene: Scene) -> None:
    with pytest.raises(rules.MayNotSupport):
        noted(scene.plan, StepCode.NOW, scene["employee of the unit"])
    noted(scene.plan, StepCode.NOW, scene["supporter"])
    actions.remove_supporter(
        plan=again(scene.plan), person=scene["supporter"].id, by=viewer(scene["the colleague"]), now=NOW
    )
    noted(scene.plan, StepCode.NOW, scene["supporter"], consent=Consent.NO)  # a correction of what was


def test_a_step_cannot_be_noted_for_tomorrow(scene: Scene) -> None:
    with pytest.raises(rules.DayRefused):
        noted(scene.plan, StepCode.NOW, scene["supporter"], next_on=TODAY - DAY)
    assert step(scene.plan, StepCode.NOW).done_on is None


def test_a_late_last_step_puts_the_end_off(scene: Scene) -> None:
    late = NOW + 120 * DAY
    noted(scene.plan, StepCode.MONTH_3, scene["supporter"], now=late)
    assert again(scene.plan).ends_on == dt.date(2026, 9, 30)
    actions.undo_step(
        plan=again(scene.plan), code=StepCode.MONTH_3, version=1, by=viewer(scene["supporter"]), now=late
    )
    assert again(scene.plan).ends_on == dt.date(2026, 9, 2)


def test_what_was_noted_is_taken_back_whole(scene: Scene) -> None:
    by = viewer(scene["supporter"])
    noted(scene.plan, StepCode.NOW, scene["supporter"])
    with pytest.raises(ChangedMeanwhile):
        actions.undo_step(plan=again(scene.plan), code=StepCode.NOW, version=0, by=by, now=LATER)
    for _ in range(2):
        actions.undo_step(plan=again(scene.plan), code=StepCode.NOW, version=1, by=by, now=LATER)
    row = step(scene.plan, StepCode.NOW)
    assert (row.done_on, row.done_by, row.noted_at, row.noted_by, row.consent, row.referral) == (None,) * 6
    assert verbs(scene.plan) == ["care-started", "care-step-noted", "care-step-undone"]


def test_a_step_has_all_of_who_and_when_or_nothing(scene: Scene) -> None:
    whole = {
        "done_on": TODAY,
        "done_by": scene["supporter"].id,
        "noted_at": NOW,
        "noted_by": scene["supporter"].id,
    }
    rows = CareStep.objects.filter(plan=scene.plan, code="now")
    for left_out in whole:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{name: value for name, value in whole.items() if name != left_out})
    assert rows.update(**whole) == 1


def test_a_plan_has_all_of_who_and_when_or_nothing(scene: Scene) -> None:
    rows = CarePlan.objects.filter(id=scene.plan.id)
    for wrong in (
        {"agreement": "yes"},
        {"agreement": "no"},
        {"agreed_at": NOW},
        {"stopped_at": NOW},
        {"stopped_by": scene["the colleague"].id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


# Its people


def test_supporters_come_and_go(
    scene: Scene, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    colleague, supporter = viewer(scene["the colleague"]), viewer(scene["supporter"])
    jonas, rita = scene["employee of the unit"], scene["representative"]
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.add_supporter(plan=again(scene.plan), person=jonas.id, by=supporter, now=NOW)
    assert names(scene.plan) == ["Jonas Opdigtsen", "Laila Papirsø"]
    assert {each.to[0] for each in mail.outbox} == {jonas.email, scene["the colleague"].email}
    with django_capture_on_commit_callbacks(execute=True):
        actions.leave(plan=again(scene.plan), by=viewer(jonas), now=NOW)
    assert names(scene.plan) == ["Laila Papirsø"]
    with pytest.raises(rules.MayNotSupport):
        actions.leave(plan=again(scene.plan), by=supporter, now=NOW)
    actions.hand_over(plan=again(scene.plan), to=rita.id, by=supporter, now=NOW)
    assert names(scene.plan) == ["Rita Demosen"]
    with pytest.raises(OutOfReach):
        queries.reach(supporter, scene.plan.id)
    for _ in range(2):
        actions.remove_supporter(plan=again(scene.plan), person=rita.id, by=colleague, now=NOW)
    assert names(scene.plan) == []
    assert verbs(scene.plan) == [
        "care-handed-over",
        "care-started",
        "care-supporter-added",
        "care-supporter-left",
        "care-supporter-left",
    ]


def test_a_place_handed_to_one_who_is_there_is_only_left(scene: Scene) -> None:
    jonas = scene["employee of the unit"]
    actions.add_supporter(plan=again(scene.plan), person=jonas.id, by=viewer(scene["supporter"]), now=NOW)
    actions.hand_over(plan=again(scene.plan), to=jonas.id, by=viewer(scene["supporter"]), now=NOW)
    assert names(scene.plan) == ["Jonas Opdigtsen"]


def test_a_place_goes_to_nobody_who_may_not_have_it(scene: Scene) -> None:
    by = viewer(scene["supporter"])
    for role in ("the colleague", "leader who started it", "other organisation's leader"):
        with pytest.raises(rules.MayNotSupport):
            actions.hand_over(plan=again(scene.plan), to=scene[role].id, by=by, now=NOW)
        with pytest.raises(rules.MayNotSupport):
            actions.add_supporter(plan=again(scene.plan), person=scene[role].id, by=by, now=NOW)
    assert names(scene.plan) == ["Laila Papirsø"], "nothing half done"


def test_five_are_enough(scene: Scene) -> None:
    by = viewer(scene["the colleague"])
    for at in range(4):
        new = person(f"Nummer{at} Opfundet", (scene.house.harbour, Role.EMPLOYEE))
        actions.add_supporter(plan=again(scene.plan), person=new.id, by=by, now=NOW)
    with pytest.raises(rules.MayNotSupport):
        actions.add_supporter(plan=again(scene.plan), person=scene["representative"].id, by=by, now=NOW)


def test_the_colleague_opens_and_closes_for_the_leader(scene: Scene) -> None:
    colleague, leader = viewer(scene["the colleague"]), viewer(scene["leader who started it"])

    def let(agreement: Agreement) -> None:
        actions.let_leader_see(plan=again(scene.plan), agreement=agreement, by=colleague, now=NOW)

    for _ in range(2):
        let(Agreement.YES)
    assert queries.reach(leader, scene.plan.id).sight is Sight.LEADER
    assert queries.reach(viewer(scene["deputy"]), scene.plan.id).sight is Sight.LEADER
    for _ in range(2):
        let(Agreement.NO)
    with pytest.raises(OutOfReach):
        queries.reach(leader, scene.plan.id, frozenset(Sight))
    assert verbs(scene.plan) == ["care-leader-does-not-see", "care-leader-sees", "care-started"]


def test_closing_for_the_leader_takes_them_off_as_a_supporter_too(scene: Scene) -> None:
    colleague, leader = viewer(scene["the colleague"]), scene["leader who started it"]
    actions.add_supporter(plan=again(scene.plan), person=leader.id, by=colleague, now=NOW)
    actions.let_leader_see(plan=again(scene.plan), agreement=Agreement.NO, by=colleague, now=NOW)
    assert names(scene.plan) == ["Laila Papirsø"]
    actions.add_supporter(plan=again(scene.plan), person=leader.id, by=colleague, now=NOW)
    assert names(scene.plan) == ["Laila Papirsø", "Mette Prøvedal"]
    actions.let_leader_see(plan=again(scene.plan), agreement=Agreement.NO, by=colleague, now=NOW)
    assert names(scene.plan) == ["Laila Papirsø"], "again, though the answer stood already"


# Its end


def test_a_stopped_plan_is_written_in_no_more(scene: Scene) -> None:
    colleague, supporter = viewer(scene["the colleague"]), viewer(scene["supporter"])
    actions.stop(plan=again(scene.plan), by=colleague, now=LATER)
    row = again(scene.plan)
    assert (row.stopped_at, row.stopped_by_id, row.ends_on) == (LATER, colleague.id, dt.date(2026, 6, 3))
    refusals: list[Callable[[], object]] = [
        lambda: noted(scene.plan, StepCode.NOW, scene["supporter"]),
        lambda: actions.undo_step(plan=row, code=StepCode.NOW, version=0, by=supporter, now=LATER),
        lambda: actions.add_supporter(plan=row, person=scene["representative"].id, by=colleague, now=LATER),
        lambda: actions.hand_over(plan=row, to=scene["representative"].id, by=supporter, now=LATER),
        lambda: actions.stop(plan=row, by=colleague, now=LATER),
    ]
    for refused in refusals:
        with pytest.raises(rules.PlanStopped):
            refused()
    actions.remove_supporter(plan=row, person=supporter.id, by=colleague, now=LATER)
    assert names(row) == []


def test_a_deleted_plan_leaves_a_line_and_nothing_else(scene: Scene) -> None:
    noted(scene.plan, StepCode.NOW, scene["supporter"])
    for _ in range(2):
        actions.delete(plan=scene.plan, by=viewer(scene["the colleague"]), now=LATER, why="by-person")
    for model in (CarePlan, CareStep, Supporter, DataKey):
        assert model.objects.count() == 0
    line = Event.objects.get(verb="deleted")
    assert (line.subject, line.kind, line.note) == (scene.plan.id, "care-plan", "by-person")
