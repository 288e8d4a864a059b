"""The JSON interface: the same rules as the pages, for other programs. Nothing is stored."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from ninja import NinjaAPI, Status
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from trappen import __version__
from trappen.api.schemas import (
    Language,
    MistakesOut,
    PlacementIn,
    PlacementOut,
    StaircaseOut,
    placement_out,
    staircase_out,
)
from trappen.staircase import queries
from trappen.staircase.rules import UnknownSign, place


class BodyParser(Parser):
    """JSON as the standard has it: no NaN, no key twice."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body, parse_constant=_refuse, object_pairs_hook=_no_twins)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


api = NinjaAPI(
    title="Trappen",
    version=__version__,
    description="The conflict staircase as data, and the rule that places a collaboration on it.",
    docs_url=None,
    openapi_url="openapi.json",
    parser=BodyParser(),
    urls_namespace="api",
)


def _mistakes(request: HttpRequest, errors: list[dict[str, str]]) -> HttpResponse:
    return api.create_response(request, {"errors": errors}, status=422)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _mistakes(request, [{"field": _field(each), "message": str(each["msg"])} for each in error.errors])


def _field(error: dict[str, Any]) -> str:
    """The path of the field, without where ninja found it: `observations.0.sign`, `lang`."""
    parts = [str(part) for part in error["loc"]]
    return ".".join(parts[2:] if parts[:1] == ["body"] else parts[1:]) or "body"


@api.exception_handler(HttpError)
def _malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _mistakes(request, [{"field": "body", "message": str(error)}])


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return _mistakes(request, [{"field": "body", "message": "The request is larger than this interface takes."}])


@api.get("/staircase", response={200: StaircaseOut, 422: MistakesOut}, summary="The newest edition of the staircase")
def staircase(request: HttpRequest, response: HttpResponse, lang: Language = "da") -> Any:
    response["Content-Language"] = lang
    with translation.override(lang):
        guide = reverse("guide_page", args=["PRACTICE"]).replace("PRACTICE", "{}")
    return staircase_out(queries.newest(), lang, guide)


@api.post("/placement", response={200: PlacementOut, 422: MistakesOut}, summary="Which step, why, and what to do")
def placement(request: HttpRequest, seen: PlacementIn) -> Any:
    try:
        placed = place(
            queries.newest(),
            [each.observation() for each in seen.observations],
            persistently_difficult=seen.persistently_difficult,
        )
    except UnknownSign as error:
        at = next(n for n, each in enumerate(seen.observations) if each.sign == str(error))
        message = "There is no sign with this id in the newest edition."
        return Status(422, {"errors": [{"field": f"observations.{at}.sign", "message": message}]})
    return placement_out(placed)
