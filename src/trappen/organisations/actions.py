"""How does an organisation come about, and how do people get and lose their roles?"""

import datetime as dt
import uuid

from django.db import transaction

from trappen.accounts.models import User
from trappen.audit.actions import record
from trappen.organisations.models import Membership, Organisation, Unit
from trappen.organisations.rules import Role


@transaction.atomic
def found_organisation(*, name: str, by: uuid.UUID | None, now: dt.datetime) -> Unit:
    """A new organisation with its topmost unit, which is returned."""
    organisation = Organisation.objects.create(name=name, created_at=now)
    top = Unit.objects.create(organisation=organisation, name=name)
    record("founded", by=by, now=now, kind="organisation", subject=organisation.id, organisation=organisation.id)
    return top


@transaction.atomic
def add_unit(*, parent: Unit, name: str, by: uuid.UUID | None, now: dt.datetime) -> Unit:
    unit = Unit.objects.create(organisation_id=parent.organisation_id, parent=parent, name=name)
    record("added", by=by, now=now, kind="unit", subject=unit.id, organisation=unit.organisation_id)
    return unit


@transaction.atomic
def give_role(*, user: User, unit: Unit, role: Role, by: uuid.UUID | None, now: dt.datetime) -> Membership:
    """Give a role; someone who has it already keeps it. Raises ValueError across organisations."""
    elsewhere = Membership.objects.filter(user=user).exclude(unit__organisation=unit.organisation_id)
    if elsewhere.exists():
        raise ValueError("a person belongs to one organisation")
    membership, made = Membership.objects.get_or_create(user=user, unit=unit, role=role.value)
    if made:
        record(
            "role-given", by=by, now=now, kind="person", subject=user.id,
            organisation=unit.organisation_id, note=role.value,
        )
    return membership


@transaction.atomic
def take_role(*, membership: Membership, by: uuid.UUID | None, now: dt.datetime) -> None:
    record(
        "role-taken", by=by, now=now, kind="person", subject=membership.user_id,
        organisation=membership.unit.organisation_id, note=membership.role,
    )
    membership.delete()
