"""Who writes beside the guide, who reads it, and is nothing lost?"""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, NOW, House, make_house, person, viewer
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.guide import actions, queries
from trappen.guide.models import Note
from trappen.organisations.models import Unit
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role

pytestmark = pytest.mark.django_db

PAGE = "react-fast"
TEXT = "Ring til vagten på 12 34 56 78, og skriv i logbogen.\n\nVi ringer inden kl. 15."


@pytest.fixture
def house() -> House:
    return make_house()


def written(
    unit: Unit, by: User, text: str = TEXT, *, place: str = PAGE, version: int = 0, edition: str = "2026.2",
    now: dt.datetime = NOW,
) -> None:  # fmt: skip
    actions.write_note(unit=unit, place=place, text=text, edition=edition, version=version, by=viewer(by), now=now)


def texts(user: User, place: str = PAGE) -> list[tuple[str, str]]:
    return [(note.unit, note.text) for note in queries.notes(viewer(user), place)]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_note_is_read_by_the_unit_and_those_below(house: House) -> None:
    administrator = person("Ada Opfundet", (house.top, Role.ADMINISTRATOR))
    consultant = person("Kaj Tænkt", (house.centre, Role.CONSULTANT))
    written(house.harbour, house.leader, "Havnens")
    written(house.top, administrator, "Kommunens")
    written(house.centre, consultant, "Centrets")
    all_three = [("Havnen", "Havnens"), ("Center for Borgere", "Centrets"), ("Åvang Kommune", "Kommunens")]
    assert texts(house.colleague) == texts(house.leader) == all_three
    assert texts(house.other_leader) == all_three[1:]
    assert texts(administrator) == all_three[2:]
    assert texts(house.foreign_leader) == []
    assert texts(house.colleague, "mediation") == []


def test_the_page_shows_them_and_a_visitor_sees_none(house: House) -> None:
    written(house.harbour, house.leader)
    page = signed_in(house.colleague).get(f"/guide/{PAGE}/")
    assert "skriv i logbogen" in page.text
    assert "Fra Havnen" in page.text
    assert page["Cache-Control"] == "no-store, private"
    assert "skriv i logbogen" not in Client().get(f"/guide/{PAGE}/").text
    assert "skriv i logbogen" not in signed_in(house.other_leader).get(f"/guide/{PAGE}/").text


def test_who_may_write(house: House) -> None:
    administrator = person("Ada Opfundet", (house.top, Role.ADMINISTRATOR))
    consultant = person("Kaj Tænkt", (house.centre, Role.CONSULTANT))
    representative = person("Rie Fantasi", (house.harbour, Role.REPRESENTATIVE))
    for user, unit in (
        (house.leader, house.harbour),
        (house.deputy, house.harbour),
        (administrator, house.top),
        (consultant, house.centre),
    ):
        assert queries.units_to_write_for(viewer(user)) == [unit]
        assert signed_in(user).get(f"/guide/{PAGE}/note/{unit.id}/").status_code == 200
        assert signed_in(user).get(f"/guide/kontakter/{unit.id}/").status_code == 200
    for user in (house.colleague, representative, house.other_leader, house.foreign_leader):
        with pytest.raises(OutOfReach):
            queries.unit_to_write_for(viewer(user), house.harbour.id)
        for method in ("get", "post"):
            assert getattr(signed_in(user), method)(f"/guide/{PAGE}/note/{house.harbour.id}/").status_code == 404
            assert getattr(signed_in(user), method)(f"/guide/kontakter/{house.harbour.id}/").status_code == 404
    assert Client().get(f"/guide/{PAGE}/note/{house.harbour.id}/").status_code == 302
    assert Note.objects.count() == 0


def test_a_page_that_is_none_has_no_note(house: House) -> None:
    assert signed_in(house.leader).get(f"/guide/nonsense/note/{house.harbour.id}/").status_code == 404


def test_a_leader_writes_changes_and_removes_a_note_in_the_form(house: House) -> None:
    client = signed_in(house.leader)
    address = f"/guide/{PAGE}/note/{house.harbour.id}/"
    answer = client.post(address, {"text": TEXT, "version": "0"}, follow=True)
    assert answer.redirect_chain == [(f"/guide/{PAGE}/", 302)]
    assert "Noten er gemt." in answer.text
    assert "skriv i logbogen" in answer.text
    client.post(address, {"text": "Ny tekst", "version": "1"})
    assert texts(house.colleague) == [("Havnen", "Ny tekst")]
    answer = client.post(address, {"text": "", "version": "2"}, follow=True)
    assert "Noten er væk." in answer.text
    assert Note.objects.count() == 0
    events = Event.objects.filter(kind="unit", subject=house.harbour.id, note=PAGE)
    told = ["guide-note-removed", "guide-note-written", "guide-note-written"]
    assert sorted(event.verb for event in events) == told


def test_two_who_write_at_once_see_both(house: House) -> None:
    written(house.harbour, house.deputy, "Dines' tekst")
    client = signed_in(house.leader)
    address = f"/guide/{PAGE}/note/{house.harbour.id}/"
    answer = client.post(address, {"text": "Mettes tekst", "version": "0"})
    assert answer.status_code == 200
    assert "Dines Modelgaard har ændret det her" in answer.text
    assert "Dines&#x27; tekst" in answer.text
    assert "Mettes tekst" in answer.text
    assert texts(house.colleague) == [("Havnen", "Dines' tekst")]
    assert 'name="version" value="1"' in answer.text
    client.post(address, {"text": "Mettes tekst", "version": "1"})
    assert texts(house.colleague) == [("Havnen", "Mettes tekst")]


def test_the_same_text_sent_twice_is_one_change(house: House) -> None:
    written(house.harbour, house.leader)
    written(house.harbour, house.leader)
    assert Event.objects.filter(verb="guide-note-written").count() == 1


def test_nothing_written_where_nothing_was_is_no_change(house: House) -> None:
    written(house.harbour, house.leader, "")
    assert Note.objects.count() == Event.objects.filter(verb__startswith="guide-note").count() == 0


def test_a_cpr_number_is_refused_with_its_line(house: House) -> None:
    answer = signed_in(house.leader).post(
        f"/guide/{PAGE}/note/{house.harbour.id}/", {"text": "En linje\n010101-1234", "version": "0"}
    )
    assert "linje 2" in answer.text
    assert Note.objects.count() == 0


def test_a_note_is_kept_in_a_new_edition_and_says_what_has_changed(house: House) -> None:
    written(house.harbour, house.leader, edition="2026.1")
    [note] = queries.notes(viewer(house.colleague), PAGE)
    assert note.text == TEXT
    assert [edition.name for edition in note.changed_since] == ["2026.2"]
    assert "Siden er ændret i udgave 2026.2" in signed_in(house.colleague).get(f"/guide/{PAGE}/").text
    written(house.harbour, house.leader, version=1, edition="2026.2", now=NOW + DAY)
    [note] = queries.notes(viewer(house.colleague), PAGE)
    assert note.changed_since == (), "whoever saves it again has seen the new edition"


def test_a_list_of_contacts_stands_on_the_pages_that_need_it(house: House) -> None:
    client = signed_in(house.leader)
    address = f"/guide/kontakter/{house.harbour.id}/"
    text = "Vagten, 12 34 56 78, hele døgnet\n\nPolitiet: 114 <b>x</b>\nSag 2026-00411478"
    assert client.post(address, {"text": text, "version": "0"}).status_code == 302
    for page in ("severe-cases", "risk-and-police", "deviant-behaviour", "violence-preparedness"):
        shown = signed_in(house.colleague).get(f"/guide/{page}/").text
        assert '<a href="tel:12345678">12 34 56 78</a>' in shown
        assert '<a href="tel:114">114</a> &lt;b&gt;x' in shown
        assert "2026-00411478" in shown
    assert "12 34 56 78" not in signed_in(house.colleague).get("/guide/mediation/").text
    assert "Jeres egen liste står her, når I er logget ind." in Client().get("/guide/severe-cases/").text


def test_a_page_asks_no_more_for_three_notes_than_for_one(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(house.leader)
    client.get(f"/guide/{PAGE}/")
    with django_assert_num_queries(5):  # session, person, roles, notes, units to write for
        client.get(f"/guide/{PAGE}/")
    written(house.harbour, house.leader)
    with django_assert_num_queries(6):  # and the tree
        client.get(f"/guide/{PAGE}/")
    administrator = person("Ada Opfundet", (house.top, Role.ADMINISTRATOR), (house.centre, Role.ADMINISTRATOR))
    written(house.top, administrator)
    written(house.centre, administrator)
    with django_assert_num_queries(6):
        client.get(f"/guide/{PAGE}/")
