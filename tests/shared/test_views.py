"""What does a person see when something does not work, and does it still work without what is broken?"""

import datetime as dt
import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from tests.serving import environment_for, free_port
from trappen.accounts.models import User
from trappen.shared.views import gallery
from trappen.site import urls
from trappen.vault import ring

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self' http://127.0.0.1:8001; media-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
AWAY, WRONG = "Trappen er ikke klar lige nu", "Noget gik galt hos os"
AWAY_IN_ENGLISH, WRONG_IN_ENGLISH = "Trappen is not ready right now", "Something went wrong on our side"


class Kastanje(Exception):
    """Something that nobody thought of."""


def bomb(request: HttpRequest, kind: str) -> HttpResponse:
    raise {
        "operational": OperationalError("database is locked: kastanje"),
        "interface": InterfaceError("connection already closed: kastanje"),
        "other": Kastanje(),
    }[kind]


handler500 = "trappen.shared.views.trouble"
urlpatterns = [
    path("bomb/<str:kind>/", bomb),
    path("en/bomb/<str:kind>/", bomb),
    path("udvikling/komponenter/", gallery),
    *urls.urlpatterns,
]


@pytest.fixture
def patient() -> Client:
    """A client that gets the page, as a browser does, and not the exception."""
    return Client(raise_request_exception=False)


def is_away(response: Any) -> None:
    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"].split(",")[0]) == ("10", "no-store")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Content-Security-Policy"] == CSP
    assert response.text.count(f"<h1>{AWAY}</h1>") == 1
    assert f"<h2>{AWAY_IN_ENGLISH}</h2>" in response.text


# A real database that is really locked, or really away


@contextmanager
def locked() -> Iterator[None]:
    """Someone else writes and does not finish."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_a_plain_page_and_nothing_is_half_written(patient: Client) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not lock the whole database")
    person = User.objects.create(name="Karen Østergård", email="karen@aavang.example", created_at=NOW)
    patient.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    assert patient.get("/min-konto/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with locked():
        response = patient.post("/min-konto/", {"name": "Karen Kastanje", "language": "da"})
        is_away(response)
        assert "Kastanje" not in response.text
        assert patient.get("/min-konto/").status_code == 200, "reading goes on"
    assert User.objects.get().name == "Karen Østergård"
    assert User.objects.update(name="Karen Lund") == 1, "and writing too, when it is free"


ASK = """
import json
from trappen.site.start import set_up
set_up()
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.test import Client
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
def told(response):
    return [response.status_code, dict(response.items()), response.content.decode(errors="replace")[:5000]]
found = {}
for path in PUBLIC:
    found[path] = told(client.get(path))
found["placement"] = told(client.post("/api/v1/placement", {"observations": []}, content_type="application/json"))
found["finder"] = told(client.post("/find-trin/", {"sign": "press-and-media"}))
found["sign-in"] = told(client.post("/log-ind/", {"login": "karen@aavang.example", "password": "kastanje"}))
client.cookies["trappen_session"] = "abcdefghijklmnopqrstuvwxyz012345"
found["overview"] = told(client.get("/overblik/"))
found["english"] = told(client.post("/en/log-ind/", {"login": "karen@aavang.example", "password": "kastanje"}))
print(json.dumps(found))
"""
PUBLIC = [
    start + path
    for start in ("/", "/en/")
    for path in (
        "",
        "trappen/",
        "trappen/gul/",
        "find-trin/",
        "guide/",
        "guide/language/",
        "tjekliste.pdf",
        "log-ind/",
    )
] + ["/tilgaengelighed/", "/privatliv/", "/healthz", "/api/v1/staircase", "/api/v1/openapi.json"]


@pytest.fixture(scope="module")
def without_database(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a site answers whose database server is not there: nobody listens on its port."""
    folder: Path = tmp_path_factory.mktemp("away")
    ring.create(folder / "keys" / "master.key")
    environment = environment_for(folder, DATABASE_URL=f"postgresql://nobody:x@127.0.0.1:{free_port()}/none")
    code = f"PUBLIC = {PUBLIC!r}\n{ASK}"
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "kastanje" not in done.stderr, "what was typed is not logged"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("address", [*PUBLIC, "placement", "finder"])
def test_public_pages_need_no_database(without_database: dict[str, Any], address: str) -> None:
    status, headers, _ = without_database[address]
    assert status == 200
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ["sign-in", "overview", "english"])
def test_a_database_that_is_away_is_a_plain_page(without_database: dict[str, Any], address: str) -> None:
    status, headers, text = without_database[address]
    response = HttpResponse(text, status=status, headers=headers)
    is_away(response)
    assert "kastanje" not in text
    assert "psycopg" not in text


# Everything else


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("start", ["/", "/en/"])
@pytest.mark.parametrize("kind", ["operational", "interface"])
def test_whatever_the_database_says_it_is_the_same_page(patient: Client, start: str, kind: str) -> None:
    response = patient.get(f"{start}bomb/{kind}/")
    is_away(response)
    assert "kastanje" not in response.text


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_anything_else_that_fails_is_our_fault_and_says_so(
    patient: Client, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = getattr(patient, method)("/bomb/other/")
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "Retry-After" not in response
    assert response["Content-Security-Policy"] == CSP
    assert f"<h1>{WRONG}</h1>" in response.text
    assert f"<h2>{WRONG_IN_ENGLISH}</h2>" in response.text
    assert "Kastanje" not in response.text
    assert "Kastanje" in caplog.text, "the operator finds it in the log"


@override_settings(ROOT_URLCONF=__name__)
def test_neither_page_asks_the_database(
    patient: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        patient.get("/bomb/operational/")
        patient.get("/bomb/other/")


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("kind", ["operational", "other"])
def test_a_page_of_trouble_needs_nothing_else_and_loads_its_own_style(patient: Client, kind: str) -> None:
    text = patient.get(f"/bomb/{kind}/").text
    assert '<html lang="da">' in text
    assert '<div lang="en">' in text
    assert '<link rel="stylesheet" href="/static/css/app.css">' in text
    assert "<script" not in text
    assert "style=" not in text


@pytest.mark.parametrize(("path", "language"), [("/log-ind/", "da"), ("/en/log-ind/", "en")])
def test_a_form_without_its_token_is_told_what_to_do(path: str, language: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path, {"login": "karen@aavang.example", "password": "kastanje"})
    assert response.status_code == 403
    assert response["Content-Security-Policy"] == CSP
    assert f'<html lang="{language}">' in response.text
    assert ("Siden tog ikke imod det, du sendte" in response.text) == (language == "da")
    assert "kastanje" not in response.text


def test_more_than_the_site_takes_is_refused_plainly(patient: Client) -> None:
    too_long = {"note": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    too_many = {f"field-{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    for posted in (too_long, too_many):
        response = patient.post("/find-trin/", posted)
        assert response.status_code == 400
        assert response["Content-Security-Policy"] == CSP
        assert "Siden kunne ikke tage imod det, du sendte" in response.text


def test_200_000_letters_of_any_script_are_taken(patient: Client) -> None:
    assert patient.post("/find-trin/", {"note": "\U0001f642" * 200_000}).status_code == 200
    sent = urlencode({"note": "\U0001f642" * 200_000})
    response = patient.post("/find-trin/", sent, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200


def test_an_unknown_address_is_told_in_its_language(patient: Client) -> None:
    for address, language in (("/findes/ikke/", "da"), ("/en/findes/ikke/", "en")):
        response = patient.get(address)
        assert response.status_code == 404
        assert f'<html lang="{language}">' in response.text
        assert not response.cookies


@pytest.mark.django_db
def test_a_signed_in_person_sees_the_same_page_when_all_is_down(patient: Client) -> None:
    """Without a name: who is signed in is a question to the database."""
    person = User.objects.create(name="Karen Østergård", email="karen@aavang.example", created_at=NOW)
    patient.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    with override_settings(ROOT_URLCONF=__name__):
        response = patient.get("/bomb/operational/")
    is_away(response)
    assert "Karen" not in response.text


def test_the_gallery_of_components_is_for_those_who_build_pages_alone(client: Client) -> None:
    address = "/udvikling/komponenter/"
    assert client.get(address).status_code == 404
    with override_settings(ROOT_URLCONF=__name__):
        response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert all(label in response.text for label in ("Grønt trin", "Gult trin", "Rødt trin", "Ikke vurderet"))
    assert "style=" not in response.text
