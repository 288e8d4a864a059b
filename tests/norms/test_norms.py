"""What has a unit agreed, who reads and who writes it, and is nothing lost?"""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOW, TODAY, House, make_house, person, viewer
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.norms import actions, queries
from trappen.norms.actions import Draft
from trappen.norms.models import Norm
from trappen.norms.rules import Registers
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DRAFT = Draft("Nogen råber ad dig i skranken.", "Vi siger fra.", Registers.ALWAYS, "counter-shouting")


@pytest.fixture
def house() -> House:
    return make_house()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def agreed(house: House, draft: Draft = DRAFT) -> Norm:
    return actions.agree(unit=house.harbour, draft=draft, today=TODAY, by=viewer(house.leader), now=NOW)


def test_a_card_has_one_norm_which_is_agreed_anew(house: House) -> None:
    first = agreed(house)
    assert agreed(house).version == first.version == 1
    second = agreed(house, Draft(DRAFT.situation, "", Registers.NO, DRAFT.card))
    assert (second.id, second.version, second.registers) == (first.id, 2, "no")
    assert queries.norm_on(house.harbour.id, DRAFT.card) == second
    assert queries.norm_on(house.harbour.id, "") is None
    assert Event.objects.filter(verb="norm-agreed").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Norm.objects.create(
            unit=house.harbour, card=DRAFT.card, situation="x", registers="no", agreed_on=TODAY, changed_at=NOW,
            changed_by=house.leader,
        )  # fmt: skip


def test_a_norm_on_ones_own_situation(house: House) -> None:
    once, own = uuid.uuid4(), Draft("Nogen tager din taske.", "", Registers.ALWAYS)
    for _ in range(2):
        actions.add(unit=house.harbour, draft=own, once=once, today=TODAY, by=viewer(house.leader), now=NOW)
    (norm,) = queries.norms_of(house.harbour.id)
    changed = Draft("Nogen tager din taske.", "Vi ringer efter en kollega.", Registers.ALWAYS)
    for _ in range(2):  # the same once more is no change
        actions.change(norm=norm, draft=changed, version=1, today=TODAY, by=viewer(house.leader), now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.change(norm=norm, draft=own, version=1, today=TODAY, by=viewer(house.leader), now=NOW)
    actions.remove(norm=norm, by=viewer(house.leader), now=NOW)
    assert queries.norms_of(house.harbour.id) == []


def test_who_reads_and_who_writes(house: House) -> None:
    norm = agreed(house)
    representative = person("Rie Fantasi", (house.harbour, Role.REPRESENTATIVE))
    administrator = person("Ada Opfundet", (house.harbour, Role.ADMINISTRATOR))
    above = person("Obel Tænkt", (house.centre, Role.LEADER))
    read, write, change = (
        f"/enheder/{house.harbour.id}/det-registrerer-vi/",
        f"/enheder/{house.harbour.id}/det-registrerer-vi/ny/",
        f"/det-registrerer-vi/{norm.id}/",
    )
    found = {
        user.name: [client_of(user).get(address).status_code for address in (read, write, change)]
        for user in (
            house.leader,
            house.deputy,
            representative,
            house.colleague,
            administrator,
            above,
            house.other_leader,
            house.foreign_leader,
        )
    }
    writes, reads, nothing = [200, 200, 200], [200, 404, 404], [404, 404, 404]
    assert list(found.values()) == [writes, writes, writes, reads, nothing, nothing, nothing, nothing]
    assert [unit.name for unit in queries.units_of(viewer(house.colleague))] == ["Havnen"]
    assert queries.units_of(viewer(administrator)) == []
    with pytest.raises(OutOfReach):
        queries.norm_to_write(viewer(house.leader), uuid.uuid4())
    for address in (read, write, change):
        assert Client().get(address)["Location"].startswith("/log-ind/")


def test_the_pages(house: House) -> None:
    agreed(house)
    leader, colleague = client_of(house.leader), client_of(house.colleague)
    address = f"/enheder/{house.harbour.id}/det-registrerer-vi/"
    page = colleague.get(address).text
    assert "Nogen råber ad dig" in page
    assert "Ja, altid" in page
    assert "Skriv en aftale" not in page
    form = {"once": str(uuid.uuid4()), "situation": "Nogen tager din taske.", "registers": "depends", "text": ""}
    assert "Skriv, hvad det kommer an på" in leader.post(f"{address}ny/", form).text
    assert "CPR-nummer" in leader.post(f"{address}ny/", form | {"text": "010190-1234"}).text
    leader.post(f"{address}ny/", form | {"text": "Om der er nogen i nærheden."})
    norm = Norm.objects.get(card="")
    change = {"situation": norm.situation, "registers": "always", "text": "", "version": norm.version}
    leader.post(f"/det-registrerer-vi/{norm.id}/", change)
    stale = leader.post(f"/det-registrerer-vi/{norm.id}/", change | {"registers": "no"})
    assert "har ændret det her" in stale.text
    assert "Det står der nu" in stale.text
    norm.refresh_from_db()
    assert norm.registers == "always"
    leader.post(f"/det-registrerer-vi/{norm.id}/", {"remove": "1"})
    assert Norm.objects.filter(card="").count() == 0


@pytest.mark.parametrize("more", [0, 2])
def test_statements(house: House, more: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    agreed(house)
    for number in range(more):
        agreed(house, Draft(f"Situation {number}", "", Registers.NO, f"card-{number}"))
    client = client_of(house.leader)
    client.get(f"/enheder/{house.harbour.id}/det-registrerer-vi/")
    with django_assert_num_queries(5):
        client.get(f"/enheder/{house.harbour.id}/det-registrerer-vi/")
