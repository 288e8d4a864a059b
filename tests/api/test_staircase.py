"""Is the staircase as data the checklist, to the letter, in both languages, for everyone?"""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.staircase.conftest import LANGUAGES, PRACTICES, START, TRACKS, checklist

ADDRESS = "/api/v1/staircase"


def by_the_checklist(language: str) -> dict[str, Any]:
    """The answer as the contract has it, from the file as YAML has it."""

    def practice(each: dict[str, str]) -> dict[str, str]:
        return {"id": each["id"], "label": each[language], "guide": f"{START[language]}/guide/{each['id']}/"}

    return {
        "version": "2021.1",
        "language": language,
        "steps": [
            {
                "id": step["id"],
                "name": step[language]["name"],
                "when": step[language]["when"],
                "continues": step["continues"],
                "signs": [{"id": sign["id"], "label": sign[language]} for sign in step["signs"]],
                "practices": {track: [practice(each) for each in step["practices"][track]] for track in TRACKS},
            }
            for step in checklist()["steps"]
        ],
    }


@pytest.mark.parametrize(("query", "language"), [("", "da"), ("?lang=da", "da"), ("?lang=en", "en")])
def test_it_is_the_checklist_and_nothing_else(client: Client, query: str, language: str) -> None:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Content-Language"] == language
    assert response.json() == by_the_checklist(language)
    assert [step["id"] for step in response.json()["steps"]] == ["green", "yellow", "red"]


def test_a_language_that_there_is_not_is_refused_by_name(client: Client) -> None:
    for query in ("?lang=xx", "?lang=", "?lang=DA", "?lang=da-DK", "?lang=da&lang=de"):
        response = client.get(ADDRESS + query)
        assert response.status_code == 422
        assert response.json() == {"errors": [{"field": "lang", "message": "Input should be 'da' or 'en'"}]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_address_answers(client: Client, language: str) -> None:
    steps = client.get(f"{ADDRESS}?lang={language}").json()["steps"]
    addresses = [each["guide"] for step in steps for track in TRACKS for each in step["practices"][track]]
    assert addresses == [f"{START[language]}/guide/{practice}/" for practice in PRACTICES]
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response["Content-Language"]) == (200, language)


def test_it_is_public_keeps_nothing_and_asks_no_database(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(ADDRESS)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Security-Policy"].startswith("default-src 'none';")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client: Client, method: str) -> None:
    response = getattr(client, method)(ADDRESS)
    assert (response.status_code, response["Allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/staircase/", "/api/v2/staircase", "/en/api/v1/staircase", "/api/v1/docs"]
)
def test_other_addresses_are_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
