"""Whom does each want beside them, who sees it, and when does it go?"""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from tests.care.conftest import signed_in
from tests.factories import DAY, NOW, TODAY, House, person, viewer
from tests.staircase.conftest import Page
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.care import actions, queries
from trappen.care.models import Wanted, WantedList
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile

ENDS = dt.date(2027, 9, 2)


def keep(who: User, *wanted: User, leader_sees: bool = False, version: int = 0, now: dt.datetime = NOW) -> None:
    actions.keep_list(
        chosen=[each.id for each in wanted], leader_sees=leader_sees, version=version, by=viewer(who), now=now
    )


def names(who: User) -> list[str]:
    return [each.name for each in queries.wanted_of(who.id, viewer(who).organisation)[1]]


def test_a_list_is_kept_in_its_order_and_changed(house: House, sofus: User) -> None:
    keep(sofus, house.helper, house.colleague)
    assert names(sofus) == ["Laila Papirsø", "Jonas Opdigtsen"]
    keep(sofus, house.colleague, house.leader, house.helper, leader_sees=True, version=1, now=NOW + DAY)
    assert names(sofus) == ["Jonas Opdigtsen", "Mette Prøvedal", "Laila Papirsø"]
    row = WantedList.objects.get()
    assert (row.leader_sees, row.version, row.changed_at, row.ends_on) == (True, 2, NOW + DAY, ENDS + DAY)
    assert Event.objects.filter(subject=row.id, verb="list-changed").count() == 2


def test_a_list_without_anyone_is_none(house: House, sofus: User) -> None:
    keep(sofus)
    assert WantedList.objects.count() == 0
    keep(sofus, house.helper)
    keep(sofus, version=1)
    assert WantedList.objects.count() == Wanted.objects.count() == 0
    assert Event.objects.get(verb="deleted").kind == "care-list"


def test_a_list_that_was_changed_in_another_window_stands(house: House, sofus: User) -> None:
    keep(sofus, house.helper)
    with pytest.raises(ChangedMeanwhile):
        keep(sofus, house.colleague)
    assert names(sofus) == ["Laila Papirsø"]


def test_three_places_each_person_once(house: House, sofus: User) -> None:
    keep(sofus, house.helper)
    row = WantedList.objects.get()
    for colleague, place in ((house.helper, 2), (house.colleague, 1), (house.colleague, 4), (house.colleague, 0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wanted.objects.create(list=row, colleague=colleague, place=place)


def test_who_has_left_stands_on_no_list(house: House, sofus: User) -> None:
    gone, moved = house.helper, house.colleague
    keep(sofus, gone, moved, house.leader)
    User.objects.filter(id=gone.id).update(is_active=False)
    moved.memberships.all().delete()
    assert names(sofus) == ["Mette Prøvedal"]


# The page


def test_the_page_keeps_a_list_and_tells_what_it_is_for(house: House, sofus: User) -> None:
    client = signed_in(sofus)
    text = Page.of(client.get("/omsorg/mine/").text).text
    assert "Skriv ikke familien på her" in text
    assert "efter 18 måneder" in text
    posted = {"version": "0", "first": str(house.helper.id), "second": "", "email": "bodil@aavang.example"}
    assert client.post("/omsorg/mine/", posted).status_code == 302
    assert names(sofus) == ["Laila Papirsø", "Bodil Skabelon"]
    page = Page.of(client.get("/omsorg/mine/").text)
    chosen = [each.get("value") for each in page.main.iter("option") if "selected" in each.attrib]
    assert chosen == [str(house.helper.id), str(house.other_leader.id), ""]
    assert "slettet" in page.text
    assert "Rettede listen" in page.text


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"email": "frode@aavang.example"}, "Vi kender ingen kollega med den mailadresse"),
        ({"email": "sofus@aavang.example"}, "Vælg en anden end dig selv"),
        ({"email": "ikke en adresse"}, "e-mail"),
        ({"first": str(uuid.uuid4())}, "gyldig"),
    ],
)
def test_what_cannot_be_kept(house: House, sofus: User, posted: dict[str, str], said: str) -> None:
    answer = signed_in(sofus).post("/omsorg/mine/", {"version": "0", **posted})
    assert said in answer.text
    assert WantedList.objects.count() == 0


def test_there_is_room_for_three(house: House, sofus: User) -> None:
    chosen = {"first": house.helper.id, "second": house.colleague.id, "third": house.leader.id}
    posted = {"version": "0", **{name: str(id_) for name, id_ in chosen.items()}}
    answer = signed_in(sofus).post("/omsorg/mine/", posted | {"email": "bodil@aavang.example"})
    assert "Der er plads til tre" in answer.text
    assert signed_in(sofus).post("/omsorg/mine/", posted | {"third": str(house.helper.id)}).status_code == 302
    assert names(sofus) == ["Laila Papirsø", "Jonas Opdigtsen"], "twice is once"


def test_a_second_window_is_told_and_can_go_on(house: House, sofus: User) -> None:
    keep(sofus, house.helper)
    client = signed_in(sofus)
    answer = client.post("/omsorg/mine/", {"version": "0", "first": str(house.colleague.id)})
    assert "Dit er ikke gemt endnu" in answer.text
    assert 'name="version" value="1"' in answer.text
    assert client.post("/omsorg/mine/", {"version": "1", "first": ""}).status_code == 302
    assert WantedList.objects.count() == 0


# Who sees it


def test_whoever_starts_a_plan_sees_the_list_and_its_owner_sees_that(house: House, sofus: User) -> None:
    keep(sofus, house.other_leader, house.leader)
    where = f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    page = Page.of(signed_in(house.colleague).get(where).text)
    ticked = [each.get("value") for each in page.main.iter("input") if "checked" in each.attrib]
    assert ticked == [str(house.other_leader.id), str(house.leader.id)]
    assert "Kollegaen kan se, at du har set listen" in page.text
    own = Page.of(signed_in(sofus).get("/omsorg/mine/").text).text
    assert "Så listen, da en omsorgsplan blev startet" in own
    assert "Jonas Opdigtsen" in own


def test_ones_own_look_is_not_told(house: House, sofus: User) -> None:
    keep(sofus, house.helper)
    signed_in(sofus).get(f"/omsorg/ny/{house.harbour.id}/{sofus.id}/")
    assert Event.objects.filter(verb="list-seen").count() == 0


def test_the_leader_sees_a_list_only_where_its_owner_lets_them(house: House, sofus: User) -> None:
    def shown(who: User) -> list[tuple[str, list[str]]]:
        return [(each.person, each.wanted) for each in queries.lists_for_leader(viewer(who))]

    keep(sofus, house.helper, house.colleague)
    keep(house.colleague, house.helper, leader_sees=True)
    keep(house.leader, house.helper, leader_sees=True)
    expected = [("Jonas Opdigtsen", ["Laila Papirsø"])]
    assert shown(house.leader) == expected
    assert shown(house.deputy) == [*expected, ("Mette Prøvedal", ["Laila Papirsø"])]
    assert shown(house.other_leader) == []
    with pytest.raises(OutOfReach):
        shown(house.helper)
    keep(sofus, house.helper, house.colleague, leader_sees=True, version=1)
    text = Page.of(signed_in(house.leader).get("/omsorg/lister/").text).text
    assert "Sofus Eksempel Laila Papirsø, Jonas Opdigtsen" in text
    assert "Ingen har delt en liste" in signed_in(house.other_leader).get("/omsorg/lister/").text


# Its end


def test_the_owner_is_warned_once_and_the_list_goes_after_that(
    house: House, sofus: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    keep(sofus, house.helper)
    end = NOW + (ENDS - TODAY) * 1
    assert actions.warn_of_lists(now=end - 31 * DAY) == 0
    assert actions.delete_ended(now=end + DAY) == 0, "nobody goes without a word"
    with django_capture_on_commit_callbacks(execute=True):
        assert [actions.warn_of_lists(now=end - 30 * DAY) for _ in range(2)] == [1, 0]
    assert [each.to for each in mail.outbox] == [[sofus.email]]
    assert "Laila" not in mail.outbox[0].body
    assert actions.delete_ended(now=end - DAY) == 0
    assert actions.delete_ended(now=end) == 1
    assert WantedList.objects.count() == Wanted.objects.count() == 0


def test_whoever_keeps_a_list_again_is_warned_anew(house: House, sofus: User) -> None:
    keep(sofus, house.helper)
    now = NOW + (ENDS - TODAY) - 10 * DAY
    actions.warn_of_lists(now=now)
    keep(sofus, house.helper, version=1, now=now)
    assert actions.delete_ended(now=now + 30 * DAY) == 0
    row = WantedList.objects.get()
    assert (row.warned_on, row.ends_on) == (None, dt.date(2029, 2, 23))


def test_the_list_of_one_who_has_left_goes_at_once(house: House, sofus: User) -> None:
    for who in (sofus, house.colleague, house.leader):
        keep(who, house.helper)
    User.objects.filter(id=sofus.id).update(is_active=False)
    house.colleague.memberships.all().delete()
    assert actions.delete_ended(now=NOW) == 2
    assert WantedList.objects.get().person == house.leader
    assert set(Event.objects.filter(verb="deleted").values_list("note", flat=True)) == {"left"}


# How much is asked


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_no_more_for_three_than_for_one(
    house: House, sofus: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    others = [person(f"Nummer{at} Opfundet", (house.harbour, Role.EMPLOYEE)) for at in range(3)]
    for each in [sofus, *others[1:]][:rows]:
        keep(each, *[house.helper, house.colleague, house.deputy][:rows], leader_sees=True)
    client, leader = signed_in(sofus), signed_in(house.leader)
    client.get("/omsorg/mine/")
    leader.get("/omsorg/lister/")
    with django_assert_num_queries(8):  # session, person, roles, list, those on it, colleagues, history, names
        client.get("/omsorg/mine/")
    with django_assert_num_queries(4):
        leader.get("/omsorg/lister/")
    with django_assert_num_queries(14):
        client.post("/omsorg/mine/", {"version": "1", "first": str(house.helper.id)})
