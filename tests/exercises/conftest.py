"""What is there to exercise with? The content, both languages, and the people of two municipalities."""

import pytest
from django.test import Client

from tests.factories import House, make_house, person
from trappen.accounts.models import User
from trappen.exercises import queries
from trappen.exercises.content import Content
from trappen.organisations.rules import Role

LANGUAGES = ("da", "en")
START = {"da": "", "en": "/en"}
NOBODYS = "290290-1234"  # 29 February 1990 was no day


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def content() -> Content:
    return queries.content()


@pytest.fixture
def house(db: None) -> House:
    return make_house()


@pytest.fixture
def administrator(house: House) -> User:
    return person("Adda Driftberg", (house.top, Role.ADMINISTRATOR))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
