"""Who names the fields of the perspective exercise, who sees the names, and is nothing written over unseen?"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.exercises.conftest import NOBODYS, START, signed_in
from tests.factories import NOW, House, person, viewer
from tests.staircase.conftest import Page, fields, words
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.exercises import queries
from trappen.exercises.actions import set_perspective_labels
from trappen.exercises.models import PerspectiveLabels
from trappen.exercises.rules import Labels
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile

PAGE = "/administration/perspektivoevelse/"
OURS = ["Det jeg ser", "Det der kan ligge bag", "Det jeg kan gøre"]
OWN = {"seen": "Adfærd", "behind": "Mulig grund", "can_do": "Mit næste skridt"}


@pytest.fixture
def inger(administrator: User) -> Client:
    return signed_in(administrator)


def named(client: Client, path: str = "/perspektivoevelse/") -> list[str]:
    """What the three fields are called on the page."""
    labels = [words(each) for each in Page.of(client.get(path).text).main.iter("label")]
    return labels[1:4]


# Who reaches it


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_the_administrator(house: House, role: Role, method: str) -> None:
    client = signed_in(person("Ture Forsøgsen", (house.top, role)))
    assert getattr(client, method)(PAGE, OWN | {"version": "0"} if method == "post" else {}).status_code == 404
    assert not PerspectiveLabels.objects.exists()
    assert Event.objects.filter(verb="denied").count() == 1


def test_someone_without_any_role_and_a_visitor(house: House, client: Client) -> None:
    assert signed_in(person("Ingen Rolle")).get(PAGE).status_code == 404
    assert client.get(PAGE)["Location"] == "/log-ind/?next=%2Fadministration%2Fperspektivoevelse%2F"
    assert client.post(PAGE, OWN)["Location"] == "/log-ind/"
    assert not PerspectiveLabels.objects.exists()


def test_the_administration_leads_there(inger: Client) -> None:
    assert f'href="{PAGE}"' in inger.get("/administration/").text


def test_the_page_is_one_persons_and_speaks_their_language(administrator: User, inger: Client) -> None:
    assert inger.get(PAGE)["Cache-Control"] == "no-store, private"
    User.objects.filter(id=administrator.id).update(language="en")
    assert '<html lang="en">' in inger.get(PAGE).text


# What is written


def test_names_are_kept_seen_by_members_and_by_nobody_else(
    house: House, administrator: User, inger: Client, client: Client
) -> None:
    response = inger.post(PAGE, OWN | {"version": "0"})
    assert response["Location"] == "/administration/"
    for member in (administrator, house.leader, house.colleague):
        assert named(signed_in(member)) == list(OWN.values())
        assert named(signed_in(member), "/perspektivoevelse/sammen/") == list(OWN.values())
    for other in (client, signed_in(house.foreign_leader), signed_in(person("Ingen Rolle"))):
        assert named(other) == OURS
    event = Event.objects.get(verb="perspective-labels-set")
    row = PerspectiveLabels.objects.get()
    assert (event.actor, event.subject) == (administrator.id, house.top.organisation_id)
    assert (row.version, row.changed_by, row.names) == (1, administrator, tuple(OWN.values()))


def test_a_members_page_and_paper_are_their_own(house: House, inger: Client) -> None:
    inger.post(PAGE, OWN | {"version": "0"})
    client = signed_in(house.colleague)
    for path in ("/perspektivoevelse/", "/perspektivoevelse.pdf", "/perspektivoevelse/sammen.pdf"):
        assert client.get(path)["Cache-Control"] == "no-store, private"
    answer = client.post("/perspektivoevelse/", {"situation": "Ved skranken", "seen": "Han er sur"})
    assert "Er alt i »Adfærd« set eller hørt?" in answer.text
    assert "Mulig grund" in client.get("/perspektivoevelse/sammen/").text


def test_an_empty_name_is_ours_in_the_readers_language(house: House, inger: Client, language: str) -> None:
    inger.post(PAGE, OWN | {"behind": " ", "version": "0"})
    labels = named(signed_in(house.leader), f"{START[language]}/perspektivoevelse/")
    assert labels[::2] == [OWN["seen"], OWN["can_do"]]
    assert labels[1] == named(Client(), f"{START[language]}/perspektivoevelse/")[1]


@pytest.mark.parametrize("wrong", [{"seen": NOBODYS}, {"seen": "x" * 61}, {"version": ""}, {"version": "-1"}])
def test_what_does_not_fit_is_told(inger: Client, wrong: dict[str, str]) -> None:
    response = inger.post(PAGE, OWN | {"version": "0"} | wrong)
    assert response.status_code == 200
    assert "data-error-summary" in response.text
    assert not PerspectiveLabels.objects.exists()


def test_of_two_at_once_the_second_is_told_who_and_may_insist(house: House, inger: Client) -> None:
    other = signed_in(person("Bo Krog", (house.top, Role.ADMINISTRATOR)))
    assert other.post(PAGE, OWN | {"version": "0"}).status_code == 302
    mine = OWN | {"seen": "Set og hørt"}
    response = inger.post(PAGE, mine | {"version": "0"})
    assert response.status_code == 200
    page = Page.of(response.text)
    assert "Bo Krog har ændret det her" in page.text
    assert "Adfærd" in [words(each) for each in page.main.iter("li")]
    [form] = [each for each in page.main.iter("form") if each.get("method") == "post"]
    sent = dict(fields(form))
    assert (sent["version"], sent["seen"]) == ("1", "Set og hørt")
    assert PerspectiveLabels.objects.get().seen == "Adfærd"
    assert inger.post(PAGE, sent).status_code == 302
    assert PerspectiveLabels.objects.get().seen == "Set og hørt"


def test_the_same_names_once_more_are_no_change(inger: Client) -> None:
    for _ in range(2):
        assert inger.post(PAGE, OWN | {"version": "0"}).status_code == 302
    assert inger.post(PAGE, OWN | {"version": "0"}).status_code == 302
    assert (PerspectiveLabels.objects.get().version, Event.objects.filter(verb="perspective-labels-set").count()) == (
        1,
        1,
    )


def test_nothing_said_where_nothing_stood_leaves_nothing(inger: Client) -> None:
    assert inger.post(PAGE, {"seen": "", "behind": "", "can_do": "", "version": "0"}).status_code == 302
    assert not PerspectiveLabels.objects.exists()


def test_the_action_refuses_an_old_version(house: House, administrator: User) -> None:
    organisation, by = house.top.organisation, viewer(administrator)
    for version, seen in ((0, "A"), (1, "B")):
        set_perspective_labels(organisation=organisation, labels=Labels(seen, "", ""), version=version, by=by, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        set_perspective_labels(organisation=organisation, labels=Labels("C", "", ""), version=1, by=by, now=NOW)
    assert queries.own_labels(by) == Labels("B", "", "")
    assert queries.own_labels(viewer(house.foreign_leader)) == Labels("", "", "")
    assert queries.own_labels(None) == Labels("", "", "")


# Questions to the database

PINNED = {"/perspektivoevelse/": 4, "/perspektivoevelse/sammen/": 4, "/samtaleplan/": 4, "/saetningsbygger/": 3}


@pytest.mark.parametrize("path", PINNED)
def test_a_members_page_asks_little(
    house: House, inger: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    inger.post(PAGE, OWN | {"version": "0"})
    client = signed_in(house.colleague)
    client.get("/overblik/")
    with django_assert_num_queries(PINNED[path]):
        client.get(path)
