"""Who runs, follows and reads a game, and is nothing shown too early?"""

import re
import uuid
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.dialogue.conftest import FIVE, answered, client_of, moved
from tests.factories import House, person
from trappen.dialogue.models import Game, OwnCard
from trappen.dialogue.rules import Move, Phase
from trappen.norms.models import Norm
from trappen.organisations.rules import Role

pytestmark = pytest.mark.django_db

SEEN = ("", "tal.json", "opsamling.pdf")
HOSTED = ("traek/", "tid/", "aftale/", "giv-videre/", "slet/")


def told(client: Client, game: Game, move: Move, version: int | None = None) -> None:
    game.refresh_from_db()
    form = {"move": move.value, "version": game.version if version is None else version}
    answer = client.post(f"/isbjerget/{game.id}/traek/", form)
    assert (answer.status_code, answer["Location"]) == (302, f"/isbjerget/{game.id}/")
    game.refresh_from_db()


def test_who_reaches_a_game(house: House, game: Game) -> None:
    administrator = person("Ada Opfundet", (house.harbour, Role.ADMINISTRATOR))
    above = person("Obel Tænkt", (house.centre, Role.LEADER))
    for user in (house.other_leader, house.foreign_leader, administrator, above):
        client = client_of(user)
        assert {client.get(f"/isbjerget/{game.id}/{part}").status_code for part in SEEN + HOSTED} == {404}
        assert {client.post(f"/isbjerget/{game.id}/{part}").status_code for part in HOSTED} == {404}
        assert str(game.id) not in client.get("/isbjerget/").text
    colleague = client_of(house.colleague)
    assert {colleague.get(f"/isbjerget/{game.id}/{part}").status_code for part in SEEN} == {200}
    assert {colleague.post(f"/isbjerget/{game.id}/{part}").status_code for part in HOSTED} == {404}
    assert "leder spillet" in colleague.get(f"/isbjerget/{game.id}/").text
    for part in SEEN + HOSTED:
        assert Client().get(f"/isbjerget/{game.id}/{part}")["Location"].startswith("/log-ind/")


def test_what_a_visitor_sees_of_the_game(game: Game) -> None:
    for address, words in (("/isbjerget/", "Har du en kode?"), ("/en/isbjerget/", "The Iceberg")):
        page = Client().get(address)
        assert words in page.text
        assert "Jeres spil" not in page.text
        assert not page.cookies
    assert Client().get("/isbjerget/nyt/")["Location"].startswith("/log-ind/")


def test_a_game_is_opened(house: House) -> None:
    client = client_of(house.colleague)
    assert client.get("/isbjerget/nyt/")["Location"] == f"/isbjerget/nyt/{house.harbour.id}/"
    address = f"/isbjerget/nyt/{house.harbour.id}/"
    assert 'name="cards"' not in client.get(address).text
    page = client.get(f"{address}?felt=care-home&felt=unknown").text
    cards = re.findall(r'name="cards"\s+value="([^"]+)"', page)
    assert len(cards) >= 12
    assert page.count("checked") == len(cards) + 1
    once = str(uuid.uuid4())
    refused = client.post(address, {"once": once})
    assert "Vælg mindst ét kort" in refused.text
    unknown = client.post(address, {"once": once, "cards": ["no-such-card"]})
    assert "findes ikke mere" in unknown.text
    opened = client.post(address, {"once": once, "cards": cards[:2]})
    assert opened["Location"] == f"/isbjerget/{once}/"
    assert Game.objects.get().played.cards == tuple(cards[:2])
    again = client.get(address).text
    assert again.count("checked") == 2 + 1
    for stranger in (house.other_leader, house.foreign_leader):
        assert client_of(stranger).get(address).status_code == 404


def test_someone_of_several_units_chooses_one(house: House) -> None:
    both = person("Bo Opfundet", (house.harbour, Role.EMPLOYEE), (house.square, Role.EMPLOYEE))
    page = client_of(both).get("/isbjerget/nyt/").text
    assert "Havnen" in page
    assert "Torvet" in page
    nobody = person("Nis Opfundet", (house.top, Role.ADMINISTRATOR))
    assert "papirkort" in client_of(nobody).get("/isbjerget/nyt/").text


def test_nothing_is_shown_before_the_host_shows_it(house: House, game: Game) -> None:
    client = client_of(house.leader)
    assert game.room
    assert "Sig det højt, før I begynder" in client.get(f"/isbjerget/{game.id}/").text
    told(client, game, Move.NEXT_CARD)
    answered(game, *FIVE)
    page = client.get(f"/isbjerget/{game.id}/").text
    assert 'class="berg"' not in page
    assert "over:yes" not in page
    numbers = client.get(f"/isbjerget/{game.id}/tal.json").json()
    assert numbers == {"seats": 5, "answers": 5, "ignored": 0, "version": 1, "ended": False}
    told(client, game, Move.REVEAL)
    assert 'class="berg"' in client.get(f"/isbjerget/{game.id}/").text


def test_from_talk_to_norm_to_summary(house: House, game: Game, cards: tuple[str, ...]) -> None:
    client = client_of(house.leader)
    told(client, game, Move.NEXT_CARD)
    answered(game, *FIVE)
    told(client, game, Move.REVEAL)
    told(client, game, Move.TALK)
    client.post(f"/isbjerget/{game.id}/tid/", {"minutes": 5, "version": game.version})
    page = client.get(f"/isbjerget/{game.id}/").text
    assert "Hvad tænker du?" in page
    assert re.search(r'data-clock="(29\d|300)"', page)
    game.refresh_from_db()
    told(client, game, Move.NORM)
    refused = client.post(f"/isbjerget/{game.id}/aftale/", {"registers": "depends", "text": ""})
    assert refused.status_code == 422
    assert "Skriv, hvad det kommer an på" in refused.text
    assert (
        "CPR-nummer"
        in client.post(f"/isbjerget/{game.id}/aftale/", {"registers": "always", "text": "Om 010190-1234"}).text
    )
    client.post(f"/isbjerget/{game.id}/aftale/", {"registers": "always", "text": "Vi siger fra."})
    norm = Norm.objects.get()
    assert (norm.card, norm.registers, norm.text, norm.unit) == (cards[0], "always", "Vi siger fra.", house.harbour)
    assert "Vi siger fra." in client.get(f"/isbjerget/{game.id}/").text
    game.refresh_from_db()
    told(client, game, Move.NEXT_CARD)
    assert "Nogen låser døren" in client.get(f"/isbjerget/{game.id}/").text
    told(client, game, Move.REVEAL)
    assert "Tal først, vis så med hænderne" in client.get(f"/isbjerget/{game.id}/").text
    told(client, game, Move.END)
    page = client.get(f"/isbjerget/{game.id}/").text
    assert "Opsamling af spillet" in page
    assert "viste med hænderne" in page
    pdf = PdfReader(BytesIO(client.get(f"/isbjerget/{game.id}/opsamling.pdf").content))
    text = "\n".join(each.extract_text() for each in pdf.pages)
    assert "Vi siger fra." in text
    assert "Ikke aftalt endnu" in text
    assert client.get(f"/isbjerget/{game.id}/slet/").status_code == 200
    client.post(f"/isbjerget/{game.id}/slet/")
    assert Game.objects.count() == 0
    assert Norm.objects.count() == 1


def test_what_comes_from_an_old_screen_is_said_and_changes_nothing(house: House, game: Game) -> None:
    client = client_of(house.leader)
    told(client, game, Move.NEXT_CARD)
    told(client, game, Move.SKIP, version=0)
    assert "stod et andet sted" in client.get(f"/isbjerget/{game.id}/").text
    told(client, game, Move.TALK)
    client.post(f"/isbjerget/{game.id}/tid/", {"minutes": 5, "version": 0})
    client.post(f"/isbjerget/{game.id}/tid/", {"minutes": 500, "version": game.version})
    client.post(f"/isbjerget/{game.id}/traek/", {"move": "fly", "version": game.version})
    game.refresh_from_db()
    assert (game.played.phase, game.played.at, game.timer_until) == (Phase.ASKING, 0, None)
    assert client.get(f"/isbjerget/{game.id}/aftale/").status_code == 302


def test_a_game_is_handed_over(house: House, game: Game) -> None:
    leader, colleague = client_of(house.leader), client_of(house.colleague)
    leader.post(f"/isbjerget/{game.id}/giv-videre/", {"to": str(house.foreign_leader.id)})
    leader.post(f"/isbjerget/{game.id}/giv-videre/", {"to": str(house.colleague.id)})
    assert "Vis det første kort" in colleague.get(f"/isbjerget/{game.id}/").text
    assert "Vis det første kort" not in leader.get(f"/isbjerget/{game.id}/").text
    assert colleague.get("/isbjerget/").text.count(str(game.id)) == 1


def test_a_unit_writes_its_own_cards(house: House) -> None:
    client, address = client_of(house.colleague), f"/isbjerget/egne-kort/{house.harbour.id}/"
    assert "ikke skrevet nogen endnu" in client.get(address).text
    assert "CPR-nummer" in client.post(address, {"once": str(uuid.uuid4()), "text": "010190-1234 slog"}).text
    client.post(address, {"once": str(uuid.uuid4()), "text": "Nogen tager din taske."})
    card = OwnCard.objects.get()
    assert "Nogen tager din taske." in client.get(address).text
    chosen = client.get(f"/isbjerget/nyt/{house.harbour.id}/").text
    assert f'value="own-{card.id}"' in chosen
    remove = f"/isbjerget/egne-kort/fjern/{card.id}/"
    for stranger in (house.other_leader, house.foreign_leader):
        assert client_of(stranger).get(address).status_code == 404
        assert client_of(stranger).post(remove).status_code == 404
    assert "Nogen tager din taske." in client.get(remove).text
    client.post(remove)
    assert OwnCard.objects.count() == 0


def test_a_player_sees_what_the_room_sees(house: House, game: Game) -> None:
    room = game.room
    assert room
    room.ends_at, room.opened_at = room.ends_at.replace(year=2100), room.opened_at
    room.save()
    phones = [Client() for _ in range(5)]
    for phone in phones:
        phone.post(f"/deltag/{room.code}/")
    assert "Vent på det første kort" in phones[0].get(f"/deltag/{room.code}/").text
    moved(game, house.leader, Move.NEXT_CARD)
    for phone, value in zip(phones, FIVE, strict=True):
        verdict, registers = value.split(":")
        form = {"question": "1", "verdict": verdict, "registers": registers}
        phone.post(f"/deltag/{room.code}/svar/", form)
        assert "Dit svar er afgivet" in phone.get(f"/deltag/{room.code}/").text
    sixth = Client()
    sixth.post(f"/deltag/{room.code}/")
    sixth.post(f"/deltag/{room.code}/svar/", {"question": "1", "pass": "1"})
    assert "Du sidder kortet over" in sixth.get(f"/deltag/{room.code}/").text
    moved(game, house.leader, Move.REVEAL)
    shown = phones[0].get(f"/en/deltag/{room.code}/").text
    assert 'class="berg"' in shown
    assert "Grey area" in shown
    moved(game, house.leader, Move.TALK)
    assert "Hvad tænker du?" in phones[0].get(f"/deltag/{room.code}/").text
    moved(game, house.leader, Move.NORM)
    assert "Hvad aftaler I?" in phones[0].get(f"/deltag/{room.code}/").text


@pytest.mark.parametrize("more", [0, 2])
def test_statements(house: House, game: Game, more: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = client_of(house.leader)
    told(client, game, Move.NEXT_CARD)
    answered(game, *FIVE, *["ok:no"] * more)
    client.get(f"/isbjerget/{game.id}/")
    with django_assert_num_queries(8):
        client.get(f"/isbjerget/{game.id}/")
    with django_assert_num_queries(6):
        client.get(f"/isbjerget/{game.id}/tal.json")
    with django_assert_num_queries(5):
        client.get("/isbjerget/")
