"""Whose link is this, what is kept for someone, and how do they prove who they are?"""

import base64
import datetime as dt
import json
import uuid
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.signing import BadSignature
from django.db.models import QuerySet
from django.http import QueryDict

from trappen.accounts.models import KeptText, User
from trappen.accounts.rules import LINK_AGE, Purpose, mark
from trappen.shared.prepared import prepared
from trappen.vault.models import DataKey
from trappen.vault.rules import unseal

SECOND_FACTOR = "second factor"


def live_session(key: str, *, now: dt.datetime) -> Session | None:
    return next(iter(_sessions(key, now)), None)


@prepared
def _sessions(key: str, now: dt.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def person(id_: uuid.UUID) -> User | None:
    return next(iter(_people(id_)), None)


@prepared
def _people(id_: uuid.UUID) -> QuerySet[User]:
    return User.objects.filter(id=id_)


@dataclass(frozen=True)
class Holder:
    """Someone who holds a link for choosing a password. `mark` tells whether it has been used."""

    person: User
    purpose: Purpose
    mark: str


def salt_of(purpose: Purpose) -> str:
    return f"trappen.accounts.link.{purpose}"


def holder_of(key: str) -> Holder | None:
    """The person that a link is for; None where it is forged, used, too old, or the person is shut out."""
    for purpose, age in LINK_AGE.items():
        try:
            person, seen = signing.loads(key, salt=salt_of(purpose), max_age=age)
        except BadSignature:
            continue
        user = User.objects.filter(id=person, is_active=True).first()
        if user and mark(user.password) == seen:
            return Holder(user, purpose, seen)
    return None


def person_called(email: str) -> User | None:
    """The active person with this address."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def kept_forms(person: User, *, now: dt.datetime) -> list[list[str]]:
    """Path and name of every form that has a text waiting."""
    rows = KeptText.objects.filter(user=person, until__gt=now).values_list("path", "form")
    return [list(row) for row in rows]


def kept_text(person: uuid.UUID, *, path: str, form: str, now: dt.datetime) -> QueryDict | None:
    row = KeptText.objects.select_related("key").filter(user=person, path=path, form=form, until__gt=now).first()
    if row is None:
        return None
    posted = QueryDict(mutable=True)
    for name, values in json.loads(row.text).items():
        posted.setlist(name, values)
    return posted


def has_second_factor(person: User) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def opened_secret(sealed: str) -> str:
    """A secret of a second factor. Raises DataKey.DoesNotExist, WrongKey."""
    key, _, text = sealed.partition(".")
    return unseal(DataKey.objects.get(id=key).secret, base64.b64decode(text), SECOND_FACTOR)
