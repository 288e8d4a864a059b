"""How does an operator begin? With an organisation and the person who runs it."""

import datetime as dt

from django.db import transaction

from trappen.accounts.actions import UnusableEmail, make_user
from trappen.accounts.mail import password_link
from trappen.accounts.rules import Purpose
from trappen.organisations.actions import found_organisation, give_role
from trappen.organisations.rules import Role


class Unwelcome(ValueError):
    """The organisation or the person cannot be added; the message says why."""


@transaction.atomic
def found(*, name: str, administrator: str, email: str, now: dt.datetime) -> str:
    """Add both, and give the link with which the administrator chooses a password. Raises Unwelcome."""
    try:
        person = make_user(name=administrator, email=email, by=None, now=now)
    except UnusableEmail as error:
        raise Unwelcome(f"{email}: {error}.") from error
    top = found_organisation(name=name, by=None, now=now)
    give_role(user=person, unit=top, role=Role.ADMINISTRATOR, by=None, now=now)
    return password_link(person, Purpose.INVITATION)
