"""Does the overview gather what every app below knows, and is each of it done where its line leads?"""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.care import conftest as care
from tests.factories import DAY, TODAY, House, person, viewer
from tests.learning import conftest as learning
from tests.meetings import conftest as meetings
from tests.surveys import conftest as surveys
from trappen.meetings.rules import Go
from trappen.organisations.rules import Role
from trappen.tasks.queries import Owed, overview

MOST = 12  # statements of a signed-in page


@pytest.fixture
def busy(house: House) -> House:
    """The harbour's helper supports a colleague, has agreed to something, is asked, and is new."""
    now = timezone.now()
    sofus = person("Sofus Eksempel", (house.harbour, Role.EMPLOYEE))
    care.started(house, sofus, by=house.leader, supporters=[house.helper], now=now)
    today = timezone.localdate(now)
    given = meetings.facts(house.leader, house.helper)
    for film in (meetings.FILM, ""):
        meeting = meetings.planned_by(house.leader, house.harbour, given, film=film)
        meetings.ran(meeting, house.leader, Go.NEXT)
        meetings.agreed(meeting, house.leader, house.helper, due_on=today + 3 * DAY)
    people = [person(f"{name} Prøvesen", (house.harbour, Role.EMPLOYEE)) for name in surveys.NAMES[:4]]
    surveys.asked(surveys.Team(house, house.harbour, (*people, house.helper)), now=now)
    learning.started(house.leader, house.helper, house.harbour, starts_on=today, now=now)
    return house


def all_of(house: House) -> list[Owed]:
    found = overview(viewer(house.helper), timezone.localdate())
    return [*found.overdue, *found.this_week, *found.later]


def test_everything_is_there_in_the_order_of_its_days(busy: House) -> None:
    owed = all_of(busy)
    assert [each.due_on for each in owed] == sorted(each.due_on for each in owed)
    assert {"Støt en kollega", "Svar på teamundersøgelsen", "Ring først"} <= {each.title for each in owed}
    assert {"Sofus Eksempel", "Havnen", "Dit forløb"} <= {each.about for each in owed}
    assert len([each for each in owed if each.title == "Ring først"]) == 2


def test_each_line_leads_to_where_it_is_done(
    busy: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(busy.helper)
    client.get("/overblik/")
    with django_assert_max_num_queries(MOST):
        page = client.get("/overblik/").text
    for each in all_of(busy):
        assert f'href="{each.address}"' in page
        assert client.get(each.address).status_code == 200, each


def test_a_finished_programme_is_owed_no_more(house: House) -> None:
    course = learning.started(house.leader, house.colleague, house.harbour, chosen={"staircase"}, own=learning.OWN)
    assert [each.about for each in [*overview(viewer(house.colleague), TODAY).this_week]] == ["Dit forløb"]
    learning.ticked(course, house.colleague)
    learning.talked(course, house.colleague, house.leader)
    assert not overview(viewer(house.colleague), TODAY).anything
