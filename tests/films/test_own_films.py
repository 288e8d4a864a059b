"""Who attaches a film for their organisation, who sees it, when is it gone, and what is refused?"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, NOW, House, make_house, person, viewer
from tests.films.test_filetypes import mp4, webm
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.films import actions, forms, queries, uploads
from trappen.films.actions import Facts
from trappen.films.models import Captions, FilmFile, OwnFilm, Piece
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Role
from trappen.shared.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db

VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nHej med jer.\n"
FACTS = Facts("Vores egen dag", "kritik", "Åvang Kommune")


@pytest.fixture
def house() -> House:
    return make_house()


def added(
    by: User,
    *,
    pieces: tuple[bytes, ...] = (b"x" * 10,),
    facts: Facts = FACTS,
    once: uuid.UUID | None = None,
    now: dt.datetime = NOW,
) -> OwnFilm:
    who = viewer(by)
    return actions.add_own_film(
        organisation=queries.attacher(who),
        facts=facts,
        file=actions.store_file(pieces=pieces, media_type="video/mp4", now=now),
        captions={"da": VTT},
        once=once or uuid.uuid4(),
        by=who,
        now=now,
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "once": str(uuid.uuid4()),
        "title": "Vores egen dag",
        "beside": "kritik",
        "file": SimpleUploadedFile("dag.mp4", mp4()),
        "captions_da": SimpleUploadedFile("dag.vtt", VTT.encode()),
        "rights": "Åvang Kommune",
        "may_show": "on",
    }
    return {name: value for name, value in (whole | changes).items() if value is not None}


def nothing_is_left() -> bool:
    return not any(model.objects.exists() for model in (OwnFilm, FilmFile, Piece, Captions))


# Who may


def test_leaders_consultants_and_administrators_may_attach(house: House) -> None:
    administrator = person("Ada Opfundet", (house.top, Role.ADMINISTRATOR))
    consultant = person("Kaj Tænkt", (house.centre, Role.CONSULTANT))
    representative = person("Rie Fantasi", (house.harbour, Role.REPRESENTATIVE))
    for user in (house.leader, house.deputy, consultant, administrator):
        assert queries.attacher(viewer(user)) == house.top.organisation_id
        assert signed_in(user).get("/film/egen/ny/").status_code == 200
    stranger = person("Tom Udenfor")
    for user in (house.colleague, representative, stranger):
        with pytest.raises(OutOfReach):
            queries.attacher(viewer(user))
        assert signed_in(user).get("/film/egen/ny/").status_code == 404
        assert signed_in(user).post("/film/egen/ny/", sent()).status_code == 404
    assert nothing_is_left()


def test_everyone_of_the_organisation_sees_it_and_no_one_else(house: House) -> None:
    film = added(house.leader)
    for user in (house.leader, house.colleague, house.other_leader):
        client = signed_in(user)
        page = client.get(f"/film/egen/{film.id}/")
        assert page.status_code == 200
        assert "Vores egen dag" in page.text
        assert f'<source src="/film/egen/{film.id}/fil/" type="video/mp4">' in " ".join(page.text.split())
        assert f"/film/egen/{film.id}/da.vtt" in page.text
        assert "Vores egen dag" in client.get("/film/kritik/").text
        assert "Vores egen dag" in client.get("/film/").text
        assert "Vores egen dag" not in client.get("/film/defusing/").text
    abroad, stranger = signed_in(house.foreign_leader), signed_in(person("Tom Udenfor"))
    for path in ("", "fil/", "da.vtt", "ret/", "slet/"):
        address = f"/film/egen/{film.id}/{path}"
        assert abroad.get(address).status_code == 404
        assert abroad.post(address).status_code == 404
        assert stranger.get(address).status_code == 404
        assert Client().get(address)["Location"].startswith("/log-ind/")
    assert "Vores egen dag" not in abroad.get("/film/kritik/").text
    assert "Vores egen dag" not in Client().get("/film/kritik/").text
    assert OwnFilm.objects.get() == film
    assert Event.objects.filter(verb="denied", kind="own-film", subject=film.id).exists()


def test_an_employee_changes_and_deletes_nothing(house: House) -> None:
    film = added(house.leader)
    client = signed_in(house.colleague)
    for path in ("ret/", "slet/"):
        assert client.get(f"/film/egen/{film.id}/{path}").status_code == 404
        assert client.post(f"/film/egen/{film.id}/{path}").status_code == 404
    page = client.get(f"/film/egen/{film.id}/").text
    assert "/ret/" not in page
    assert "/slet/" not in page
    assert "/ret/" in signed_in(house.other_leader).get(f"/film/egen/{film.id}/").text


# Attaching


def test_a_film_is_attached_and_told_in_the_history(house: House) -> None:
    answer = signed_in(house.leader).post(
        "/film/egen/ny/", sent(captions_en=SimpleUploadedFile("e.vtt", VTT.encode()))
    )
    film = OwnFilm.objects.select_related("file").get()
    assert answer["Location"] == f"/film/egen/{film.id}/"
    assert (film.title, film.film, film.rights) == ("Vores egen dag", "kritik", "Åvang Kommune")
    assert (film.added_by, film.organisation) == (house.leader, house.top.organisation)
    assert (film.file.media_type, film.file.size) == ("video/mp4", len(mp4()))
    assert queries.caption_languages(film) == ["da", "en"]
    assert Event.objects.filter(verb="own-film-added", actor=house.leader.id, subject=film.id).count() == 1


def test_sent_twice_it_is_one_film(house: House) -> None:
    once = uuid.uuid4()
    first, second = added(house.leader, once=once), added(house.leader, once=once)
    assert first == second
    assert FilmFile.objects.get() == first.file
    assert Piece.objects.count() == 1
    assert Event.objects.filter(verb="own-film-added").count() == 1
    assert added(house.foreign_leader, once=once) != first


@pytest.mark.parametrize("content", [webm(), mp4(b"mp42")])
def test_the_content_tells_what_it_is_not_the_name(house: House, content: bytes) -> None:
    signed_in(house.leader).post("/film/egen/ny/", sent(file=SimpleUploadedFile("film.txt", content)))
    assert FilmFile.objects.get().media_type in {"video/mp4", "video/webm"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"file": SimpleUploadedFile("film.mp4", b"<html>I am no film</html>")}, "ikke en MP4- eller WebM-fil"),
        ({"file": SimpleUploadedFile("film.mp4", b"")}, "Filen er tom"),
        ({"file": None}, "Vælg filmen"),
        ({"captions_da": None}, "undertekster på mindst ét sprog"),
        ({"captions_da": SimpleUploadedFile("a.vtt", b"1\n")}, "begynder ikke med WEBVTT"),
        ({"captions_da": SimpleUploadedFile("a.vtt", b"")}, "Der er ingen undertekster"),
        (
            {"captions_en": SimpleUploadedFile("a.vtt", (VTT + "\n00:02.000 --> 00:03.000\n010203-1234").encode())},
            "CPR-nummer i linje 7",
        ),
        ({"title": "Fru Hansen 010203-1234"}, "CPR-nummer i linje 1"),
        ({"title": ""}, "Titel"),
        ({"rights": ""}, "Hvem har rettighederne"),
        ({"may_show": None}, "Sæt kryds, hvis I har lov"),
        ({"beside": "ukendt"}, "Hvor hører filmen til?"),
        ({"once": "x"}, "once"),
    ],
)
def test_what_is_refused_is_told_and_nothing_is_stored(house: House, changes: dict[str, Any], said: str) -> None:
    page = signed_in(house.leader).post("/film/egen/ny/", sent(**changes))
    assert page.status_code == 200
    assert said in page.text
    assert "data-error-summary" in page.text
    assert nothing_is_left()


def test_a_film_that_is_too_large_is_let_go_while_it_arrives(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 200_000)
    monkeypatch.setattr(forms, "MOST_BYTES", 200_000)
    big = SimpleUploadedFile("film.mp4", mp4() + b"x" * 300_000)
    page = signed_in(house.leader).post("/film/egen/ny/", sent(file=big))
    assert "Filen er for stor. Den må højst fylde 300 MB." in page.text
    assert nothing_is_left()


def test_files_that_nobody_asked_for_are_not_taken(house: House) -> None:
    extra = SimpleUploadedFile("other.bin", b"x" * 1000)
    answer = signed_in(house.leader).post("/film/egen/ny/", sent(other=extra))
    assert answer.status_code == 302
    assert FilmFile.objects.get().size == len(mp4())


def test_a_form_from_elsewhere_is_turned_away(house: House) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.leader)
    assert client.post("/film/egen/ny/", sent()).status_code == 403
    assert nothing_is_left()
    page = client.get("/film/egen/ny/")
    token = page.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post("/film/egen/ny/", sent(csrfmiddlewaretoken=token)).status_code == 302


def test_a_file_is_stored_in_pieces_and_never_read_whole(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PIECE", 16)
    content = mp4() + bytes(range(100))
    signed_in(house.leader).post("/film/egen/ny/", sent(file=SimpleUploadedFile("f.mp4", content)))
    pieces = [bytes(piece) for piece in Piece.objects.order_by("number").values_list("content", flat=True)]
    assert b"".join(pieces) == content
    assert {len(piece) for piece in pieces[:-1]} == {16}
    assert 1 <= len(pieces[-1]) <= 16


def test_the_film_that_one_comes_from_is_chosen(house: House) -> None:
    page = signed_in(house.leader).get("/film/egen/ny/?film=kritik").text
    assert '<option value="kritik" selected>' in page


# Changing, deleting, ending


def test_a_change_is_told_and_keeps_it_for_two_more_years(house: House) -> None:
    film = added(house.leader)
    client = signed_in(house.other_leader)
    page = client.get(f"/film/egen/{film.id}/ret/").text
    assert 'value="Vores egen dag"' in page
    english = SimpleUploadedFile("e.vtt", VTT.replace("Hej", "Hi").encode())
    told = {"title": "Dagen", "beside": "", "rights": "Os", "version": "1", "captions_en": english}
    assert client.post(f"/film/egen/{film.id}/ret/", told)["Location"] == f"/film/egen/{film.id}/"
    film.refresh_from_db()
    assert (film.title, film.film, film.rights, film.version) == ("Dagen", "", "Os", 2)
    assert film.changed_by == house.other_leader
    assert film.changed_at > NOW
    assert "Hi" in queries.captions(viewer(house.colleague), film.id, "en")
    assert "Hej" in queries.captions(viewer(house.colleague), film.id, "da")
    assert Event.objects.filter(verb="own-film-changed", subject=film.id).count() == 1


def test_who_comes_second_is_told_who_was_first(house: House) -> None:
    film = added(house.leader)
    actions.change_own_film(film=film, facts=FACTS, captions={}, version=1, by=viewer(house.deputy), now=NOW + DAY)
    with pytest.raises(ChangedMeanwhile):
        actions.change_own_film(film=film, facts=FACTS, captions={}, version=1, by=viewer(house.leader), now=NOW)
    told = {"title": "Min titel", "beside": "", "rights": "Os", "version": "1"}
    client = signed_in(house.leader)
    page = client.post(f"/film/egen/{film.id}/ret/", told).text
    assert "Dines Modelgaard har ændret det her" in page
    assert "Min titel" in page
    assert "Det står der nu" in page
    assert client.post(f"/film/egen/{film.id}/ret/", told | {"version": "2"}).status_code == 302
    film.refresh_from_db()
    assert film.title == "Min titel"


def test_a_mistake_in_a_change_is_told(house: House) -> None:
    film = added(house.leader)
    told = {"title": "", "beside": "", "rights": "Os", "version": "1"}
    page = signed_in(house.leader).post(f"/film/egen/{film.id}/ret/", told)
    assert "data-error-summary" in page.text


def test_deleted_is_gone_with_all_its_pieces(house: House) -> None:
    film = added(house.leader, pieces=tuple(bytes([n]) for n in range(40)))
    client = signed_in(house.leader)
    assert "Skal »Vores egen dag« slettes for altid?" in client.get(f"/film/egen/{film.id}/slet/").text
    assert OwnFilm.objects.exists()
    assert client.post(f"/film/egen/{film.id}/slet/")["Location"] == "/film/"
    assert nothing_is_left()
    assert Event.objects.filter(verb="own-film-deleted", actor=house.leader.id, subject=film.id).count() == 1
    assert client.get(f"/film/egen/{film.id}/").status_code == 404


def test_two_years_after_the_last_change_it_is_deleted(house: House) -> None:
    old, new = added(house.leader), added(house.leader, now=NOW + DAY)
    end = NOW.replace(year=NOW.year + 2)
    actions.delete_ended(now=end - DAY)
    assert OwnFilm.objects.count() == 2
    actions.delete_ended(now=end)
    assert OwnFilm.objects.get() == new
    assert FilmFile.objects.get() == new.file
    assert Event.objects.filter(verb="own-film-deleted", actor=None, subject=old.id).count() == 1
    actions.delete_ended(now=end)
    assert OwnFilm.objects.get() == new
    page = signed_in(house.colleague).get(f"/film/egen/{new.id}/").text
    assert "Slettes 3. marts 2028, hvis den ikke bliver ændret." in " ".join(page.split())


def test_what_a_broken_upload_left_goes_a_day_later(house: House) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"a"
        raise OSError("the connection is gone")

    with pytest.raises(OSError, match="gone"):
        actions.store_file(pieces=breaks(), media_type="video/mp4", now=NOW)
    film = added(house.leader)
    assert FilmFile.objects.count() == 2
    actions.delete_ended(now=NOW + DAY)
    assert FilmFile.objects.count() == 2
    actions.delete_ended(now=NOW + DAY + dt.timedelta(seconds=1))
    assert FilmFile.objects.get() == film.file


# How often is the database asked?


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_often_for_three_films_as_for_one(
    house: House, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    films = [added(house.leader) for _ in range(count)]
    client = signed_in(house.leader)
    client.get("/film/")  # the session notes that it has been used
    for path, statements in (
        ("/film/", 4),
        ("/film/kritik/", 4),
        (f"/film/egen/{films[0].id}/", 5),
        ("/film/egen/ny/", 3),
        (f"/film/egen/{films[0].id}/ret/", 4),
        (f"/film/egen/{films[0].id}/slet/", 4),
        (f"/film/egen/{films[0].id}/fil/", 4),
        (f"/film/egen/{films[0].id}/da.vtt", 4),
    ):
        with django_assert_num_queries(statements):
            client.get(path)


def test_saving_asks_seldom(house: House, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(house.leader)
    client.get("/film/")  # the session notes that it has been used
    with django_assert_num_queries(14):
        client.post("/film/egen/ny/", sent())
    film = OwnFilm.objects.get()
    with django_assert_num_queries(9):
        client.post(f"/film/egen/{film.id}/ret/", {"title": "A", "beside": "", "rights": "B", "version": "1"})
    with django_assert_num_queries(15):
        client.post(f"/film/egen/{film.id}/slet/")
