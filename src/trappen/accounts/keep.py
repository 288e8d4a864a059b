"""How does a text survive that its writer's session ended?

Every form on a signed-in page carries a signed token (`{% form_head "name" %}`) that names the person, the page
and the form. When it comes back without a session, `middleware.keep_text` stores the text for that person, and
after sign-in the page asks `kept(request, "name")` for it.
"""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from trappen.accounts import queries
from trappen.accounts.rules import FORM_AGE

FIELD = "form_token"
IN_SESSION = "kept"
_SALT = "trappen.accounts.keep"


@dataclass(frozen=True)
class Origin:
    """Where a form was shown, and to whom."""

    person: uuid.UUID
    path: str
    form: str


def token_for(origin: Origin) -> str:
    return signing.dumps([str(origin.person), origin.path, origin.form], salt=_SALT)


def origin_of(posted: QueryDict) -> Origin | None:
    """What the form's token says; None where it is missing, forged or older than a day."""
    try:
        person, path, form = signing.loads(posted.get(FIELD, ""), salt=_SALT, max_age=FORM_AGE)
    except signing.BadSignature:
        return None
    return Origin(uuid.UUID(person), path, form)


def is_waiting(request: HttpRequest, path: str, form: str) -> bool:
    """Asks the session alone, where the sign-in has noted what is waiting."""
    return [path, form] in request.session.get(IN_SESSION, [])


def kept(request: HttpRequest, form: str) -> QueryDict | None:
    """What the person had typed into this form of this page when their session ended, as data for the form."""
    if request.method != "GET" or not request.user.is_authenticated or not is_waiting(request, request.path, form):
        return None
    posted = queries.kept_text(request.user.pk, path=request.path, form=form, now=timezone.now())
    if posted is not None:
        messages.info(request, _("Din tekst er her igen. Den er ikke gemt endnu."))
    return posted


def remember(request: HttpRequest, path: str, form: str) -> None:
    """Note in the session that a text is waiting."""
    if not is_waiting(request, path, form):
        request.session[IN_SESSION] = [*request.session.get(IN_SESSION, []), [path, form]]


def forget(request: HttpRequest, path: str, form: str) -> None:
    """Note in the session that no text is waiting any longer."""
    request.session[IN_SESSION] = [pair for pair in request.session[IN_SESSION] if pair != [path, form]]
