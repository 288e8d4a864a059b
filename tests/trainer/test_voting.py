"""Does a room walk through a talk by its votes, and does nothing of them stay?"""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import NOW, House, make_house, viewer
from trappen.accounts.models import User
from trappen.live.models import Answer, Room, Seat
from trappen.organisations.queries import OutOfReach
from trappen.shared.rules import ChangedMeanwhile
from trappen.trainer import actions, queries
from trappen.trainer.models import Vote
from trappen.trainer.rules import WrongPath

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def vote(house: House) -> Vote:
    dialogue = next(iter(queries.content().dialogues))
    return actions.open_vote(dialogue=dialogue, once=uuid.uuid4(), by=viewer(house.colleague), now=NOW)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def phone(vote: Vote) -> Client:
    Room.objects.filter(id=vote.room_id).update(ends_at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    client = Client()
    client.post(f"/deltag/{vote.room.code}/")
    return client


def voted(client: Client, vote: Vote, choice: str) -> None:
    question = Room.objects.get(id=vote.room_id).question
    client.post(f"/deltag/{vote.room.code}/svar/", {"question": str(question), "choice": choice})


def test_a_vote_is_opened_once_and_is_its_hosts_alone(house: House, vote: Vote) -> None:
    again = actions.open_vote(dialogue=vote.dialogue, once=vote.id, by=viewer(house.colleague), now=NOW)
    assert (again, Room.objects.count()) == (vote, 1)
    for user in (house.leader, house.helper, house.other_leader, house.foreign_leader):
        with pytest.raises(OutOfReach):
            queries.vote_to_host(viewer(user), vote.id)
        client = client_of(user)
        for part in ("", "tal.json", "luk/"):
            assert client.get(f"/samtaletraener/afstemning/{vote.id}/{part}").status_code == 404
            assert client.post(f"/samtaletraener/afstemning/{vote.id}/{part}").status_code == 404
    for part in ("", "tal.json", "luk/"):
        answer = Client().get(f"/samtaletraener/afstemning/{vote.id}/{part}")
        assert answer["Location"].startswith("/log-ind/")


def test_from_the_big_screen_to_the_end_of_the_talk(house: House) -> None:
    host = client_of(house.colleague)
    dialogue = next(iter(queries.content().dialogues))
    screen = host.get(f"/samtaletraener/{dialogue}/storskaerm/").text
    once = re.search(r'name="once"\s+value="([^"]+)"', screen)
    assert once
    assert "stemme på telefonen" not in Client().get(f"/samtaletraener/{dialogue}/storskaerm/").text
    assert host.post("/samtaletraener/afstemning/ny/", {"dialogue": "no-such"})["Location"] == "/samtaletraener/"
    opened = host.post("/samtaletraener/afstemning/ny/", {"dialogue": dialogue, "once": once[1]})
    here = f"/samtaletraener/afstemning/{once[1]}/"
    assert opened["Location"] == here
    vote = Vote.objects.get()
    phones = [phone(vote) for _ in range(3)]
    for each, choice in zip(phones, "113", strict=True):
        voted(each, vote, choice)
    assert "Din stemme" in phones[0].get(f"/deltag/{vote.room.code}/").text
    assert host.get(f"{here}tal.json").json()["answers"] == 3
    page = host.get(here).text
    assert "Vis stemmerne" in page
    assert "2 stemmer" not in page
    host.post(here, {"version": 0, "show": "1"})
    page = host.get(here).text
    assert page.count("2 stemmer") == 1
    assert page.count("1 stemme\n") == 1
    assert "Stemmerne er talt" in phones[0].get(f"/deltag/{vote.room.code}/").text
    host.post(here, {"version": 1, "choice": "1"})
    vote.refresh_from_db()
    assert (vote.path, vote.counts) == ("1", None)
    assert "Hvad gjorde svaret?" in host.get(here).text
    while not queries.walk_of(vote).end:
        vote.refresh_from_db()
        host.post(here, {"version": vote.version, "choice": "1"})
        vote.refresh_from_db()
    assert "Det, der lå bag" in host.get(here).text
    assert "Se på storskærmen" in phones[0].get(f"/deltag/{vote.room.code}/").text
    assert host.get(f"{here}luk/")["Location"] == here
    assert host.post(f"{here}luk/")["Location"] == f"/samtaletraener/{dialogue}/storskaerm/"
    assert (Vote.objects.count(), Room.objects.count(), Seat.objects.count(), Answer.objects.count()) == (0, 0, 0, 0)


def test_what_comes_from_an_old_screen_changes_nothing(house: House, vote: Vote) -> None:
    actions.show_votes(vote=vote, version=0, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.show_votes(vote=vote, version=0, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.show_votes(vote=vote, version=1, now=NOW)  # they are shown already
    with pytest.raises(WrongPath):
        actions.go_on(vote=vote, choice="9", version=1, now=NOW)
    client, here = client_of(house.colleague), f"/samtaletraener/afstemning/{vote.id}/"
    client.post(here, {"version": 0, "choice": "1"})
    assert "stod et andet sted" in client.get(here).text
    client.post(here, {"version": 1, "choice": "9"})
    client.post(here, {"version": 1})
    vote.refresh_from_db()
    assert (vote.path, vote.version) == ("", 1)


def test_a_vote_that_is_no_reply_is_put_aside(vote: Vote) -> None:
    client = phone(vote)
    voted(client, vote, "4")
    vote.room.refresh_from_db()
    assert (Answer.objects.count(), vote.room.ignored) == (0, 1)


def test_a_room_that_nobody_closed_is_closed(vote: Vote) -> None:
    actions.end_left_open(now=NOW + dt.timedelta(hours=11))
    assert Vote.objects.count() == 1
    actions.end_left_open(now=NOW + dt.timedelta(hours=12))
    assert (Vote.objects.count(), Room.objects.count()) == (0, 0)


@pytest.mark.parametrize("phones", [1, 3])
def test_statements(house: House, vote: Vote, phones: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(phones):
        voted(phone(vote), vote, "1")
    client = client_of(house.colleague)
    client.get(f"/samtaletraener/afstemning/{vote.id}/")
    with django_assert_num_queries(6):
        client.get(f"/samtaletraener/afstemning/{vote.id}/")
