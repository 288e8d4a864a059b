"""Are the films there for everyone, in both languages, with all that they need and nothing kept?

Where no database is asked for, none may be touched: that is what a visitor's page needs.
"""

import io
import json
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.factories import House, make_house
from tests.films.conftest import FILMS
from trappen.films.rules import Film, timeline
from trappen.films.wording import FACES, PLACES, POSES, SPOTS, TAKES

LANGUAGES = {"da": "", "en": "/en"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def start(language: str) -> str:
    return LANGUAGES[language] + "/film/"


def test_all_films_are_listed(client: Client, language: str) -> None:
    page = client.get(start(language))
    assert re.findall(rf'<a href="{start(language)}([\w-]+)/">', page.text) == [film.id for film in FILMS]
    assert "X-Keep" in page.headers
    assert client.cookies == {}
    assert "Jeres egne film" not in page.text


def test_the_whole_film_stands_in_its_page(client: Client, shipped: Film, language: str) -> None:
    page = client.get(f"{start(language)}{shipped.id}/")
    shown = page.text.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    for cue in timeline(shipped):
        beat = cue.beat
        told = beat.say or beat.do or beat.caption or beat.pause
        assert told is not None
        assert told.to(language) in shown
        if beat.technique:
            assert beat.technique.why.to(language) in shown
    assert page.text.count("data-at=") == len(timeline(shipped))
    assert "X-Keep" in page.headers
    assert client.cookies == {}


def test_the_script_gets_every_frame(client: Client, shipped: Film, language: str) -> None:
    page = client.get(f"{start(language)}{shipped.id}/").text
    found = re.search(r'<script id="film-data" type="application/json">(.*?)</script>', page)
    assert found
    frames = json.loads(found[1])
    assert len(frames) == len(timeline(shipped))
    drawn = set(re.findall(r'<g id="([^"]+)">', page))
    actors = set(re.findall(r'data-figure="([^"]+)"', page))
    for frame in frames:
        assert frame["place"] in drawn
        assert set(frame["on"]) <= actors
        assert frame["alt"]
        assert set(frame["text"]) == {"da", "en"}
        for parts in frame["on"].values():
            names = [part for part in parts if part and "(" not in part]
            assert set(names) <= drawn


def test_pages_bring_no_inline_style_or_script(client: Client, shipped: Film) -> None:
    page = client.get(f"/film/{shipped.id}/").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert set(re.findall(r"<script ([^>]*)>", page)) >= {'id="film-data" type="application/json"'}


def test_an_unknown_film_is_not_found(client: Client) -> None:
    for path in ("ukendt/", "ukendt/moede/", "ukendt/moede.pdf", "ukendt/da.vtt", f"{FILMS[0].id}/de.vtt"):
        assert client.get(f"/film/{path}").status_code == 404


def test_captions_are_webvtt_in_both_languages(client: Client, shipped: Film, language: str) -> None:
    answer = client.get(f"/film/{shipped.id}/{language}.vtt")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.text.startswith("WEBVTT\n\n1\n00:00:00.000 --> ")
    assert "X-Keep" in answer.headers


def test_the_meeting_has_its_parts_with_minutes(client: Client, shipped: Film, language: str) -> None:
    page = client.get(f"{start(language)}{shipped.id}/moede/")
    plan = shipped.meeting
    text = " ".join(page.text.split()).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    for words in (plan.aim, *plan.introduction, *plan.watch_for, *plan.wrap_up, *plan.agreements):
        assert words.to(language) in text
    for exercise in plan.exercises:
        assert all(step.to(language) in text for step in exercise.steps)
    assert f"{plan.minutes} minut" in text
    assert f'href="{start(language)}{shipped.id}/"' in text
    assert "X-Keep" in page.headers


def test_the_meeting_on_paper(client: Client, shipped: Film, language: str) -> None:
    answer = client.get(f"{start(language)}{shipped.id}/moede.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
    assert shipped.meeting.aim.to(language).split()[0] in text
    for exercise in shipped.meeting.exercises:
        assert exercise.title.to(language) in text


def test_only_reading_is_possible(client: Client) -> None:
    for path in ("", f"{FILMS[0].id}/", f"{FILMS[0].id}/moede/", f"{FILMS[0].id}/moede.pdf", f"{FILMS[0].id}/da.vtt"):
        assert client.post(f"/film/{path}").status_code == 405


@pytest.mark.django_db
def test_who_is_signed_in_sees_the_same_film_and_it_is_not_kept() -> None:
    house: House = make_house()
    client = Client()
    client.force_login(house.colleague)
    for path in ("/film/", f"/film/{FILMS[0].id}/"):
        page = client.get(path)
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store, private"
        assert "X-Keep" not in page.headers
        assert "Læg en film op" not in page.text  # not for an employee
    client.force_login(house.leader)
    assert f'href="/film/egen/ny/?film={FILMS[0].id}"' in client.get(f"/film/{FILMS[0].id}/").text


def test_everything_that_is_drawn_can_be_told() -> None:
    from trappen.films.drawing import bodies, heads, places
    from trappen.films.rules import Spot, Take

    assert set(PLACES) == set(places.PLACES)
    assert set(FACES) == set(heads.FACES)
    assert set(POSES) == set(bodies.POSES)
    assert set(SPOTS) == set(Spot) - {Spot.OFF}
    assert set(TAKES) == set(Take)
