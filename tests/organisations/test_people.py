"""How does an administrator find people, and give and take their roles?"""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from tests.organisations.conftest import NOW, Place, person, signed_in
from trappen.accounts.actions import sealed_secret
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.organisations.actions import give_role, shut_out, take_role
from trappen.organisations.models import Membership
from trappen.organisations.queries import viewer_of
from trappen.organisations.rules import Refusal, Refused, Role, Viewer


def told(subject: User) -> list[tuple[str, str]]:
    events = Event.objects.filter(subject=subject.id, at__gt=NOW).order_by("at")
    return list(events.values_list("verb", "note"))


def names(client: Client, query: str = "") -> list[str]:
    return [each.name for each in client.get(f"/administration/{query}").context["listed"].people]


# Finding


def test_everyone_stands_by_name_with_roles(inger: Client, aavang: Place) -> None:
    page = inger.get("/administration/")
    assert names(inger) == ["Inger Holm", "Jonas Lind", "Karen Østergård"]
    assert "Leder, Havnen" in page.text
    assert "karen@aavang.example" in page.text


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("karen", ["Karen Østergård"]),
        ("øSTER", ["Karen Østergård"]),
        ("ÖSTER", []),
        ("karen@aavang", ["Karen Østergård"]),
        ("lind jonas", ["Jonas Lind"]),
        ("bo", []),
        ("%", []),
        ("  ", ["Inger Holm", "Jonas Lind", "Karen Østergård"]),
        ("' OR 1=1", []),
    ],
)
def test_search(inger: Client, aavang: Place, stranger: User, search: str, found: list[str]) -> None:
    page = inger.get("/administration/", {"q": search})
    assert [each.name for each in page.context["listed"].people] == found


def test_a_search_is_shown_as_text(inger: Client) -> None:
    assert "<script>alert" not in inger.get("/administration/", {"q": "<script>alert(1)</script>"}).text


def test_fifty_people_a_page(inger: Client, aavang: Place) -> None:
    for number in range(50):
        person(f"P{number:02} Larsen", aavang.station, Role.EMPLOYEE, password=None)
    assert len(names(inger)) == 50
    assert names(inger, "?side=2") == ["P47 Larsen", "P48 Larsen", "P49 Larsen"]
    assert names(inger, "?side=99") == names(inger, "?side=2")
    assert names(inger, "?side=x") == names(inger)
    assert 'href="?q=larsen&amp;side=2"' not in inger.get("/administration/?q=larsen").text
    assert 'href="?side=2"' in inger.get("/administration/").text


def test_more_people_cost_no_more_statements(
    inger: Client, aavang: Place, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    inger.get("/administration/")
    with django_assert_max_num_queries(20) as few:
        inger.get("/administration/")
    for number in range(10):
        person(f"P{number:02} Larsen", aavang.station, Role.EMPLOYEE, password=None)
    with django_assert_max_num_queries(len(few)):
        inger.get("/administration/")


# Roles


def test_a_role_is_given(inger: Client, aavang: Place) -> None:
    where = reverse("give_role", args=[aavang.jonas.id])
    response = inger.post(where, {"unit": str(aavang.station.id), "role": "deputy"})
    assert response["Location"] == reverse("person", args=[aavang.jonas.id])
    assert "Stedfortræder" in inger.get(response["Location"]).text
    assert told(aavang.jonas) == [("role-given", "deputy")]
    assert Event.objects.get(verb="role-given", note="deputy").actor == aavang.inger.id
    inger.post(where, {"unit": str(aavang.station.id), "role": "deputy"})
    assert told(aavang.jonas) == [("role-given", "deputy")]


@pytest.mark.parametrize(
    "answer",
    [{}, {"unit": "", "role": "leader"}, {"unit": "x", "role": "leader"}, {"unit": "{station}", "role": "king"}],
)
def test_a_role_that_cannot_be_is_refused(inger: Client, aavang: Place, answer: dict[str, str]) -> None:
    answer = {name: value.replace("{station}", str(aavang.station.id)) for name, value in answer.items()}
    response = inger.post(reverse("give_role", args=[aavang.jonas.id]), answer)
    assert response.status_code == 200
    assert "Der er noget, der skal rettes" in response.text
    assert Membership.objects.filter(user=aavang.jonas).count() == 1


def test_a_unit_of_another_organisation_is_no_choice(inger: Client, aavang: Place, stranger: User) -> None:
    theirs = stranger.memberships.get().unit_id
    where = reverse("give_role", args=[aavang.jonas.id])
    assert str(theirs) not in inger.get(where).text
    assert inger.post(where, {"unit": str(theirs), "role": "leader"}).status_code == 200
    assert Membership.objects.filter(unit=theirs).count() == 1


def test_a_person_belongs_to_one_organisation(aavang: Place, stranger: User) -> None:
    with pytest.raises(Refused) as refused:
        give_role(user=stranger, unit=aavang.harbour, role=Role.EMPLOYEE, by=None, now=NOW)
    assert refused.value.refusal is Refusal.ELSEWHERE


def test_a_role_is_taken_and_access_with_it(inger: Client, aavang: Place) -> None:
    give_role(user=aavang.karen, unit=aavang.top, role=Role.ADMINISTRATOR, by=None, now=NOW)
    karen = signed_in(aavang.karen)
    assert karen.get("/administration/").status_code == 200
    held = aavang.karen.memberships.get(role="administrator")
    assert inger.post(reverse("take_role", args=[held.id]))["Location"] == reverse("person", args=[aavang.karen.id])
    assert karen.get("/administration/").status_code == 404
    assert ("role-taken", "administrator") in told(aavang.karen)


def test_the_last_role_stays(inger: Client, aavang: Place) -> None:
    where = reverse("take_role", args=[aavang.jonas.memberships.get().id])
    page = inger.post(where, follow=True)
    assert "En person skal have mindst én rolle." in page.text
    assert aavang.jonas.memberships.count() == 1


def test_the_last_administrator_stays(inger: Client, aavang: Place) -> None:
    give_role(user=aavang.inger, unit=aavang.jobs, role=Role.EMPLOYEE, by=None, now=NOW)
    held = aavang.inger.memberships.get(role="administrator")
    page = inger.post(reverse("take_role", args=[held.id]), follow=True)
    assert "Organisationen skal have en administrator." in page.text
    page = inger.post(reverse("shut_out", args=[aavang.inger.id]), follow=True)
    assert "Organisationen skal have en administrator." in page.text
    aavang.inger.refresh_from_db()
    assert aavang.inger.is_active


def test_an_administrator_who_is_shut_out_does_not_count(aavang: Place, stranger: User) -> None:
    give_role(user=aavang.karen, unit=aavang.jobs, role=Role.ADMINISTRATOR, by=None, now=NOW)
    shut_out(person=aavang.karen, by=aavang.administrator, now=NOW)
    give_role(user=aavang.inger, unit=aavang.jobs, role=Role.EMPLOYEE, by=None, now=NOW)
    with pytest.raises(Refused, match="last-administrator"):
        take_role(membership=aavang.inger.memberships.get(role="administrator"), by=None, now=NOW)
    with pytest.raises(Refused, match="last-administrator"):
        shut_out(person=aavang.inger, by=aavang.administrator, now=NOW)


def test_one_of_two_administrator_roles_may_go(aavang: Place) -> None:
    second = give_role(user=aavang.inger, unit=aavang.jobs, role=Role.ADMINISTRATOR, by=None, now=NOW)
    take_role(membership=second, by=None, now=NOW)
    assert aavang.inger.memberships.count() == 1


# Shutting out


def test_a_closed_account_is_out_at_once_and_can_come_back(inger: Client, aavang: Place) -> None:
    karen = signed_in(aavang.karen)
    assert karen.get("/min-konto/").status_code == 200
    page = inger.post(reverse("shut_out", args=[aavang.karen.id]), follow=True)
    assert "Lukket" in page.text
    assert karen.get("/min-konto/").status_code == 302
    page = inger.post(reverse("let_in_again", args=[aavang.karen.id]), follow=True)
    assert "Luk kontoen" in page.text
    assert karen.get("/min-konto/").status_code == 302
    assert signed_in(User.objects.get(id=aavang.karen.id)).get("/min-konto/").status_code == 200
    events = Event.objects.filter(subject=aavang.karen.id, verb__in=["shut-out", "let-in-again"])
    assert {event.organisation for event in events} == {aavang.top.organisation_id}
    assert events.count() == 2


def test_a_second_factor_can_be_taken_off(inger: Client, aavang: Place) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=aavang.karen, type="totp", data={"secret": sealed_secret("A" * 32)})
    page = inger.get(reverse("person", args=[aavang.karen.id]))
    assert "Slå totrinslogin fra" in page.text
    inger.post(reverse("remove_second_factor", args=[aavang.karen.id]))
    assert not Authenticator.objects.exists()
    assert ("second-factor-off", "") in told(aavang.karen)


def test_who_belongs_nowhere_shuts_nobody_out(aavang: Place) -> None:
    nobody = Viewer(id=aavang.jonas.id, name="Jonas Lind", language="da", organisation=None)
    with pytest.raises(Refused):
        shut_out(person=aavang.karen, by=nobody, now=NOW)


def test_the_viewer_is_no_longer_of_the_organisation_without_roles(aavang: Place) -> None:
    Membership.objects.filter(user=aavang.jonas).delete()
    assert viewer_of(aavang.jonas).organisation is None


# The door to the cases


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPUTY])
def test_an_administrator_does_not_open_the_door_for_themself(aavang: Place, role: Role) -> None:
    with pytest.raises(Refused) as refused:
        give_role(user=aavang.inger, unit=aavang.harbour, role=role, by=aavang.inger.id, now=NOW)
    assert refused.value.refusal is Refusal.OWN_ROLE
    assert viewer_of(aavang.inger).led_units == frozenset()


def test_those_who_lead_hear_of_a_new_leader(
    aavang: Place, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        give_role(user=aavang.jonas, unit=aavang.harbour, role=Role.DEPUTY, by=aavang.inger.id, now=NOW)
        give_role(user=aavang.jonas, unit=aavang.station, role=Role.EMPLOYEE, by=aavang.inger.id, now=NOW)
    [letter] = mailoutbox
    assert letter.to == [aavang.karen.email]
    assert letter.subject == "Der er kommet en ny leder eller stedfortræder i Havnen"
    assert "Jonas Lind er nu leder eller stedfortræder i Havnen" in letter.body
