"""What is there to plan for? A collaboration of the harbour, its leader, and one action of a colleague."""

import pytest

from tests.factories import House, draft, make_house, opened, planned
from trappen.collaborations.models import Collaboration
from trappen.plans.models import Action


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def row(house: House) -> Collaboration:
    return opened(house.leader)


@pytest.fixture
def action(house: House, row: Collaboration) -> Action:
    [made] = planned(row, house.leader, draft("Ring tirsdag", house.colleague))
    return made
