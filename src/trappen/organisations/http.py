"""What does a signed-in page know of who is asking?"""

from trappen.accounts import http
from trappen.organisations.rules import Viewer


class Request(http.Request):
    """A request to a page marked `signed_in`: the doorkeeper has let someone in."""

    viewer: Viewer
