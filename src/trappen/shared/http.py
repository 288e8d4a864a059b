"""How does a page say that it is the same for everyone, so that it may be rendered once?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")

KEEP = "X-Keep"  # taken off again before the answer leaves, by `trappen.site.kept_pages`
BY_ADDRESS, BY_QUESTION = "by-address", "by-question"


def kept_page(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a public page that depends on its address alone; while the server runs, it is rendered once.

    It must show nothing of the person who asks, of the time of day, or of the database.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response[KEEP] = BY_ADDRESS
        return response

    return marked


def kept_answer(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """As `kept_page`, for a page that depends on what is asked in its address too. The last few are kept."""

    @wraps(view)
    def marked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response[KEEP] = BY_QUESTION
        return response

    return marked
