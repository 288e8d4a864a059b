"""How is an organisation divided, and what keeps the tree a tree?"""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.organisations.conftest import NOW, Place
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.collaborations.models import Collaboration
from trappen.collaborations.rules import CaseSystem, Informed, Kind
from trappen.organisations.actions import add_unit, delete_unit, move_unit, rename_unit
from trappen.organisations.models import Organisation, Unit
from trappen.organisations.queries import branches
from trappen.organisations.rules import Refused
from trappen.plans.actions import new_plan
from trappen.vault.actions import new_key


def labels(aavang: Place) -> list[str]:
    return [branch.label for branch in branches(aavang.administrator)]


TREE = [
    "Åvang Kommune",
    "Center for Børn",
    "Center for Job",
    "Center for Job \u203a Havnen",
    "Center for Job \u203a Stationen",
]


def test_the_tree_is_read_from_the_top(inger: Client, aavang: Place, stranger: User) -> None:
    assert labels(aavang) == TREE
    page = inger.get("/administration/enheder/").text
    assert all(label in page for label in TREE)
    assert "Birkelunde" not in page
    assert [branch.people for branch in branches(aavang.administrator)] == [1, 0, 0, 2, 0]
    assert [branch.depth for branch in branches(aavang.administrator)] == [0, 1, 1, 2, 2]


def test_a_unit_is_added_once(inger: Client, aavang: Place) -> None:
    answer = {"name": "Kajen", "once": str(uuid.uuid4())}
    for _ in range(2):
        response = inger.post(reverse("add_unit", args=[aavang.harbour.id]), answer)
        assert response["Location"] == "/administration/enheder/"
    assert Unit.objects.get(name="Kajen").parent_id == aavang.harbour.id
    assert Event.objects.filter(verb="added", actor=aavang.inger.id).count() == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Havnen", "Der er allerede en enhed med det navn samme sted."),
        ("", "påkrævet"),
        ("x" * 121, "120"),
        ("Havn 010190-1234", "CPR-nummer"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(inger: Client, aavang: Place, name: str, told: str) -> None:
    before = Unit.objects.count()
    page = inger.post(reverse("add_unit", args=[aavang.jobs.id]), {"name": name, "once": str(uuid.uuid4())})
    assert page.status_code == 200
    assert told in page.text
    assert Unit.objects.count() == before


def test_a_unit_is_renamed(inger: Client, aavang: Place) -> None:
    where = reverse("rename_unit", args=[aavang.harbour.id])
    assert 'value="Havnen"' in inger.get(where).text
    assert inger.post(where, {"name": "Kajen"}).status_code == 302
    assert inger.post(where, {"name": "Kajen"}).status_code == 302
    assert Unit.objects.get(id=aavang.harbour.id).name == "Kajen"
    assert Event.objects.filter(verb="renamed", subject=aavang.harbour.id).count() == 1
    assert "samme sted" in inger.post(where, {"name": "Stationen"}).text


def test_the_top_may_be_renamed_but_neither_moved_nor_deleted(inger: Client, aavang: Place) -> None:
    assert inger.post(reverse("rename_unit", args=[aavang.top.id]), {"name": "Ny Kommune"}).status_code == 302
    page = inger.post(reverse("move_unit", args=[aavang.top.id]), {"parent": str(aavang.jobs.id)})
    assert "Den øverste enhed kan hverken flyttes eller slettes." in page.text
    page = inger.post(reverse("delete_unit", args=[aavang.top.id]), follow=True)
    assert "Den øverste enhed kan hverken flyttes eller slettes." in page.text


def test_a_unit_moves_with_all_below(inger: Client, aavang: Place) -> None:
    response = inger.post(reverse("move_unit", args=[aavang.jobs.id]), {"parent": str(aavang.children.id)})
    assert response["Location"] == "/administration/enheder/"
    assert "Center for Børn \u203a Center for Job \u203a Havnen" in labels(aavang)
    assert Event.objects.filter(verb="moved", subject=aavang.jobs.id, actor=aavang.inger.id).count() == 1


@pytest.mark.parametrize("under", ["jobs", "harbour"])
def test_a_ring_is_refused(inger: Client, aavang: Place, under: str) -> None:
    page = inger.post(reverse("move_unit", args=[aavang.jobs.id]), {"parent": str(getattr(aavang, under).id)})
    assert "En enhed kan ikke ligge under sig selv." in page.text
    assert labels(aavang) == TREE


def test_a_move_to_where_it_is_changes_nothing(aavang: Place) -> None:
    move_unit(unit=aavang.harbour, parent=aavang.jobs, by=aavang.administrator, now=NOW)
    assert not Event.objects.filter(verb="moved").exists()


def test_a_move_to_where_the_name_is_taken_is_refused(aavang: Place) -> None:
    other = add_unit(parent=aavang.children, name="Havnen", by=None, now=NOW)
    with pytest.raises(Refused, match="name-taken"):
        move_unit(unit=other, parent=aavang.jobs, by=aavang.administrator, now=NOW)


def test_no_unit_of_another_organisation_is_a_place_to_move_to(inger: Client, aavang: Place, stranger: User) -> None:
    theirs = stranger.memberships.get().unit_id
    assert inger.post(reverse("move_unit", args=[aavang.jobs.id]), {"parent": str(theirs)}).status_code == 200
    assert labels(aavang) == TREE


def test_an_empty_unit_is_deleted(inger: Client, aavang: Place) -> None:
    assert inger.post(reverse("delete_unit", args=[aavang.station.id]))["Location"] == "/administration/enheder/"
    assert labels(aavang) == TREE[:-1]
    assert Event.objects.filter(verb="deleted", subject=aavang.station.id).count() == 1


@pytest.mark.parametrize("which", ["jobs", "harbour"])
def test_a_unit_in_use_stays(inger: Client, aavang: Place, which: str) -> None:
    page = inger.post(reverse("delete_unit", args=[getattr(aavang, which).id]), follow=True)
    assert "Enheden er i brug." in page.text
    assert labels(aavang) == TREE


def test_a_unit_that_something_else_belongs_to_stays(inger: Client, aavang: Place) -> None:
    key = new_key()
    who = {"opened_by": aavang.karen, "changed_by": aavang.karen, "opened_at": NOW, "changed_at": NOW}
    what = {"kind": next(iter(Kind)), "informed": next(iter(Informed)), "case_system": next(iter(CaseSystem))}
    Collaboration.objects.create(
        unit=aavang.station, key=key, plan=new_plan(key=key), alias="Ahorn", ends_on=NOW.date(), **who, **what
    )
    page = inger.post(reverse("delete_unit", args=[aavang.station.id]), follow=True)
    assert "Enheden er i brug." in page.text
    assert "Ahorn" not in page.text
    assert labels(aavang) == TREE
    assert not Event.objects.filter(verb="deleted").exists()


def test_the_database_itself_holds_the_tree_together(aavang: Place) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.create(organisation=aavang.top.organisation, parent=aavang.jobs, name="Havnen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(id=aavang.harbour.id).update(parent=aavang.harbour)


def test_refusals_leave_no_line(aavang: Place) -> None:
    with pytest.raises(Refused, match="name-taken"):
        rename_unit(unit=aavang.harbour, name="Stationen", by=aavang.administrator, now=NOW)
    with pytest.raises(Refused, match="in-use"):
        delete_unit(unit=aavang.jobs, by=aavang.administrator, now=NOW)
    assert not Event.objects.filter(verb__in=["renamed", "deleted"]).exists()


# How long a case rests


@pytest.mark.parametrize(
    ("months", "reason", "kept"),
    [("6", "", ""), ("1", "ikke nødvendig", ""), ("9", "Sager går over nytår.", "Sager går over nytår.")],
)
def test_retention(inger: Client, aavang: Place, months: str, reason: str, kept: str) -> None:
    response = inger.post("/administration/opbevaring/", {"months": months, "reason": reason})
    assert response["Location"] == "/administration/"
    row = Organisation.objects.get()
    assert (row.retention_months, row.retention_reason) == (int(months), kept)
    event = Event.objects.get(verb="retention-set")
    assert event.note == f"months-{months}" + ("-with-reason" if kept else "")
    assert event.actor == aavang.inger.id


@pytest.mark.parametrize(
    ("months", "reason", "told"),
    [
        ("7", "", "Skriv, hvorfor"),
        ("7", "   ", "Skriv, hvorfor"),
        ("0", "", "1"),
        ("13", "Derfor", "12"),
        ("", "", "påkrævet"),
        ("seks", "", "heltal"),
        ("9", "x" * 501, "500"),
        ("9", "010190-1234", "CPR-nummer"),
    ],
)
def test_a_retention_that_cannot_be_is_refused(
    inger: Client, aavang: Place, months: str, reason: str, told: str
) -> None:
    page = inger.post("/administration/opbevaring/", {"months": months, "reason": reason})
    assert page.status_code == 200
    assert told in page.text
    assert Organisation.objects.get().retention_months == 6


def test_the_database_itself_asks_for_the_reason(aavang: Place) -> None:
    for values in ({"retention_months": 7}, {"retention_months": 13, "retention_reason": "Derfor"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.update(**values)
