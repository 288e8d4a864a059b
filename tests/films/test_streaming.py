"""Does a film go out as players ask for it, part by part, and never more than a megabyte at a time?"""

import uuid

import pytest
from django.test import Client

from tests.factories import NOW, House, make_house, viewer
from trappen.films import actions, queries
from trappen.films.models import OwnFilm
from trappen.films.queries import PIECE
from trappen.films.ranges import MOST_AT_ONCE, Stretch

pytestmark = pytest.mark.django_db

CONTENT = bytes(n % 251 for n in range(2 * PIECE + 1000))
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nHej.\n"


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def film(house: House) -> OwnFilm:
    pieces = [CONTENT[at : at + PIECE] for at in range(0, len(CONTENT), PIECE)]
    who = viewer(house.leader)
    return actions.add_own_film(
        organisation=queries.attacher(who),
        facts=actions.Facts("Vores", "", "Os"),
        file=actions.store_file(pieces=pieces, media_type="video/webm", now=NOW),
        captions={"da": VTT},
        once=uuid.uuid4(),
        by=who,
        now=NOW,
    )


@pytest.fixture
def client(house: House) -> Client:
    client = Client()
    client.force_login(house.colleague)
    return client


def address(film: OwnFilm) -> str:
    return f"/film/egen/{film.id}/fil/"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, MOST_AT_ONCE - 1),
        ("bytes=0-0", 0, 0),
        (f"bytes={PIECE - 1}-{PIECE}", PIECE - 1, PIECE),
        (f"bytes={PIECE - 5}-", PIECE - 5, PIECE - 5 + MOST_AT_ONCE - 1),
        (f"bytes={2 * PIECE}-", 2 * PIECE, len(CONTENT) - 1),
        ("bytes=-10", len(CONTENT) - 10, len(CONTENT) - 1),
    ],
)
def test_a_part(client: Client, film: OwnFilm, asked: str, first: int, last: int) -> None:
    answer = client.get(address(film), headers={"range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["Content-Type"] == "video/webm"
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content == CONTENT[first : last + 1]


def test_part_by_part_it_is_the_whole(client: Client, film: OwnFilm) -> None:
    got = b""
    while len(got) < len(CONTENT):
        got += client.get(address(film), headers={"range": f"bytes={len(got)}-"}).content
    assert got == CONTENT


def test_without_a_range_it_is_the_whole_as_a_stream(client: Client, film: OwnFilm) -> None:
    answer = client.get(address(film))
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["Accept-Ranges"] == "bytes"
    assert answer.getvalue() == CONTENT


@pytest.mark.parametrize("asked", [f"bytes={len(CONTENT)}-", "bytes=-0", "bytes=x", "bytes=5-4"])
def test_what_the_file_does_not_have(client: Client, film: OwnFilm, asked: str) -> None:
    answer = client.get(address(film), headers={"range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_a_part_of_an_older_file_is_not_mixed_with_this_one(client: Client, film: OwnFilm) -> None:
    etag = client.head(address(film))["ETag"]
    assert etag == f'"{film.file.digest}"'
    same = client.get(address(film), headers={"range": "bytes=0-1", "if-range": etag})
    assert same.status_code == 206
    other = client.get(address(film), headers={"range": "bytes=0-1", "if-range": '"other"'})
    assert other.status_code == 200
    assert other.getvalue() == CONTENT
    known = client.get(address(film), headers={"if-none-match": f'"x", {etag}'})
    assert known.status_code == 304
    assert known.content == b""


def test_head_tells_and_sends_nothing(client: Client, film: OwnFilm) -> None:
    answer = client.head(address(film), headers={"range": "bytes=0-1"})
    assert answer.status_code == 200
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["Accept-Ranges"] == "bytes"
    assert answer.content == b""


def test_captions(client: Client, film: OwnFilm) -> None:
    answer = client.get(f"/film/egen/{film.id}/da.vtt")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.text == VTT
    assert client.get(f"/film/egen/{film.id}/en.vtt").status_code == 404


def test_the_bytes_of_a_stretch(film: OwnFilm) -> None:
    for first, last in ((0, 0), (PIECE - 1, PIECE), (PIECE, 2 * PIECE - 1), (3, PIECE + 2), (len(CONTENT) - 1,) * 2):
        assert queries.part(film.file, Stretch(first, last)) == CONTENT[first : last + 1]
