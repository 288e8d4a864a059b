"""Does the description describe what the interface takes and gives?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Post
from trappen import __version__

SCHEMA = "application/json"


@pytest.fixture
def description(client: Client) -> dict[str, Any]:
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    found: dict[str, Any] = response.json()
    return found


def resolved(description: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself where it only points at one."""
    if "$ref" not in schema:
        return schema
    start, *parts = schema["$ref"].split("/")
    assert start == "#"
    found: Any = description
    for part in parts:
        found = found[part]
    return dict(found)


def faults(description: dict[str, Any], schema: dict[str, Any], value: object, place: str = "") -> Iterator[str]:
    """Where a value is not as the schema says. Knows the words that the description uses, and refuses any other."""
    schema = resolved(description, schema)
    known = {"title", "description", "default", "type", "enum", "anyOf", "items", "properties", "required"}
    assert schema.keys() <= known | {"additionalProperties", "maxItems", "maxLength"}
    types = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    if "anyOf" in schema and all(any(faults(description, each, value, place)) for each in schema["anyOf"]):
        yield place
    if "type" in schema and not isinstance(value, types[schema["type"]]):
        yield place
        return
    if "enum" in schema and value not in schema["enum"]:
        yield place
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from faults(description, schema["items"], each, f"{place}.{at}")
    if isinstance(value, dict):
        yield from (f"{place}.{name}" for name in schema.get("required", []) if name not in value)
        for name, each in value.items():
            if name not in schema["properties"]:
                yield f"{place}.{name}"
            else:
                yield from faults(description, schema["properties"][name], each, f"{place}.{name}")


def answer_schema(description: dict[str, Any], path: str, method: str, status: str) -> dict[str, Any]:
    found: dict[str, Any] = description["paths"][path][method]["responses"][status]["content"][SCHEMA]["schema"]
    return found


def test_it_names_both_routes_and_no_other(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.")
    assert description["info"]["title"] == "Trappen"
    assert description["info"]["version"] == __version__
    assert {path: list(each) for path, each in description["paths"].items()} == {
        "/api/v1/staircase": ["get"],
        "/api/v1/placement": ["post"],
    }
    for each in description["paths"].values():
        for operation in each.values():
            assert list(operation["responses"]) == ["200", "422"]
            assert operation["summary"]
            assert "security" not in operation
    ids = [operation["operationId"] for each in description["paths"].values() for operation in each.values()]
    assert len(set(ids)) == 2


def test_every_pointer_leads_somewhere_and_every_schema_is_used(description: dict[str, Any]) -> None:
    def pointers(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"]
            node = list(node.values())
        if isinstance(node, list):
            for each in node:
                yield from pointers(each)

    schemas = description["components"]["schemas"]
    assert set(pointers(description)) == {f"#/components/schemas/{name}" for name in schemas}
    assert all(schema["description"] for schema in schemas.values())
    assert all("$ref" not in json.dumps(list(resolved(description, {"$ref": each}))) for each in pointers(description))


def test_the_language_is_a_choice_with_a_default(description: dict[str, Any]) -> None:
    [parameter] = description["paths"]["/api/v1/staircase"]["get"]["parameters"]
    assert (parameter["in"], parameter["name"], parameter["required"]) == ("query", "lang", False)
    schema = parameter["schema"]
    assert (schema["enum"], schema["default"], schema["type"]) == (["da", "en"], "da", "string")


def test_what_is_sent_is_described_strictly(description: dict[str, Any]) -> None:
    body = description["paths"]["/api/v1/placement"]["post"]["requestBody"]
    assert body["required"] is True
    assert list(body["content"]) == [SCHEMA]
    sent = resolved(description, body["content"][SCHEMA]["schema"])
    assert (sent["required"], sent["additionalProperties"]) == (["observations"], False)
    assert set(sent["properties"]) == {"observations", "persistently_difficult"}
    assert sent["properties"]["observations"]["type"] == "array"
    difficult = sent["properties"]["persistently_difficult"]
    assert (difficult["type"], difficult["default"]) == ("boolean", False)
    one = resolved(description, sent["properties"]["observations"]["items"])
    assert (one["required"], one["additionalProperties"]) == (["sign"], False)
    assert set(one["properties"]) == {"sign", "frequency"}
    frequency = one["properties"]["frequency"]
    assert (frequency["enum"], frequency["default"]) == (["once", "several", "persistently"], "several")


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ({"observations": []}, True),
        ({"observations": [{"sign": "x", "frequency": "once"}], "persistently_difficult": True}, True),
        ({}, False),
        ({"observations": [{}]}, False),
        ({"observations": [{"sign": "x", "frequency": "often"}]}, False),
        ({"observations": [], "persistently_difficult": "yes"}, False),
        ({"observations": [], "x": 1}, False),
    ],
)
def test_the_description_tells_right_from_wrong(description: dict[str, Any], body: object, right: bool) -> None:
    schema = description["paths"]["/api/v1/placement"]["post"]["requestBody"]["content"][SCHEMA]["schema"]
    assert (list(faults(description, schema, body)) == []) is right


@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_the_staircase_is_as_described(client: Client, description: dict[str, Any], query: str) -> None:
    schema = answer_schema(description, "/api/v1/staircase", "get", "200")
    assert list(faults(description, schema, client.get(f"/api/v1/staircase{query}").json())) == []


@pytest.mark.parametrize(
    "body",
    [
        {"observations": []},
        {"observations": [{"sign": "press-and-media", "frequency": "once"}]},
        {"observations": [{"sign": "different-reality-or-aggression"}], "persistently_difficult": True},
    ],
)
def test_a_placement_is_as_described(post: Post, description: dict[str, Any], body: object) -> None:
    schema = answer_schema(description, "/api/v1/placement", "post", "200")
    assert list(faults(description, schema, post(body).json())) == []


def test_mistakes_are_as_described(client: Client, post: Post, description: dict[str, Any]) -> None:
    wrong = [
        ("/api/v1/staircase", "get", client.get("/api/v1/staircase?lang=xx")),
        ("/api/v1/placement", "post", post({})),
        ("/api/v1/placement", "post", post("{")),
        ("/api/v1/placement", "post", post({"observations": [{"sign": "nonsense"}]})),
    ]
    for path, method, response in wrong:
        assert response.status_code == 422
        assert list(faults(description, answer_schema(description, path, method, "422"), response.json())) == []
