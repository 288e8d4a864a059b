"""Does another program get the same placement as the pages, and is anything else refused by the name of its field?"""

import json
import logging
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.api.conftest import Post
from tests.staircase.conftest import raw_practices, raw_signs
from tests.staircase.test_rules import by_the_product

ADDRESS = "/api/v1/placement"
MEDIA, DANGER = "press-and-media", "different-reality-or-aggression"
SAFETY = ["violence-preparedness", "risk-and-police"]
GREEN, YELLOW, RED = ([each["id"] for each in raw_practices(step)] for step in ("green", "yellow", "red"))


def seen(*signs: str, **often: str) -> dict[str, Any]:
    return {"observations": [{"sign": sign, **often} for sign in signs]}


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (
            {"observations": [{"sign": MEDIA, "frequency": "once"}], "persistently_difficult": False},
            {"step": "yellow", "decided_by": [MEDIA], "near": "red", "safety": [], "practices": YELLOW + GREEN},
        ),
        (
            {"observations": []},
            {"step": "green", "decided_by": [], "near": None, "safety": [], "practices": GREEN},
        ),
        (
            {"observations": [], "persistently_difficult": True},
            {"step": "red", "decided_by": [], "near": None, "safety": [], "practices": RED + YELLOW + GREEN},
        ),
        (
            seen(MEDIA),
            {"step": "red", "decided_by": [MEDIA], "near": None, "safety": [], "practices": RED + YELLOW + GREEN},
        ),
        (
            seen("recurring-complaints", frequency="once"),
            {
                "step": "red",
                "decided_by": ["recurring-complaints"],
                "near": None,
                "safety": [],
                "practices": RED + YELLOW + GREEN,
            },
        ),
        (
            seen(MEDIA, "dissatisfaction", frequency="once"),
            {
                "step": "yellow",
                "decided_by": ["dissatisfaction", MEDIA],
                "near": "red",
                "safety": [],
                "practices": YELLOW + GREEN,
            },
        ),
        (
            seen("dissatisfaction"),
            {
                "step": "yellow",
                "decided_by": ["dissatisfaction"],
                "near": None,
                "safety": [],
                "practices": YELLOW + GREEN,
            },
        ),
        (
            seen(DANGER, frequency="once") | {"persistently_difficult": True},
            {"step": "red", "decided_by": [], "near": None, "safety": SAFETY, "practices": RED + YELLOW + GREEN},
        ),
    ],
)
def test_the_answer_is_as_the_contract_has_it(post: Post, body: dict[str, Any], answer: dict[str, Any]) -> None:
    response = post(body)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response.json() == answer


observations = st.dictionaries(
    st.sampled_from([sign["id"] for sign in raw_signs()]), st.sampled_from(["once", "several", "persistently", None])
)


@settings(max_examples=100, deadline=None)
@given(seen=observations, difficult=st.sampled_from([True, False, None]), reverse=st.booleans())
def test_whatever_is_sent_is_placed_as_the_product_says(
    seen: dict[str, str | None], difficult: bool | None, reverse: bool
) -> None:
    """What is None is left out."""
    sent: list[dict[str, str]] = [
        {"sign": sign} | ({"frequency": often} if often else {}) for sign, often in seen.items()
    ]
    body: dict[str, Any] = {"observations": sent[::-1] if reverse else sent}
    if difficult is not None:
        body["persistently_difficult"] = difficult
    expected = by_the_product({sign: often or "several" for sign, often in seen.items()}, difficult=bool(difficult))
    response = Client().post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 200
    names = ("step", "decided_by", "near", "safety", "practices")
    assert response.json() == {name: expected[name] for name in names}


NOT_AN_OBJECT = "Input should be a valid dictionary or object to extract fields from"
NOT_READ = "Cannot parse request body"
NO_SIGN = "There is no sign with this id in the newest edition."
FREQUENCY = "Input should be 'once', 'several' or 'persistently'"
EXTRA = "Extra inputs are not permitted"
BOOLEAN = "Input should be a valid boolean"
LIST = "Input should be a valid list"
STRING = "Input should be a valid string"
NO_UNICODE = "Input should be a valid string, unable to parse raw data as a unicode string"


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        # The whole
        ({}, "observations", "Field required"),
        ({"persistently_difficult": True}, "observations", "Field required"),
        ([], "body", NOT_AN_OBJECT),
        ("null", "body", NOT_AN_OBJECT),
        ("3", "body", NOT_AN_OBJECT),
        ('"observations"', "body", NOT_AN_OBJECT),
        ("", "body", "Field required"),
        # Observations
        ({"observations": None}, "observations", LIST),
        ({"observations": {}}, "observations", LIST),
        ({"observations": MEDIA}, "observations", LIST),
        ({"observations": 0}, "observations", LIST),
        ({"observations": [None]}, "observations.0", NOT_AN_OBJECT),
        ({"observations": [MEDIA]}, "observations.0", NOT_AN_OBJECT),
        ({"observations": [[]]}, "observations.0", NOT_AN_OBJECT),
        (seen(*"a" * 101), "observations", "List should have at most 100 items after validation, not 101"),
        (seen(MEDIA, MEDIA), "observations", f"The sign {MEDIA} stands twice"),
        (
            {"observations": [{"sign": MEDIA, "frequency": "once"}, {"sign": "dissatisfaction"}, {"sign": MEDIA}]},
            "observations",
            f"The sign {MEDIA} stands twice",
        ),
        (seen("nonsense", "nonsense"), "observations", "The sign nonsense stands twice"),
        # A sign
        ({"observations": [{}]}, "observations.0.sign", "Field required"),
        ({"observations": [{"frequency": "once"}]}, "observations.0.sign", "Field required"),
        (seen("nonsense"), "observations.0.sign", NO_SIGN),
        (seen(MEDIA, "dissatisfaction", "nonsense"), "observations.2.sign", NO_SIGN),
        (seen(""), "observations.0.sign", NO_SIGN),
        (seen("PRESS-AND-MEDIA"), "observations.0.sign", NO_SIGN),
        (seen(f" {MEDIA}"), "observations.0.sign", NO_SIGN),
        (seen("mediation"), "observations.0.sign", NO_SIGN),
        (seen("stands twice"), "observations.0.sign", NO_SIGN),
        (seen("x" * 200_000), "observations.0.sign", "String should have at most 60 characters"),
        ({"observations": [{"sign": 5}]}, "observations.0.sign", STRING),
        ({"observations": [{"sign": None}]}, "observations.0.sign", STRING),
        ({"observations": [{"sign": [MEDIA]}]}, "observations.0.sign", STRING),
        ({"observations": [{"sign": True}]}, "observations.0.sign", STRING),
        ('{"observations":[{"sign":"\\ud800"}]}', "observations.0.sign", NO_UNICODE),
        # How often
        (seen(MEDIA, frequency="often"), "observations.0.frequency", FREQUENCY),
        (seen(MEDIA, frequency="Once"), "observations.0.frequency", FREQUENCY),
        (seen(MEDIA, frequency=""), "observations.0.frequency", FREQUENCY),
        ({"observations": [{"sign": MEDIA, "frequency": None}]}, "observations.0.frequency", FREQUENCY),
        ({"observations": [{"sign": MEDIA, "frequency": 1}]}, "observations.0.frequency", FREQUENCY),
        ({"observations": [{"sign": MEDIA, "frequency": ["once"]}]}, "observations.0.frequency", FREQUENCY),
        (seen("recurring-complaints", frequency="x"), "observations.0.frequency", FREQUENCY),
        # The last question
        ({"observations": [], "persistently_difficult": "true"}, "persistently_difficult", BOOLEAN),
        ({"observations": [], "persistently_difficult": "yes"}, "persistently_difficult", BOOLEAN),
        ({"observations": [], "persistently_difficult": 1}, "persistently_difficult", BOOLEAN),
        ({"observations": [], "persistently_difficult": 0.0}, "persistently_difficult", BOOLEAN),
        ({"observations": [], "persistently_difficult": None}, "persistently_difficult", BOOLEAN),
        # A key that nobody knows
        ({"observations": [], "citizen": "x"}, "citizen", EXTRA),
        ({"observations": [], "Persistently_difficult": True}, "Persistently_difficult", EXTRA),
        ({"observations": [{"sign": MEDIA, "note": "x"}]}, "observations.0.note", EXTRA),
        ('{"observations":[],"\\ud800":1}', "body", NO_UNICODE),
        # No JSON
        ("{", "body", NOT_READ),
        ("observations=", "body", NOT_READ),
        ('{"observations":[]} x', "body", NOT_READ),
        ('{"observations":[],}', "body", NOT_READ),
        ("{'observations':[]}", "body", NOT_READ),
        ('{"observations":NaN}', "body", NOT_READ),
        ('{"observations":[],"persistently_difficult":Infinity}', "body", NOT_READ),
        ('{"observations":[],"observations":[]}', "body", NOT_READ),
        ('{"observations":[{"sign":"a","sign":"b"}]}', "body", NOT_READ),
        ('{"observations":' + "1" * 5_000 + "}", "body", NOT_READ),
        ("[" * 200_000, "body", NOT_READ),
        ('{"observations":' + "[" * 200_000, "body", NOT_READ),
        (b'{"observations":[{"sign":"\xff"}]}', "body", NOT_READ),
        (b"\x00", "body", NOT_READ),
        (b"\x89PNG\r\n", "body", NOT_READ),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_what_is_wrong_is_named(post: Post, body: object, field: str, message: str) -> None:
    response = post(body)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response.json() == {"errors": [{"field": field, "message": message}]}


def test_every_mistake_is_named_at_once(post: Post) -> None:
    response = post({"observations": [{"sign": 5, "x": 1}, {"frequency": "y"}], "persistently_difficult": 2, "z": 3})
    assert response.status_code == 422
    assert sorted(each["field"] for each in response.json()["errors"]) == [
        "observations.0.sign",
        "observations.0.x",
        "observations.1.frequency",
        "observations.1.sign",
        "persistently_difficult",
        "z",
    ]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([MEDIA, DANGER, "once"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["observations", "persistently_difficult", "sign", "frequency", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(body=anything)
def test_any_json_gets_an_answer_or_named_mistakes(body: object) -> None:
    response = Client().post(ADDRESS, json.dumps(body), content_type="application/json")
    answer = response.json()
    if response.status_code == 200:
        assert list(answer) == ["step", "decided_by", "near", "safety", "practices"]
        return
    assert response.status_code == 422
    assert list(answer) == ["errors"]
    assert answer["errors"]
    assert all(set(each) == {"field", "message"} and each["field"] for each in answer["errors"])


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded", ""])
def test_the_body_counts_not_what_it_is_called(client: Client, content_type: str) -> None:
    response = client.post(ADDRESS, b'{"observations":[]}', content_type=content_type)
    assert response.status_code == 200


def test_a_form_is_no_json(client: Client) -> None:
    response = client.post(ADDRESS, {"observations": "[]"})
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "body")


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_it_is_asked_by_post_alone(client: Client, method: str) -> None:
    response = getattr(client, method)(ADDRESS)
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_it_is_public_keeps_nothing_and_asks_no_database(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        response = client.post(ADDRESS, seen(MEDIA), content_type="application/json")
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Security-Policy"].startswith("default-src 'none';")


def test_nothing_that_was_sent_is_logged(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert post(seen(MEDIA)).status_code == 200
        assert post(seen("kastanje")).status_code == 422
        assert post('{"kastanje').status_code == 422
    assert "kastanje" not in caplog.text
    assert MEDIA not in caplog.text


def test_what_is_far_too_large_is_refused_in_json_too() -> None:
    body = b'{"observations": [], "more": "' + b"a" * 3_500_000 + b'"}'
    answer = Client().post(ADDRESS, body, content_type="application/json")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["body"]
