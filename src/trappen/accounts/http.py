"""How does a page say that it is for people who are signed in, and where are visitors sent?"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from trappen.accounts.models import User

View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """A request to a signed-in page."""

    user: User


def signed_in(view: View) -> View:
    """Mark a view as one for people who are signed in. The middleware sends visitors away."""
    view.signed_in = True  # type: ignore[attr-defined]  # a mark on a function has no type
    return view


def to_sign_in(then: str = "") -> HttpResponseRedirect:
    """To the sign-in page, and from there to `then`."""
    query = f"?{urlencode({'next': then})}" if then else ""
    return HttpResponseRedirect(reverse("sign_in") + query)
