"""Which counts does each of them see, and never a small one?"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import House, assessed, opened, person, viewer
from trappen.accounts.models import User
from trappen.home import queries
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.staircase.rules import StepId

GREEN, YELLOW, RED = StepId


@pytest.fixture
def counted(house: House) -> House:
    """Ten in the harbour, five of them red; six yellow ones on the square; one abroad."""
    for by, step, many in (
        (house.leader, GREEN, 5),
        (house.leader, RED, 5),
        (house.other_leader, YELLOW, 6),
        (house.foreign_leader, RED, 1),
    ):
        for _ in range(many):
            assessed(opened(by), by, step)
    return house


Line = tuple[str, int, int | None, dict[StepId, int] | None]


def lines(user: User) -> list[Line]:
    return [_line(each) for each in queries.units(viewer(user))]


def _line(each: queries.UnitCounts) -> Line:
    return each.unit.name, each.depth, each.total, dict(each.by_step) if each.by_step else None


HARBOUR = (10, {GREEN: 5, YELLOW: 0, RED: 5})
SQUARE = (6, {GREEN: 0, YELLOW: 6, RED: 0})
BOTH = (16, {GREEN: 5, YELLOW: 6, RED: 5})


def test_whoever_counts_at_the_top_sees_the_tree(counted: House) -> None:
    consultant = person("Konrad Attrapsen", (counted.top, Role.CONSULTANT))
    assert lines(consultant) == [
        ("Åvang Kommune", 0, *BOTH),
        ("Center for Borgere", 1, *BOTH),
        ("Havnen", 2, *HARBOUR),
        ("Torvet", 2, *SQUARE),
    ]


def test_each_sees_the_units_of_their_role_and_those_below(counted: House) -> None:
    for role in (Role.LEADER, Role.DEPUTY, Role.REPRESENTATIVE, Role.CONSULTANT):
        someone = person(f"{role} Prøvesen", (counted.centre, role))
        assert lines(someone) == [
            ("Center for Borgere", 0, *BOTH),
            ("Havnen", 1, *HARBOUR),
            ("Torvet", 1, *SQUARE),
        ]
    assert lines(counted.leader) == [("Havnen", 0, *HARBOUR)]
    both = person("Rita Demosen", (counted.harbour, Role.REPRESENTATIVE), (counted.square, Role.REPRESENTATIVE))
    assert lines(both) == [("Havnen", 0, *HARBOUR), ("Torvet", 0, *SQUARE)]


def test_who_sees_no_counts_at_all(counted: House) -> None:
    for user in (
        counted.colleague,
        person("Adda Driftberg", (counted.top, Role.ADMINISTRATOR)),
        person("Ingen Rolle"),
    ):
        with pytest.raises(OutOfReach):
            queries.units(viewer(user))


def test_another_organisation_is_not_there(counted: House) -> None:
    assert lines(counted.foreign_leader) == [("Ø Kommune", 0, None, None)]
    with pytest.raises(OutOfReach):
        queries.unit(viewer(counted.foreign_leader), counted.harbour.id)


def test_small_numbers_are_hidden_in_every_place(house: House) -> None:
    for by, many in ((house.leader, 6), (house.other_leader, 2)):
        for _ in range(many):
            assessed(opened(by), by, RED)
    consultant = person("Konrad Attrapsen", (house.top, Role.CONSULTANT))
    eight = (8, {GREEN: 0, YELLOW: 0, RED: 8})
    assert lines(consultant) == [
        ("Åvang Kommune", 0, *eight),
        ("Center for Borgere", 1, *eight),
        ("Havnen", 2, None, None),
        ("Torvet", 2, None, None),
    ]
    assert lines(house.leader) == [("Havnen", 0, None, None)]


def test_one_unit_with_those_below(counted: House) -> None:
    consultant = viewer(person("Konrad Attrapsen", (counted.top, Role.CONSULTANT)))
    assert [_line(each)[:2] for each in queries.unit(consultant, counted.centre.id)] == [
        ("Center for Borgere", 1),
        ("Havnen", 2),
        ("Torvet", 2),
    ]
    assert [_line(each)[:2] for each in queries.unit(consultant, counted.harbour.id)] == [("Havnen", 2)]
    with pytest.raises(OutOfReach):
        queries.unit(viewer(counted.leader), counted.centre.id)


# The pages


def page(user: User, address: str) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    return response.status_code, response.text


def test_the_pages_of_each_role(counted: House) -> None:
    consultant = person("Konrad Attrapsen", (counted.top, Role.CONSULTANT))
    for user, at_harbour, at_centre, listed in (
        (consultant, 200, 200, 200),
        (person("Cille Overbliksen", (counted.centre, Role.LEADER)), 200, 200, 200),
        (counted.leader, 200, 404, 200),
        (counted.other_leader, 404, 404, 200),
        (counted.foreign_leader, 404, 404, 200),
        (counted.colleague, 404, 404, 404),
        (person("Ingen Rolle"), 404, 404, 404),
    ):
        assert page(user, f"/enheder/{counted.harbour.id}/")[0] == at_harbour
        assert page(user, f"/enheder/{counted.centre.id}/")[0] == at_centre
        assert page(user, "/enheder/")[0] == listed


def test_what_is_hidden_says_why(house: House) -> None:
    for _ in range(4):
        assessed(opened(house.leader), house.leader, RED)
    status, shown = page(house.leader, f"/enheder/{house.harbour.id}/")
    assert status == 200
    assert "Antallet vises ikke, for at det enkelte samarbejde er beskyttet." in shown
    assert ">4<" not in shown.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("many", [1, 3])
def test_questions_do_not_grow_with_the_rows(
    house: House, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        assessed(opened(house.leader), house.leader, RED)
    who = viewer(house.leader)
    with django_assert_num_queries(3):
        queries.units(who)
