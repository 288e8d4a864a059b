"""Who comes in by which code, and what do those see who have none?"""

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from trappen.live import actions, queries, throttle
from trappen.live.models import Answer, Room, Seat
from trappen.live.process import Hub
from trappen.live.rules import MOST_SEATS
from trappen.live.shedding import shedder
from trappen.live.tickets import stream_of

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Asked-By": "script"}


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    cache.clear()
    shedder._buckets.clear()
    shedder._ignored.clear()
    shedder._handed_on.clear()


@pytest.fixture
def here(room: Room) -> Room:
    """The room, open now."""
    room.opened_at, room.ends_at = timezone.now(), timezone.now() + dt.timedelta(hours=1)
    room.save()
    return room


def joined(room: Room) -> Client:
    client = Client()
    assert client.post(f"/deltag/{room.code}/").status_code == 302
    return client


def test_a_visitor_types_the_code(here: Room) -> None:
    client = Client()
    assert "Koden på storskærmen" in client.get("/deltag/").text
    typed = client.post("/deltag/", {"code": f" {here.code[:3].lower()} {here.code[3:]}"})
    assert (typed.status_code, typed["Location"]) == (302, f"/deltag/{here.code}/")
    wrong = client.post("/deltag/", {"code": "nul"})
    assert wrong.status_code == 422
    assert "En kode har seks tegn" in wrong.text


def test_one_is_told_what_answers_are_used_for_before_taking_a_seat(here: Room) -> None:
    client = Client()
    page = client.get(f"/deltag/{here.code}/")
    assert "Det bruges dine svar til" in page.text
    assert page["Cache-Control"] == "no-store"
    assert Seat.objects.count() == 0
    assert not client.cookies


def test_a_seat_is_a_cookie_of_its_own_and_no_session(here: Room) -> None:
    client = joined(here)
    assert set(client.cookies) == {"trappen_seat"}
    seat = client.cookies["trappen_seat"]
    assert (seat["httponly"], seat["samesite"]) == (True, "Lax")
    page = client.get(f"/deltag/{here.code}/")
    assert 'data-room="' in page.text
    assert seat.value not in page.text
    assert client.post(f"/deltag/{here.code}/").status_code == 200
    assert Seat.objects.count() == 1


def test_wrong_and_ended_codes_are_answered_alike(here: Room) -> None:
    ended = actions.open_room(kind="colours", now=timezone.now() - dt.timedelta(hours=13))
    codes = (ended.code, "AAAAAA", "abc")
    answers = [Client().get(f"/deltag/{code}/") for code in codes]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.text.replace(code, "") for code, answer in zip(codes, answers, strict=True)}) == 1
    assert "Koden virker ikke" in answers[0].text
    for part in ("nu", "svar"):
        asked = Client().get if part == "nu" else Client().post
        assert asked(f"/deltag/AAAAAA/{part}/").status_code == 404


def test_an_address_with_a_code_in_small_letters_is_good(here: Room) -> None:
    assert Client().get(f"/deltag/{here.code.lower()}/").status_code == 200


def test_who_guesses_has_to_wait_and_who_has_a_seat_has_not(here: Room) -> None:
    player, guesser = joined(here), Client()
    codes = [guesser.get(f"/deltag/AAAA{letter}{other}/").status_code for letter in "ABCDEF" for other in "ABCDEFG"]
    assert codes[: throttle.MOST_WRONG] == [404] * throttle.MOST_WRONG
    assert set(codes[throttle.MOST_WRONG :]) == {429}
    assert guesser.get(f"/deltag/{here.code}/").status_code == 429
    assert player.get(f"/deltag/{here.code}/").status_code == 200
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"/deltag/{here.code}/").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "1.1.1.1, 2.2.2.2", "127.0.0.1"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "1.1.1.1", "127.0.0.1"),
        (1, "no address", "unknown"),
    ],
)
def test_an_address_is_what_trusted_proxies_say(proxies: int, told: str, address: str) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": told})
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert throttle.address_of(request) == address


def test_a_full_room_says_so(here: Room) -> None:
    Seat.objects.bulk_create([Seat(room=here, ticket=str(number)) for number in range(MOST_SEATS)])
    page = Client().post(f"/deltag/{here.code}/")
    assert page.status_code == 503
    assert "Der er fuldt" in page.text


def test_a_player_answers_with_and_without_a_script(here: Room) -> None:
    client, address = joined(here), f"/deltag/{here.code}/svar/"
    plain = client.post(address, {"question": "1", "colour": "blue"})
    assert (plain.status_code, plain["Location"]) == (302, f"/deltag/{here.code}/")
    told = client.post(address, {"question": "1", "colour": "red"}, headers=SCRIPT)
    assert told.json()["taken"] is True
    assert list(Answer.objects.values_list("value", flat=True)) == ["red"]


@pytest.mark.parametrize(
    "form",
    [
        {"question": "1", "colour": "green"},
        {"question": "1"},
        {"question": "2", "colour": "blue"},
        {"question": "-1", "colour": "blue"},
        {"question": "²", "colour": "blue"},
        {"question": "9" * 30, "colour": "blue"},
        {"colour": "blue"},
    ],
)
def test_what_is_no_answer_is_put_aside_and_counted(here: Room, form: dict[str, str]) -> None:
    told = joined(here).post(f"/deltag/{here.code}/svar/", form, headers=SCRIPT)
    assert told.json()["taken"] is False
    here.refresh_from_db()
    assert (here.ignored, Answer.objects.count()) == (1, 0)


def test_an_answer_from_a_foreign_room_is_put_aside_and_counted(here: Room) -> None:
    other = actions.open_room(kind="colours", now=timezone.now())
    stranger = joined(other)
    form = {"question": "1", "colour": "blue"}
    assert stranger.post(f"/deltag/{here.code}/svar/", form, headers=SCRIPT).status_code == 429
    assert stranger.post(f"/deltag/{here.code}/svar/", form).status_code == 302
    here.refresh_from_db()
    assert (here.ignored, Answer.objects.count()) == (1, 0)


def test_a_thousand_answers_at_once_cost_the_room_one_answer(here: Room) -> None:
    client = joined(here)
    for _ in range(1_000):
        client.post(f"/deltag/{here.code}/svar/", {"question": "1", "colour": "blue"}, headers=SCRIPT)
    here.refresh_from_db()
    assert Answer.objects.get().tries <= 20
    assert here.ignored >= 1


def test_a_phone_that_missed_something_asks(here: Room) -> None:
    client, address = joined(here), f"/deltag/{here.code}/nu/"
    assert client.get(f"{address}?seen={here.version}").status_code == 204
    actions.show(room=here, now=timezone.now())
    told = client.get(f"{address}?seen=0").json()
    assert told["version"] == here.version == 1
    assert "Det bruges dine svar til" in told["html"]
    assert Client().get(address).status_code == 404


def test_statements_of_a_waiting_and_an_answering_phone(
    here: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = joined(here)
    with django_assert_num_queries(2):
        client.get(f"/deltag/{here.code}/nu/?seen=0")
    with django_assert_num_queries(7):
        client.post(f"/deltag/{here.code}/svar/", {"question": "1", "colour": "blue"})


def test_the_name_of_a_stream_cannot_be_guessed(here: Room) -> None:
    hub = Hub(settings.LIVE_SECRET)
    assert hub.name_of(stream_of(here.id, "da")) == f"{here.id.hex}.da"
    assert hub.name_of(f"{uuid.uuid4().hex}.da.{'0' * 32}") is None
    assert hub.name_of("æ") is None


def test_nobody_sits_in_a_room_by_another_rooms_seat(here: Room) -> None:
    other = actions.open_room(kind="colours", now=timezone.now())
    client = joined(other)
    assert "Vær med" in client.get(f"/deltag/{here.code}/").text
    assert queries.how_many(here.id)["seats"] == 0
