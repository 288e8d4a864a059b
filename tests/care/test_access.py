"""Who reaches which address of a care plan, by which method? Everyone by every address by every method."""

import re
import uuid

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.care.conftest import Scene, again, signed_in
from tests.factories import NOW, viewer
from trappen.audit.models import Event
from trappen.care import actions
from trappen.care.models import CarePlan
from trappen.care.rules import Agreement
from trappen.organisations.actions import give_role
from trappen.organisations.models import Membership
from trappen.organisations.rules import Role

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
USED = {"GET", "HEAD", "POST"}

SEES, READS, WRITES, OWNS = "sees that there is one", "reads", "writes", "owns"
ADDRESSES = {
    "care_plan": SEES,  # what the page holds differs: test_what_each_reads
    "care_step": WRITES,
    "care_supporters": WRITES,
    "care_leader": OWNS,
    "care_stop": OWNS,
}
EVERYTHING = {SEES, READS, WRITES, OWNS}
OUTSIDE: set[str] = set()
BEFORE = {  # nothing has been agreed
    "the colleague": EVERYTHING,
    "supporter": {SEES, READS, WRITES},
    "leader who started it": {SEES},
    "deputy": OUTSIDE,
    "employee of the unit": OUTSIDE,
    "representative": OUTSIDE,
    "consultant": OUTSIDE,
    "administrator": OUTSIDE,
    "parent unit's leader": OUTSIDE,
    "other unit's leader": OUTSIDE,
    "other organisation's leader": OUTSIDE,
    "without any role": OUTSIDE,
}
AGREED = BEFORE | {"leader who started it": {SEES, READS}, "deputy": {SEES, READS}}
CLOSED = BEFORE | {"leader who started it": OUTSIDE}
STATES = {Agreement.OPEN: BEFORE, Agreement.YES: AGREED, Agreement.NO: CLOSED}


def let(scene: Scene, agreement: Agreement) -> None:
    if agreement is not Agreement.OPEN:
        actions.let_leader_see(plan=again(scene.plan), agreement=agreement, by=viewer(scene["the colleague"]), now=NOW)


def address(name: str, plan: uuid.UUID) -> str:
    return reverse(name, args=[plan, "now"] if name == "care_step" else [plan])


def rows() -> dict[str, list[object]]:
    """Everything in every table but the history."""
    return {
        model._meta.db_table: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.db_table not in {"audit_event", "django_session"}
    }


@pytest.mark.parametrize("role", BEFORE)
@pytest.mark.parametrize("agreement", Agreement)
def test_role_by_address_by_method(scene: Scene, role: str, agreement: Agreement) -> None:
    """An empty form is shown again to those who may send it, and changes nothing."""
    let(scene, agreement)
    client, before = signed_in(scene[role]), rows()
    allowed = STATES[agreement][role]
    found = {
        (name, method): client.generic(method, address(name, scene.plan.id)).status_code
        for name in ADDRESSES
        for method in METHODS
    }
    assert found == {
        (name, method): 200 if method in USED and ADDRESSES[name] in allowed else 404
        for name in ADDRESSES
        for method in METHODS
    }
    assert rows() == before


@pytest.mark.parametrize("role", BEFORE)
def test_each_denial_leaves_a_line_that_the_plans_people_can_read(scene: Scene, role: str) -> None:
    client, who = signed_in(scene[role]), scene[role].id
    for name, needs in ADDRESSES.items():
        if needs in BEFORE[role]:
            continue
        there = set(Event.objects.values_list("id", flat=True))
        client.get(address(name, scene.plan.id))
        line = Event.objects.exclude(id__in=there).get()
        assert (line.verb, line.actor, line.subject, line.kind) == ("denied", who, scene.plan.id, "care-plan")


@pytest.mark.parametrize("role", [role for role, allowed in BEFORE.items() if not allowed])
def test_nobody_outside_can_tell_what_exists(scene: Scene, role: str) -> None:
    client = signed_in(scene[role])
    for name in ADDRESSES:
        for method in METHODS:
            there, nowhere = scene.plan.id, uuid.uuid4()
            assert answer(client, method, name, there) == answer(client, method, name, nowhere)


def answer(client: Client, method: str, name: str, plan: uuid.UUID) -> tuple[int, str]:
    """What a browser is told, without the address itself and the guard, which differs each time."""
    response = client.generic(method, address(name, plan))
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", response.text)
    return response.status_code, text.replace(str(plan), "X")


def test_a_visitor_is_sent_to_sign_in(scene: Scene) -> None:
    for plan in (scene.plan.id, uuid.uuid4()):
        for name in ADDRESSES:
            where = address(name, plan)
            assert Client().get(where).headers["Location"] == f"/log-ind/?next={where.replace('/', '%2F')}"
            assert Client().put(where).status_code == 404
    for where in ("/omsorg/", "/omsorg/mine/", "/omsorg/lister/", "/omsorg/ny/"):
        assert Client().get(where).status_code == 302


def test_what_each_reads(scene: Scene) -> None:
    """The outline holds the names of those who support, and nothing of any step."""
    where = address("care_plan", scene.plan.id)
    whole, outline = "Uge 4", "Der er en plan for Sofus Eksempel"
    for role, allowed in BEFORE.items():
        text = signed_in(scene[role]).get(where).text
        assert (whole in text) == (READS in allowed), role
        assert (outline in text) == (allowed == {SEES}), role
    leader = signed_in(scene["leader who started it"]).get(where).text
    assert "Laila Papirsø" in leader
    assert "slettet" not in leader
    assert "Hvem har set" not in leader


@pytest.mark.parametrize("agreement", Agreement)
def test_the_list_holds_what_is_within_reach(scene: Scene, agreement: Agreement) -> None:
    let(scene, agreement)
    for role, allowed in STATES[agreement].items():
        assert (str(scene.plan.id) in signed_in(scene[role]).get("/omsorg/").text) == bool(allowed), role


def test_the_leader_loses_sight_at_once_even_with_the_page_open(scene: Scene) -> None:
    let(scene, Agreement.YES)
    where = address("care_plan", scene.plan.id)
    leader, colleague = signed_in(scene["leader who started it"]), signed_in(scene["the colleague"])
    assert "Uge 4" in leader.get(where).text
    assert colleague.post(address("care_leader", scene.plan.id), {"agreement": "no"}).status_code == 302
    assert leader.get(where).status_code == 404


def test_a_representative_who_started_it_does_not_see_it_afterwards(scene: Scene) -> None:
    house, starter = scene.house, scene["representative"]
    client = signed_in(starter)
    where = f"/omsorg/ny/{house.harbour.id}/{house.colleague.id}/"
    assert "kan du ikke læse planen, når den er startet" in client.get(where).text
    posted = {"supporters": [str(house.helper.id)], "once": str(uuid.uuid4())}
    assert client.post(where, posted, follow=True).redirect_chain == [("/omsorg/", 302)]
    made = CarePlan.objects.get(started_by=starter)
    assert client.get(address("care_plan", made.id)).status_code == 404


def test_a_leader_who_no_longer_leads_has_no_outline(scene: Scene) -> None:
    leader = scene["leader who started it"]
    Membership.objects.filter(user=leader).delete()
    give_role(user=leader, unit=scene.house.harbour, role=Role.EMPLOYEE, by=None, now=NOW)
    assert signed_in(leader).get(address("care_plan", scene.plan.id)).status_code == 404


def test_someone_who_has_left_the_organisation_reaches_nothing(scene: Scene) -> None:
    for role in ("the colleague", "supporter", "leader who started it"):
        Membership.objects.filter(user=scene[role]).delete()
        assert signed_in(scene[role]).get(address("care_plan", scene.plan.id)).status_code == 404


# Starting, and the lists


MAY_START = {
    "the colleague",
    "supporter",
    "leader who started it",
    "deputy",
    "employee of the unit",
    "representative",
}


@pytest.mark.parametrize("role", BEFORE)
def test_who_may_start_a_plan_for_someone_of_the_unit(scene: Scene, role: str) -> None:
    client, house = signed_in(scene[role]), scene.house
    where = f"/omsorg/ny/{house.harbour.id}/{house.colleague.id}/"
    for method in METHODS:
        expected = 200 if method in USED and role in MAY_START else 404
        assert client.generic(method, where).status_code == expected
    assert client.get("/omsorg/ny/").status_code == 200
    assert (where in client.get("/omsorg/ny/").text) == (role in MAY_START)


def test_nobody_can_be_started_for_who_is_not_of_the_unit(scene: Scene) -> None:
    client, house = signed_in(scene["employee of the unit"]), scene.house
    for who in (scene["consultant"], scene["administrator"], house.other_leader, house.foreign_leader):
        assert client.get(f"/omsorg/ny/{house.harbour.id}/{who.id}/").status_code == 404
    assert client.get(f"/omsorg/ny/{house.square.id}/{house.other_leader.id}/").status_code == 404
    assert client.get(f"/omsorg/ny/{house.harbour.id}/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("role", BEFORE)
def test_the_shared_lists_are_for_who_leads(scene: Scene, role: str) -> None:
    client = signed_in(scene[role])
    leads = "leader" in role or role == "deputy"
    for method in METHODS:
        assert client.generic(method, "/omsorg/lister/").status_code == (200 if method in USED and leads else 404)
        assert client.generic(method, "/omsorg/mine/").status_code == (200 if method in USED else 404)
