"""Who reaches the administration? Its own administrators, and nobody else, by any address and method."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.organisations.conftest import Place, signed_in
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.organisations import urls
from trappen.organisations.models import Membership, Unit

NAMES = [pattern.name for pattern in urls.urlpatterns if pattern.name]
OF_PERSON = {"person", "give_role", "send_invitation", "shut_out", "let_in_again", "remove_second_factor"}
OF_UNIT = {"admin_unit", "add_unit", "rename_unit", "move_unit", "delete_unit"}
DEEDS = {
    "send_invitations",
    "send_invitation",
    "shut_out",
    "let_in_again",
    "remove_second_factor",
    "take_role",
    "delete_unit",
}


def address(name: str, aavang: Place) -> str:
    if name in OF_PERSON:
        return reverse(name, args=[aavang.karen.id])
    if name in OF_UNIT:
        return reverse(name, args=[aavang.station.id])
    if name == "take_role":
        return reverse(name, args=[aavang.karen.memberships.get().id])
    return reverse(name)


def state() -> list[object]:
    return [
        list(Unit.objects.order_by("id").values()),
        list(Membership.objects.order_by("id").values()),
        list(User.objects.order_by("id").values("id", "name", "password", "is_active", "invited_at")),
    ]


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_in_the_organisation(aavang: Place, name: str, method: str) -> None:
    before = state()
    for user in (aavang.karen, aavang.jonas):
        assert getattr(signed_in(user), method)(address(name, aavang)).status_code == 404
    assert state() == before
    assert Event.objects.filter(verb="denied", actor__in=[aavang.karen.id, aavang.jonas.id]).count() == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_sent_to_sign_in(client: Client, aavang: Place, name: str) -> None:
    where = address(name, aavang)
    assert client.get(where)["Location"].startswith("/log-ind/?next=%2Fadministration%2F")
    assert client.post(where)["Location"] == "/log-ind/"
    assert "trappen_session" not in client.cookies


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(OF_PERSON | OF_UNIT | {"take_role"}))
def test_another_organisation_does_not_exist(aavang: Place, stranger: User, name: str, method: str) -> None:
    before = state()
    client = signed_in(stranger)
    answer = getattr(client, method)(address(name, aavang))
    unheard_of = name in DEEDS if method == "get" else name in {"person", "admin_unit"}
    assert answer.status_code == (405 if unheard_of else 404)
    assert state() == before
    if answer.status_code == 404:
        event = Event.objects.get(verb="denied")
        assert (event.actor, event.note) == (stranger.id, method.upper())
        assert event.subject in {aavang.karen.id, aavang.station.id, aavang.karen.memberships.get().id}


@pytest.mark.parametrize("name", sorted(set(NAMES) - DEEDS))
def test_the_administrator_reaches_every_page(inger: Client, aavang: Place, name: str) -> None:
    page = inger.get(address(name, aavang))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store, private"
    assert "Bo Krog" not in page.text


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_what_changes_something_is_a_post(inger: Client, aavang: Place, name: str) -> None:
    before = state()
    assert inger.get(address(name, aavang)).status_code == 405
    assert state() == before


@pytest.mark.parametrize("name", sorted(OF_PERSON | OF_UNIT | {"take_role"}))
def test_what_is_not_there_is_404(inger: Client, aavang: Place, name: str) -> None:
    assert inger.post(reverse(name, args=[uuid.uuid4()])).status_code in {404, 405}


def test_someone_without_any_role_reaches_nothing(aavang: Place) -> None:
    Membership.objects.filter(user=aavang.jonas).delete()
    assert signed_in(aavang.jonas).get("/administration/").status_code == 404


@pytest.mark.parametrize("name", sorted(set(NAMES) - DEEDS))
def test_every_page_speaks_english_to_those_who_wish_it(inger: Client, aavang: Place, name: str) -> None:
    User.objects.filter(id=aavang.inger.id).update(language="en")
    assert '<html lang="en">' in inger.get(address(name, aavang)).text
