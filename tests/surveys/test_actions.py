"""How does a round go from being opened to its end, what is sent to whom, and what is noted?"""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import DAY, person, viewer
from tests.surveys.conftest import (
    AFTER,
    CALM,
    LAST_DAY,
    NOW,
    RED,
    TODAY,
    YELLOW,
    Team,
    answered,
    asked,
    closed,
    finished,
    fresh,
    own_view,
    shared_collaboration,
)
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.collaborations import actions as collaborations
from trappen.organisations.models import Organisation
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile
from trappen.staircase.queries import newest
from trappen.staircase.rules import Frequency, StepId
from trappen.surveys import actions, queries
from trappen.surveys.models import Demand, Invitation, Round, RoundKey
from trappen.surveys.rules import Answer, Box, Refusal, Refused, Result, Share, View
from trappen.vault.models import DataKey


@pytest.fixture
def posted(django_capture_on_commit_callbacks: Any) -> Any:
    """Letters leave after the transaction, which a test never ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def to() -> set[str]:
    return {address.partition("@")[0] for letter in mail.outbox for address in letter.to}


def verbs(row: Round) -> list[tuple[str, bool]]:
    """What is noted of the round, and whether with a name."""
    lines = Event.objects.filter(subject=row.id).order_by("at")
    return [(line.verb, line.actor is not None) for line in lines]


def refused(call: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


# Opening


def test_a_round_asks_those_who_were_chosen_and_writes_to_them(team: Team, posted: Any) -> None:
    with posted():
        row = asked(team)
    assert row.closes_on == LAST_DAY
    assert set(row.invitations.values_list("person", flat=True)) == {each.id for each in team.people}
    assert sorted(row.invitations.values_list("slot", flat=True)) == [0, 1, 2, 3, 4]
    assert Box.read(fresh(row).box).answers == 0
    assert verbs(row) == [("survey-opened", True)]
    assert to() == {"asta", "birk", "caja", "ditte", "elmer"}
    letter = mail.outbox[0]
    assert f"/maalinger/{row.id}/" in letter.body
    assert "Havnen" not in f"{letter.subject} {letter.body}"


def test_sent_twice_it_is_one_round(team: Team) -> None:
    once = uuid.uuid4()
    assert asked(team, once=once) == asked(team, once=once)
    assert Round.objects.count() == 1
    assert Invitation.objects.count() == 5
    assert Event.objects.filter(verb="survey-opened").count() == 1


def test_places_are_drawn_by_lot(team: Team) -> None:
    """Of sixteen rounds the five do not always sit in the same places (one chance in 120 to the fifteenth)."""
    seen = set()
    for number in range(16):
        row = asked(team, now=NOW + number * 120 * DAY)
        seen.add(tuple(row.invitations.order_by("slot").values_list("person", flat=True)))
        for each in team.people:
            answered(row, each, now=NOW + number * 120 * DAY)
        closed(row, team.leader, NOW + (number * 120 + 1) * DAY)
    assert len(seen) > 1


def test_whoever_was_not_to_be_chosen_is_not_asked(team: Team) -> None:
    stranger = person("Ukendt Person", (team.house.square, Role.EMPLOYEE))
    row = asked(team, [*team.people, stranger, team.leader, team.house.deputy])
    assert row.invitations.count() == 5


def test_fewer_than_five_are_not_asked(team: Team) -> None:
    assert refused(lambda: asked(team, team.people[:4])) is Refusal.TOO_FEW
    assert not Round.objects.exists()
    assert not RoundKey.objects.exists()


def test_the_organisations_own_demand_holds(team: Team) -> None:
    organisation = team.house.top.organisation
    actions.demand(organisation=organisation, fewest=6, version=0, by=viewer(team.leader), now=NOW)
    assert refused(lambda: asked(team)) is Refusal.TOO_FEW
    row = asked(team, [*team.people, team.house.colleague])
    assert row.fewest == 6


def test_one_round_at_a_time_about_the_same_and_a_rest_after_it(team: Team) -> None:
    row = asked(team)
    assert refused(lambda: asked(team)) is Refusal.ALREADY_OPEN
    for each in team.people:
        answered(row, each)
    closed(row, team.leader, NOW + 2 * DAY)
    assert refused(lambda: asked(team, now=NOW + 91 * DAY)) is Refusal.TOO_SOON
    assert asked(team, now=NOW + 92 * DAY).closed_at is None


def test_a_round_without_a_result_stands_in_nobodys_way(team: Team) -> None:
    closed(asked(team), team.leader, NOW + DAY)
    assert asked(team, now=NOW + 2 * DAY).closed_at is None


def test_almost_the_same_group_is_not_asked_about_something_else(team: Team) -> None:
    """The harbour's seven, and five of them about one collaboration: two would be left."""
    seven = [*team.people, team.house.colleague, team.house.helper]
    about = shared_collaboration(team, team.people)
    finished(team, *[CALM] * 7, people=seven, now=NOW - 20 * DAY)
    assert refused(lambda: asked(team, collaboration=about)) is Refusal.TOO_ALIKE
    assert asked(team, collaboration=about, now=NOW + 90 * DAY).collaboration == about


def test_exactly_the_same_group_is_asked_about_something_else(team: Team) -> None:
    about = shared_collaboration(team, team.people)
    asked(team)
    row = asked(team, collaboration=about)
    assert row.collaboration == about


def test_rounds_of_another_organisation_do_not_count(team: Team) -> None:
    other = person("Fjern Leder", (team.house.foreign_leader.memberships.get().unit, Role.LEADER))
    unit = other.memberships.get().unit
    people = [person(f"Langt{number} Væk", (unit, Role.EMPLOYEE)) for number in range(5)]
    there = Team(team.house, unit, tuple(people))
    asked(there, by=other)
    assert asked(team).unit == team.unit


def test_two_open_rounds_about_the_same_cannot_lie_in_the_database(team: Team) -> None:
    row = asked(team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(
            unit=row.unit,
            key=row.key,
            edition=row.edition,
            fewest=5,
            opened_at=NOW,
            opened_by=team.leader,
            closes_on=LAST_DAY,
            ends_on=LAST_DAY,
        )


def test_a_closed_round_with_a_box_cannot_lie_in_the_database(team: Team) -> None:
    row = asked(team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(id=row.id).update(closed_at=NOW, has_result=False)


# Answering


def test_an_answer_counts_once_and_only_while_it_is_open(team: Team) -> None:
    row = asked(team)
    assert answered(row, team.people[0])
    assert not answered(row, team.people[0], RED)
    assert answered(row, team.people[1], now=NOW + 14 * DAY)
    assert not answered(row, team.people[2], now=NOW + 15 * DAY)
    closed(row, team.leader)
    assert not answered(row, team.people[3], now=NOW)
    assert Event.objects.filter(kind="survey").count() == 2


# The leader's own view


def test_the_leader_says_what_they_see_once(team: Team) -> None:
    row = asked(team)
    own_view(row, team.leader, RED)
    assert not actions.view(round_=row, own=View(CALM), by=viewer(team.house.deputy), now=NOW)
    assert View.read(fresh(row).own_view).answer == RED
    assert ("survey-viewed", True) in verbs(row)
    assert View.read(closed(row, team.leader).own_view).answer == RED


# Reminding


def test_a_reminder_goes_to_those_who_are_missing_and_once_a_day(team: Team, posted: Any) -> None:
    row = asked(team)
    for each in team.people[:3]:
        answered(row, each)
    with posted():
        assert actions.remind(round_=row, by=viewer(team.leader), now=NOW)
        assert not actions.remind(round_=row, by=viewer(team.leader), now=NOW)
    assert to() == {"ditte", "elmer"}
    assert len({letter.body for letter in mail.outbox}) == 1
    assert ("survey-reminded", True) in verbs(row)
    assert not actions.remind(round_=row, by=viewer(team.leader), now=AFTER)


def test_trappen_reminds_by_itself_once_two_days_before(team: Team, posted: Any) -> None:
    row = asked(team)
    with posted():
        assert actions.remind_missing(now=NOW + 11 * DAY) == 0
        assert actions.remind_missing(now=NOW + 12 * DAY) == 1
        assert actions.remind_missing(now=NOW + 12 * DAY) == 0
        assert actions.remind_missing(now=NOW + 13 * DAY) == 0
    assert len(mail.outbox) == 5
    assert ("survey-reminded", False) in verbs(row)


def test_trappen_does_not_remind_where_the_leader_has_today(team: Team, posted: Any) -> None:
    row = asked(team)
    with posted():
        actions.remind(round_=row, by=viewer(team.leader), now=NOW + 12 * DAY)
        assert actions.remind_missing(now=NOW + 12 * DAY) == 0
        assert actions.remind_missing(now=NOW + 13 * DAY) == 0
    assert len(mail.outbox) == 5


def test_whoever_has_left_is_not_reminded(team: Team, posted: Any) -> None:
    about = shared_collaboration(team, team.people)
    row = asked(team, collaboration=about)
    collaborations.take_access(collaboration=about, person=team.people[0].id, by=viewer(team.leader), now=NOW)
    team.people[1].memberships.all().delete()
    User.objects.filter(id=team.people[2].id).update(is_active=False)
    with posted():
        actions.remind(round_=row, by=viewer(team.leader), now=NOW)
    assert to() == {"ditte", "elmer"}


# Closing


def test_five_answers_give_a_result(team: Team, posted: Any) -> None:
    row = asked(team)
    for who, given in zip(team.people, (RED, RED, RED, YELLOW, CALM), strict=True):
        answered(row, who, given)
    with posted():
        assert actions.close(round_=row, by=viewer(team.leader), now=AFTER)
        assert not actions.close(round_=row, by=viewer(team.leader), now=AFTER)
    row = fresh(row)
    result = Result.read(row.result)
    assert row.has_result
    assert row.box == ""
    assert result.at_least == 5
    assert result.steps == {StepId.GREEN: Share.FEW, StepId.YELLOW: Share.FEW, StepId.RED: Share.MOST}
    assert result.seen == {"complaint-or-criticism": Frequency.PERSISTENTLY}
    assert result.placement(newest()).step is StepId.RED
    assert ("survey-closed", True) in verbs(row)
    assert to() == {"mette"}


def test_four_answers_give_none_and_are_deleted(team: Team) -> None:
    row = asked(team)
    for who in team.people[:4]:
        answered(row, who, RED)
    key = row.key_id
    row = closed(row, team.leader)
    assert row.has_result is False
    assert row.result == row.box == ""
    assert not DataKey.objects.filter(id=key).exists()
    assert row.ends_on < TODAY + 120 * DAY


def test_a_round_closes_at_its_day_by_itself(team: Team) -> None:
    row = asked(team)
    assert actions.close_due(now=NOW + 14 * DAY) == 0
    assert actions.close_due(now=NOW + 15 * DAY) == 1
    assert actions.close_due(now=NOW + 15 * DAY) == 0
    assert fresh(row).closed_by is None
    assert ("survey-closed", False) in verbs(row)


def test_a_demand_that_was_raised_meanwhile_does_not_change_what_was_promised(team: Team) -> None:
    row = asked(team)
    organisation = team.house.top.organisation
    actions.demand(organisation=organisation, fewest=9, version=0, by=viewer(team.leader), now=NOW)
    for who in team.people:
        answered(row, who)
    assert closed(row, team.leader).has_result


# Sharing


def test_a_result_is_shared_once_with_a_letter_to_everyone(team: Team, posted: Any) -> None:
    row = finished(team, *[YELLOW] * 5)
    with posted():
        assert actions.share(round_=row, by=viewer(team.leader), now=AFTER)
        assert not actions.share(round_=row, by=viewer(team.leader), now=AFTER)
    assert to() == {"asta", "birk", "caja", "ditte", "elmer"}
    assert ("survey-shared", True) in verbs(row)


def test_nothing_is_shared_where_there_is_nothing(team: Team) -> None:
    row = asked(team)
    assert not actions.share(round_=row, by=viewer(team.leader), now=NOW)
    assert not actions.share(round_=closed(row, team.leader), by=viewer(team.leader), now=AFTER)


# The end


def test_a_result_is_deleted_after_two_years_and_whom_one_asked_sooner(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5, now=NOW - 15 * DAY)
    assert actions.delete_ended(now=NOW + 91 * DAY) == 0
    assert Invitation.objects.count() == 5
    actions.delete_ended(now=NOW + 92 * DAY)
    assert Invitation.objects.count() == 0
    assert Round.objects.count() == 1
    assert actions.delete_ended(now=NOW + 729 * DAY) == 0
    assert actions.delete_ended(now=NOW + 731 * DAY) == 1
    assert not Round.objects.exists()
    assert not RoundKey.objects.exists()
    assert not DataKey.objects.exists()
    assert ("deleted", False) in verbs(row)


def test_with_its_collaboration_a_round_goes_and_its_key_after_it(team: Team) -> None:
    about = shared_collaboration(team, team.people)
    asked(team, collaboration=about)
    collaborations.delete(collaboration=about, by=viewer(team.leader), now=NOW, why="by-hand")
    assert not Round.objects.exists()
    assert not Invitation.objects.exists()
    actions.delete_ended(now=NOW)
    assert not RoundKey.objects.exists()


def test_someone_who_deletes_at_the_same_time_changes_nothing(team: Team) -> None:
    row = finished(team, *[YELLOW] * 5)
    Round.objects.filter(id=row.id).update(ends_on=TODAY - DAY)
    stale = queries.ended(TODAY)
    Round.objects.filter(id=row.id).update(ends_on=TODAY + DAY)
    assert [actions._delete(each, now=NOW) for each in stale] == [False]


# What the administrator sets


def test_the_demand_is_set_kept_and_not_written_over(team: Team) -> None:
    organisation = Organisation.objects.get(id=team.house.top.organisation_id)
    by = viewer(team.leader)
    actions.demand(organisation=organisation, fewest=8, version=0, by=by, now=NOW)
    actions.demand(organisation=organisation, fewest=8, version=0, by=by, now=NOW)
    assert Event.objects.filter(verb="survey-demand-set").count() == 1
    with pytest.raises(ChangedMeanwhile):
        actions.demand(organisation=organisation, fewest=9, version=0, by=by, now=NOW)
    actions.demand(organisation=organisation, fewest=9, version=1, by=by, now=NOW)
    assert queries.fewest_of(organisation.id) == 9
    assert queries.fewest_of(None) == 5


@pytest.mark.parametrize("fewest", [4, 31])
def test_a_demand_out_of_bounds_cannot_lie_in_the_database(team: Team, fewest: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Demand.objects.create(
            organisation=team.house.top.organisation, fewest=fewest, changed_at=NOW, changed_by=team.leader
        )


# The reader of the rules


def test_a_sign_counts_as_often_as_at_least_half_see_it(team: Team) -> None:
    """Two see it lastingly, one several times, two never: half see it, several times."""
    lasting, several = RED, YELLOW
    row = finished(team, lasting, lasting, several, Answer(), Answer())
    result = Result.read(row.result)
    assert result.seen == {"complaint-or-criticism": Frequency.SEVERAL}
    assert result.signs["complaint-or-criticism"] is Share.MOST
    assert result.strain == {}
    assert timezone.localdate(row.closed_at) == LAST_DAY + DAY
