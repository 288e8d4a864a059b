"""Is the invented municipality whole, and do its histories read true?"""

import datetime as dt
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.utils import timezone

from tests.factories import DAY
from trappen.accounts.models import User
from trappen.collaborations import queries, story
from trappen.collaborations.models import Access, Assessment, Collaboration
from trappen.collaborations.rules import looks_like_a_name, warns
from trappen.demo.actions import NotEmpty, accounts, make_demo
from trappen.demo.cases import CASES
from trappen.demo.people import ORGANISATION, PEOPLE, UNITS
from trappen.home import queries as home
from trappen.language.rules import cpr_numbers
from trappen.organisations.actions import found_organisation
from trappen.organisations.queries import viewer_of
from trappen.organisations.rules import Role
from trappen.plans.models import Action, Comment
from trappen.plans.rules import Status
from trappen.staircase.queries import newest
from trappen.tasks.queries import overview

HEADINGS = {
    "Ahorn": "Fra rød til gul på fire måneder",
    "Hassel": "Fra gul til grøn på seks måneder",
    "Mirabel": "Stadig gul efter to måneder",
    "Tjørn": "Fra gul til rød på fire måneder",
    "Gyvel": "Fra rød til grøn på otte måneder",
    "Kastanje": "Stadig gul efter fire måneder",
    "Skovsø": "Fra gul til grøn på tre måneder",
    "Havtorn": "Fra rød til gul på syv måneder",
    "Poppel": "Fra gul til grøn på fem måneder",
    "Slåen": "Den første vurdering: rød",
    "Enebær": "Fra rød til grøn på seks måneder",
    "Lærketræ": "Ikke vurderet endnu",
}


@pytest.fixture
def now() -> dt.datetime:
    """When the demo is made."""
    return timezone.now()


@pytest.fixture
def demo(db: None, now: dt.datetime) -> None:
    make_demo(now=now)


def someone(key: str) -> User:
    return User.objects.get(email=f"{key}@aavang.example")


def collaborations() -> dict[str, Collaboration]:
    return {row.alias: row for row in Collaboration.objects.select_related("key", "plan", "unit")}


def rows_of_every_table() -> dict[str, int]:
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}


def test_each_history_reads_true(demo: None) -> None:
    found = {alias: story.heading(queries.assessments_of(row)) for alias, row in collaborations().items()}
    assert found == HEADINGS


def test_what_a_first_look_shows(demo: None, now: dt.datetime) -> None:
    """Twelve collaborations of four units over a year; one was closed, one got worse, one is new."""
    rows = collaborations()
    assert len(rows) == 12
    assert Counter(row.unit.name for row in rows.values()) == {
        "Jobcenter Havnen": 4,
        "Borgerservice Torvet": 3,
        "Hjemmeplejen Øst": 3,
        "Skolen ved Åen": 2,
    }
    assert {alias for alias, row in rows.items() if row.closed_at} == {"Hassel"}
    assert min(row.opened_at for row in rows.values()) < now - 330 * DAY
    assert {each.status for each in Action.objects.all()} == set(Status)
    assert Comment.objects.exists()
    steps = {queries.listed(viewer_of(someone(leader)), now.date())[0].step for leader in ("mette", "bodil", "viggo")}
    assert len(steps) > 1


def test_nothing_is_in_the_future_but_what_is_planned(demo: None, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    for row in Collaboration.objects.all():
        assert row.opened_at <= row.changed_at <= now
        assert row.ends_on > today
        assert row.warned_on is None
    for each in Assessment.objects.select_related("collaboration"):
        assert timezone.localdate(each.collaboration.opened_at) <= each.seen_on <= today
        assert each.at <= now
    for action in Action.objects.all():
        assert action.created_at <= (action.ended_at or now) <= now


def test_each_step_follows_from_the_signs_or_has_a_reason(demo: None) -> None:
    for row in collaborations().values():
        for each in queries.assessments_of(row):
            assert each.step == each.proposed or not each.proposed or each.reason
            assert {seen.sign for seen in each.observations} <= newest().signs.keys()


def test_practices_are_the_checklists_own(demo: None) -> None:
    used = set(Action.objects.exclude(practice="").values_list("practice", "edition"))
    assert {practice for practice, _ in used} <= newest().practices.keys()
    assert {edition for _, edition in used} == {newest().version}
    assert len(used) >= 15


def test_every_role_signs_in_by_password(demo: None) -> None:
    assert {account.role for account in accounts()} == set(Role)
    for account in accounts():
        user = authenticate(None, email=account.email, password=account.password)
        assert user is not None, account.email
    assert [account.role for account in accounts()][:5] == [
        "leader",
        "employee",
        "representative",
        "consultant",
        "administrator",
    ]


def test_the_first_of_each_role_see_what_others_rely_on(demo: None, now: dt.datetime) -> None:
    """The first leader's unit has collaborations; the first employee and representative are named on none."""
    first = {
        role: viewer_of(User.objects.get(email=next(each.email for each in accounts() if each.role == role)))
        for role in Role
    }
    today = timezone.localdate(now)
    assert len(queries.listed(first[Role.LEADER], today)) == 4
    for role in (Role.EMPLOYEE, Role.REPRESENTATIVE, Role.CONSULTANT, Role.ADMINISTRATOR):
        assert queries.listed(first[role], today) == []
        assert not Access.objects.filter(user=first[role].id).exists()
    assert overview(first[Role.LEADER], today).anything
    assert overview(first[Role.EMPLOYEE], today).anything
    assert home.units(first[Role.CONSULTANT])[0].total == 10
    assert not any(warns(row.ends_on, today) for row in Collaboration.objects.filter(closed_at=None))


def test_made_twice_it_is_there_once(demo: None, now: dt.datetime) -> None:
    there = rows_of_every_table()
    assert make_demo(now=now + DAY) == accounts()
    assert rows_of_every_table() == there


@pytest.mark.parametrize(
    "now",
    [
        dt.datetime(2028, 2, 29, 23, 30, tzinfo=dt.UTC),  # a leap day
        dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC),  # the clocks change
        dt.datetime(2027, 1, 1, 0, 0, tzinfo=dt.UTC),
    ],
)
def test_made_on_any_day_it_is_the_same(demo: None) -> None:
    found = {alias: story.heading(queries.assessments_of(row)) for alias, row in collaborations().items()}
    assert found == HEADINGS


def test_someone_elses_database_is_left_alone(db: None, now: dt.datetime) -> None:
    found_organisation(name="Ø Kommune", by=None, now=now)
    there = rows_of_every_table()
    with pytest.raises(NotEmpty):
        make_demo(now=now)
    assert rows_of_every_table() == there


def test_nobody_and_nowhere_is_real() -> None:
    """No case is called like a person, and no text holds a CPR number."""
    assert all(not looks_like_a_name(case.alias) for case in CASES)
    assert cpr_numbers(str(CASES)) == []
    assert {someone.email.rpartition(".")[2] for someone in PEOPLE} == {"example"}
    assert {name for name, _ in UNITS} | {ORGANISATION} >= {someone.unit for someone in PEOPLE}
