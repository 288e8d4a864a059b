"""What do the pages of a round have in common?"""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from trappen.accounts.keep import kept
from trappen.organisations.http import Request
from trappen.surveys import queries
from trappen.surveys.queries import Reached


def language() -> str:
    return get_language() or "da"


def given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


def today() -> dt.date:
    return timezone.localdate(timezone.now())


def reach(request: Request, id_: uuid.UUID) -> Reached:
    return queries.reach(request.viewer, id_, today())
