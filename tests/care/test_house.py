"""Are supporters reminded once a step, without a name, and does everything go when it should?"""

import datetime as dt

from django.core import mail
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from tests.care.conftest import Scene, again, noted, started
from tests.factories import DAY, NOW, House, viewer
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.care import actions
from trappen.care.models import CarePlan, CareStep, Supporter
from trappen.care.rules import Consent, StepCode
from trappen.vault.models import DataKey

EARLY = dt.timedelta(hours=4)  # NOW is ten o'clock in Copenhagen


def reminded(scene: Scene, now: dt.datetime) -> list[str]:
    """Codes of the steps that are reminded of now."""
    before = set(CareStep.objects.exclude(reminded_on=None).values_list("id", flat=True))
    count = actions.remind_supporters(now=now)
    rows = CareStep.objects.exclude(reminded_on=None).exclude(id__in=before)
    assert count == len(rows)
    return [row.code for row in rows]


def test_each_step_is_reminded_of_once_on_its_day(scene: Scene) -> None:
    assert reminded(scene, NOW) == [], "the letter about the plan itself was enough"
    assert reminded(scene, NOW + DAY - EARLY) == [], "nobody is woken"
    assert reminded(scene, NOW + DAY) == ["next-day"]
    assert reminded(scene, NOW + DAY) == reminded(scene, NOW + 2 * DAY) == []
    assert reminded(scene, NOW + 3 * DAY) == ["first-days"]
    assert reminded(scene, NOW + 20 * DAY) == ["week-2"], "week 1 has passed and waits no longer"
    assert reminded(scene, NOW + 400 * DAY) == ["month-3"]


def test_a_step_that_is_done_is_not_reminded_of(scene: Scene) -> None:
    noted(scene.plan, StepCode.NEXT_DAY, scene["supporter"], now=NOW + DAY)
    assert reminded(scene, NOW + DAY) == []


def test_a_step_that_was_moved_is_reminded_of_on_its_new_day(scene: Scene) -> None:
    assert reminded(scene, NOW + 3 * DAY) == ["first-days"]
    noted(scene.plan, StepCode.NEXT_DAY, scene["supporter"], next_on=(NOW + 5 * DAY).date(), now=NOW + 3 * DAY)
    assert reminded(scene, NOW + 4 * DAY) == []
    assert CareStep.objects.get(code="first-days").reminded_on is None
    assert reminded(scene, NOW + 5 * DAY) == ["first-days"]


def test_a_no_is_a_no_and_so_is_a_stop(scene: Scene) -> None:
    noted(scene.plan, StepCode.NOW, scene["supporter"], consent=Consent.NO)
    assert reminded(scene, NOW + DAY) == []
    noted(scene.plan, StepCode.NOW, scene["supporter"], consent=Consent.LATER)
    assert reminded(scene, NOW + DAY) == ["next-day"]
    actions.stop(plan=again(scene.plan), by=viewer(scene["the colleague"]), now=NOW + DAY)
    assert reminded(scene, NOW + 3 * DAY) == []


def test_one_letter_a_person_that_names_nobody(
    scene: Scene, house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    started(house, house.colleague, by=house.leader, supporters=[house.helper])
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remind_supporters(now=NOW + DAY) == 2
    [letter] = mail.outbox
    assert letter.to == [house.helper.email]
    everything = letter.subject + letter.body.replace("Hej Laila Papirsø", "")
    for each in User.objects.all():
        assert each.name.split()[0] not in everything
    assert str(scene.plan.id) not in everything
    assert set(Event.objects.filter(verb="care-reminded").values_list("actor", "note")) == {(None, "next-day")}


def test_where_nobody_supports_any_longer_the_colleague_is_told(
    scene: Scene, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    User.objects.filter(id=scene["supporter"].id).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remind_supporters(now=NOW + DAY) == 1
    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([scene["the colleague"].email], "Vælg en, der kan støtte dig")
    ]


def test_a_plan_goes_three_months_after_its_last_step(scene: Scene) -> None:
    last = dt.datetime(2026, 6, 2, 9, tzinfo=dt.UTC)
    noted(scene.plan, StepCode.MONTH_3, scene["supporter"], now=last)
    assert actions.delete_ended(now=dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)) == 0
    assert actions.delete_ended(now=dt.datetime(2026, 9, 2, 9, tzinfo=dt.UTC)) == 1
    for model in (CarePlan, CareStep, Supporter, DataKey):
        assert model.objects.count() == 0
    line = Event.objects.get(verb="deleted")
    assert (line.actor, line.subject, line.note) == (None, scene.plan.id, "end-date")


def test_a_stopped_plan_goes_three_months_after_that(scene: Scene) -> None:
    actions.stop(plan=again(scene.plan), by=viewer(scene["the colleague"]), now=NOW)
    assert actions.delete_ended(now=NOW + 91 * DAY) == 0
    assert actions.delete_ended(now=NOW + 92 * DAY) == 1


def test_a_plan_that_lives_on_meanwhile_stays(scene: Scene) -> None:
    """Someone has noted a step after the housekeeping read the row."""
    from trappen.care.actions.house import _delete_if_ended

    row = again(scene.plan)
    assert not _delete_if_ended(row, now=NOW)
    assert CarePlan.objects.count() == 1


def test_reminding_asks_no_more_for_three_plans_than_for_one(
    scene: Scene, house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):  # two of them the savepoint
        actions.remind_supporters(now=NOW + DAY)
    for who in (house.colleague, house.leader):
        started(house, who, by=who, supporters=[house.helper])
    with django_assert_num_queries(8):  # and a line of history for each
        actions.remind_supporters(now=NOW + DAY)
