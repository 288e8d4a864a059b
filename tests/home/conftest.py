"""Who counts? The people of the harbour and the square."""

import pytest

from tests.factories import House, make_house


@pytest.fixture
def house(db: None) -> House:
    return make_house()
