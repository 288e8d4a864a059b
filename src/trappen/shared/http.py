"""How does a page say that it is the same for everyone, so that it may be rendered once?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")

KEEP = "X-Keep"  # taken off again before the answer leaves, by `trappen.site.kept_pages`
BY_ADDRESS, BY_QUESTION = "by-address", "by-question"


View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def kept_page(view: View[P]) -> Callable[..., HttpResponse]:
    """Mark a public page that depends on its address alone; while the server runs, it is rendered once.

    It must show nothing of the person who asks, of the time of day, or of the database.
    """
    return _marked(view, BY_ADDRESS)


def kept_answer(view: View[P]) -> Callable[..., HttpResponse]:
    """As `kept_page`, for a page that depends on what is asked in its address too. The last few are kept."""
    return _marked(view, BY_QUESTION)


def _marked(view: View[P], mark: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def marked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response[KEEP] = mark
        return response

    return marked
