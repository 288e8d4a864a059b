"""Who is one of a unit's people?"""

import uuid

import pytest

from tests.factories import make_house, person
from trappen.organisations.queries import members_of_unit
from trappen.organisations.rules import Place, Role, Viewer

UNIT = uuid.uuid4()


@pytest.mark.parametrize("role", Role)
def test_who_only_runs_the_system_is_not(role: Role) -> None:
    someone = Viewer(uuid.uuid4(), "Rie", "da", uuid.uuid4(), (Place(UNIT, role),))
    assert someone.belongs_to(UNIT) is (role is not Role.ADMINISTRATOR)
    assert not someone.belongs_to(uuid.uuid4())


@pytest.mark.django_db
def test_nor_are_they_among_those_who_are_chosen_from() -> None:
    house = make_house()
    person("Ada Opfundet", (house.harbour, Role.ADMINISTRATOR))
    both = person("Bo Opfundet", (house.harbour, Role.ADMINISTRATOR), (house.harbour, Role.EMPLOYEE))
    names = [each.name for each in members_of_unit(house.harbour.id)]
    assert names == sorted(names)
    assert both.name in names
    assert "Ada Opfundet" not in names
