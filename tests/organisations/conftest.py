"""Who is there? Two invented municipalities: Åvang with people of several roles, Birkelunde with one administrator."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.test import Client

from trappen.accounts.actions import make_user
from trappen.accounts.models import User
from trappen.organisations.actions import add_unit, found_organisation, give_role
from trappen.organisations.models import Unit
from trappen.organisations.queries import viewer_of
from trappen.organisations.rules import Role, Viewer

PASSWORD = "kastanjer i regnvejr"
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Place:
    """Åvang Kommune: Center for Job with two units, Center for Børn with one."""

    top: Unit
    jobs: Unit
    harbour: Unit
    station: Unit
    children: Unit
    inger: User  # administrator
    karen: User  # leader of Havnen
    jonas: User  # employee there

    @property
    def administrator(self) -> Viewer:
        return viewer_of(self.inger)


@pytest.fixture
def aavang(db: None) -> Place:
    top = found_organisation(name="Åvang Kommune", by=None, now=NOW)
    jobs = add_unit(parent=top, name="Center for Job", by=None, now=NOW)
    harbour = add_unit(parent=jobs, name="Havnen", by=None, now=NOW)
    station = add_unit(parent=jobs, name="Stationen", by=None, now=NOW)
    children = add_unit(parent=top, name="Center for Børn", by=None, now=NOW)
    inger = person("Inger Holm", top, Role.ADMINISTRATOR)
    karen = person("Karen Østergård", harbour, Role.LEADER)
    jonas = person("Jonas Lind", harbour, Role.EMPLOYEE)
    return Place(top, jobs, harbour, station, children, inger, karen, jonas)


@pytest.fixture
def stranger(db: None) -> User:
    """The administrator of another municipality."""
    top = found_organisation(name="Birkelunde Kommune", by=None, now=NOW)
    return person("Bo Krog", top, Role.ADMINISTRATOR)


@pytest.fixture
def inger(aavang: Place) -> Client:
    """Åvang's administrator, signed in."""
    return signed_in(aavang.inger)


def person(name: str, unit: Unit, role: Role, *, password: str | None = PASSWORD) -> User:
    (who, _), (where, _) = name.casefold().split(), unit.organisation.name.casefold().split()
    email = f"{who}@{where.replace('å', 'aa')}.example"
    user = make_user(name=name, email=email, password=password, by=None, now=NOW)
    give_role(user=user, unit=unit, role=role, by=None, now=NOW)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
