"""Who reaches which address of a collaboration, by which method? Of all addresses, so that none is forgotten."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.security.conftest import Ids, Scene
from trappen.audit.models import Event

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
USED = {"GET", "HEAD", "POST"}

# What an address asks for: to be on the collaboration, to lead it, or to be on it or own the action.
ON_IT, LEADS, ON_IT_OR_OWNS = "on it", "leads", "on it or owns"
ADDRESSES = {
    "collaboration": ON_IT,
    "facts": LEADS,
    "assess": ON_IT,
    "assessment": ON_IT,
    "plan": ON_IT,
    "follow_up": ON_IT,
    "new_talk": ON_IT,
    "talk": ON_IT,
    "change_talk": ON_IT,
    "talk_pdf": ON_IT,
    "access": ON_IT,
    "close": LEADS,
    "ending": LEADS,
    "delete": LEADS,
    "handover": ON_IT,
    "export_pdf": LEADS,
    "export_json": LEADS,
    "action": ON_IT_OR_OWNS,
    "edit_action": ON_IT,
}
LEADERS_ALONE = {("access", "POST")}  # where a method asks for more than its page

REACH = {
    "unit leader": {ON_IT, LEADS, ON_IT_OR_OWNS},
    "unit deputy": {ON_IT, LEADS, ON_IT_OR_OWNS},
    "named deputy": {ON_IT, LEADS, ON_IT_OR_OWNS},
    "named colleague": {ON_IT, ON_IT_OR_OWNS},
    "owner not named": {ON_IT_OR_OWNS},
    "employee not named": set[str](),
    "representative": set[str](),
    "consultant": set[str](),
    "administrator": set[str](),
    "parent unit's leader": set[str](),
    "other unit's leader": set[str](),
    "other organisation's leader": set[str](),
    "without any role": set[str](),
}

# Addresses that name something else, tested where they are at home.
OF_UNITS = {"unit", "guide_note", "guide_contacts", "norms", "new_norm"}  # tests/home, tests/guide, tests/norms
OF_THE_TEAM = {  # what an address begins with, and the folder of its tests
    "det-registrerer-vi/": "norms",
    "film/egen/": "films",
    "forloeb/": "learning",
    "isbjerget/": "dialogue",
    "maalinger/": "surveys",
    "moeder/": "meetings",
    "omsorg/": "care",
    "samtaletraener/afstemning/": "trainer",
    "supervision/": "supervision",
}
OF_ADMINISTRATION = "administration/"  # tests/organisations
FOR_EVERYONE = {
    "step",
    "guide_page",
    "guide_page_pdf",
    "guide_for_step",
    "guide_for_reader",
    "choose_password",
    "sentence_example",
    "film",
    "film_captions",
    "film_meeting",
    "film_meeting_pdf",
    "iceberg_field_pdf",
    "room",
    "room_answer",
    "room_now",
    "trainer_dialogue",
    "trainer_big_screen",
    "trainer_pdf",
}


@dataclass(frozen=True)
class Route:
    """One address of the project."""

    name: str
    path: str
    signed_in: bool

    @property
    def names_something(self) -> bool:
        return "<" in self.path


def routes(found: URLResolver | None = None, before: str = "") -> Iterator[Route]:
    for each in (found or get_resolver()).url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, path)
        elif isinstance(each, URLPattern):
            yield Route(each.name or path, path, getattr(each.callback, "signed_in", False))


def test_no_address_is_forgotten() -> None:
    named = [route for route in routes() if route.names_something]
    ours = {route.name for route in named if not route.path.startswith(OF_ADMINISTRATION)}
    team = {route.name for route in named if route.signed_in and route.path.startswith(tuple(OF_THE_TEAM))}
    assert ours - team == ADDRESSES.keys() | OF_UNITS | FOR_EVERYONE
    assert {route.name for route in named if not route.signed_in} == FOR_EVERYONE


@pytest.mark.parametrize(("begins", "folder"), OF_THE_TEAM.items())
def test_addresses_of_the_team_are_tested_at_home(begins: str, folder: str) -> None:
    """By their name or by the end of their path, in a test that asks for them."""
    files = (Path(__file__).parents[1] / folder).glob("test_*.py")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    for route in routes():
        if route.signed_in and route.names_something and route.path.startswith(begins):
            end = [part for part in re.split(r"<[^>]+>", route.path) if part.strip("/.")][-1].strip("/").split("/")[-1]
            assert route.name in text or end in text, route


def test_addresses_of_cases_are_for_people_who_are_signed_in() -> None:
    cases = [route for route in routes() if route.path.startswith(("samarbejder/", "handlinger/", "overblik/"))]
    assert len(cases) == len(ADDRESSES) + 3
    assert all(route.signed_in for route in cases)


def address(name: str, ids: Ids) -> str:
    if name == "assessment":
        return reverse(name, args=[ids.collaboration, ids.assessment])
    if name in {"talk", "change_talk", "talk_pdf"}:
        return reverse(name, args=[ids.collaboration, ids.talk])
    return reverse(name, args=[ids.action if name in {"action", "edit_action"} else ids.collaboration])


def client_of(scene: Scene, role: str) -> Client:
    client = Client()
    client.force_login(scene.people[role])
    assert client.get("/overblik/").status_code == 200
    return client


def rows_of_every_table() -> dict[str, int]:
    counts = {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}
    return {table: count for table, count in counts.items() if table != "audit_event"}


def is_let_in(role: str, name: str, method: str) -> bool:
    needs = LEADS if (name, method) in LEADERS_ALONE else ADDRESSES[name]
    return method in USED and needs in REACH[role]


@pytest.mark.parametrize("role", REACH)
def test_role_by_address_by_method(scene: Scene, role: str) -> None:
    """An empty form is shown again to those who may send it, and changes nothing."""
    client, before = client_of(scene, role), rows_of_every_table()
    found = {
        (name, method): client.generic(method, address(name, scene.ids)).status_code
        for name in ADDRESSES
        for method in METHODS
    }
    assert found == {
        (name, method): 200 if is_let_in(role, name, method) else 404 for name in ADDRESSES for method in METHODS
    }
    assert rows_of_every_table() == before


@pytest.mark.parametrize("role", REACH)
def test_each_denial_leaves_a_line(scene: Scene, role: str) -> None:
    client, who = client_of(scene, role), scene.people[role].id
    for name in ADDRESSES:
        for method in METHODS:
            if is_let_in(role, name, method):
                continue
            there = set(Event.objects.values_list("id", flat=True))
            client.generic(method, address(name, scene.ids))
            line = Event.objects.exclude(id__in=there).get()
            assert (line.verb, line.actor, line.note) == ("denied", who, method)
            assert line.subject == (scene.action.id if name in {"action", "edit_action"} else scene.row.id)


@pytest.mark.parametrize("role", [role for role, reach in REACH.items() if not reach])
def test_nobody_outside_can_tell_what_exists(scene: Scene, role: str) -> None:
    client = client_of(scene, role)
    unknown = Ids(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), uuid.uuid4())
    for name in ADDRESSES:
        for method in METHODS:
            assert answer(client, method, name, scene.ids) == answer(client, method, name, unknown)


def answer(client: Client, method: str, name: str, ids: Ids) -> tuple[int, dict[str, str], str]:
    """Everything that a browser is told, without the address itself and what differs each time."""
    where = address(name, ids)
    response = client.generic(method, where)
    text = response.text
    for each, called in ((ids.collaboration, "A"), (ids.assessment, "B"), (ids.action, "C"), (ids.talk, "D")):
        text = text.replace(str(each), called)
    guard = response.context["csrf_token"] if response.context and "csrf_token" in response.context else ""
    headers = {name: value.replace(where, "HERE") for name, value in response.headers.items()}
    headers = {
        name: value for name, value in headers.items() if name not in {"Content-Length", "Expires", "Set-Cookie"}
    }
    return response.status_code, headers, text.replace(str(guard), "") if guard else text


def test_a_visitor_is_sent_to_sign_in_and_told_nothing(scene: Scene) -> None:
    client, before = Client(), rows_of_every_table()
    lines = Event.objects.count()
    for ids in (scene.ids, Ids(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), uuid.uuid4())):
        for name in ADDRESSES:
            where = address(name, ids)
            for method in METHODS:
                response = client.generic(method, where)
                if method in USED:
                    then = "" if method == "POST" else f"?next={where.replace('/', '%2F')}"
                    assert (response.status_code, response["Location"]) == (302, f"/log-ind/{then}")
                    assert response.content == b""
                else:
                    assert response.status_code == 404
    assert rows_of_every_table() == before
    assert Event.objects.count() == lines


def test_an_outsider_may_use_no_other_method_on_what_names_nothing(scene: Scene) -> None:
    for role in ("unit leader", "without any role"):
        client = client_of(scene, role)
        for where in ("/overblik/", "/samarbejder/", "/samarbejder/ny/", "/enheder/", "/min-konto/"):
            for method in sorted({*METHODS, "TRACE", "HEMMELIGT ORD"} - USED):
                assert client.generic(method, where).status_code == 404
    assert {line.note for line in Event.objects.filter(verb="denied")} == {
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "other",
    }


@pytest.mark.parametrize("role", REACH)
def test_only_who_leads_a_unit_opens_a_collaboration(scene: Scene, role: str) -> None:
    leads = {
        "unit leader",
        "unit deputy",
        "parent unit's leader",
        "other unit's leader",
        "other organisation's leader",
    }
    client = client_of(scene, role)
    for method in USED:
        assert client.generic(method, "/samarbejder/ny/").status_code == (200 if role in leads else 404)


@pytest.mark.parametrize("role", REACH)
def test_the_list_holds_what_is_within_reach(scene: Scene, role: str) -> None:
    shown = client_of(scene, role).get("/samarbejder/").text
    assert (str(scene.row.id) in shown) == (ON_IT in REACH[role])


def test_someone_who_is_shut_out_is_a_visitor(scene: Scene) -> None:
    client = client_of(scene, "unit leader")
    type(scene.people["unit leader"]).objects.update(is_active=False)
    assert client.get(address("collaboration", scene.ids)).status_code == 302
