"""How does a page say that it is for people who are signed in?"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from trappen.accounts.models import User
from trappen.organisations.rules import Viewer

P = ParamSpec("P")


class Request(HttpRequest):
    """A request to a signed-in page: the doorkeeper has let someone in."""

    user: User
    viewer: Viewer


Page = Callable[Concatenate[Request, P], HttpResponse]


def signed_in(view: Callable[Concatenate[Request, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view. `Doorkeeper` sends visitors to the sign-in page before the view is called."""
    view.signed_in = True  # type: ignore[attr-defined]  # a mark on a function has no type
    return view
