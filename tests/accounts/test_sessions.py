"""How long does a session live, and what does watching over it cost?"""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.accounts.conftest import SignIn
from trappen.accounts.models import User

pytestmark = pytest.mark.django_db


def shift(client: Client, *, seen: float = 0, since: float = 0) -> None:
    """Put what the session remembers back in time, by minutes."""
    session = client.session
    session["seen"] -= seen * 60
    session["since"] -= since * 60
    session.save()


@pytest.fixture
def inside(client: Client, karen: User, sign_in: SignIn) -> Client:
    sign_in(client)
    assert client.get("/min-konto/").status_code == 200
    return client


def test_a_session_lives_while_it_is_used(inside: Client, settings: Settings) -> None:
    shift(inside, seen=settings.IDLE_MINUTES - 1)
    assert inside.get("/min-konto/").status_code == 200
    shift(inside, seen=settings.IDLE_MINUTES - 1)
    assert inside.get("/min-konto/").status_code == 200


def test_a_session_ends_when_nothing_happens(inside: Client, settings: Settings) -> None:
    shift(inside, seen=settings.IDLE_MINUTES + 1)
    response = inside.get("/min-konto/")
    assert response["Location"] == "/log-ind/?next=%2Fmin-konto%2F"
    assert response.cookies["trappen_session"].value == ""
    assert Session.objects.count() == 0


def test_a_session_ends_at_its_age_however_busy(inside: Client, settings: Settings) -> None:
    shift(inside, since=settings.SESSION_COOKIE_AGE / 60 - 1)
    assert inside.get("/min-konto/").status_code == 200
    shift(inside, since=2)
    assert inside.get("/min-konto/").status_code == 302


def test_being_seen_is_written_every_five_minutes_at_most(inside: Client) -> None:
    shift(inside, seen=4)
    before = inside.session["seen"]
    inside.get("/min-konto/")
    assert inside.session["seen"] == before
    shift(inside, seen=2)
    inside.get("/min-konto/")
    assert inside.session["seen"] > before


def test_a_visitor_costs_no_statement(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        client.get("/log-ind/")


def test_a_stale_cookie_is_taken_away(client: Client) -> None:
    client.cookies["trappen_session"] = "thisonehasnorow"
    response = client.get("/log-ind/")
    assert response.status_code == 200
    assert response.cookies["trappen_session"].value == ""
