"""How does an organisation come about, how is it divided, and how do people get and lose their roles?"""

import datetime as dt
import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet

from trappen.accounts import actions as accounts
from trappen.accounts.actions import UnusableEmail, make_user, make_users
from trappen.accounts.mail import NO_MAIL, letter, password_link, send
from trappen.accounts.models import User
from trappen.accounts.rules import LINK_AGE, Purpose
from trappen.audit.actions import record
from trappen.organisations.models import Membership, Organisation, Unit
from trappen.organisations.queries import planned_staff, unit_tree
from trappen.organisations.rules import LEADING, Refusal, Refused, Role, Viewer, makes_ring
from trappen.organisations.staff import Outcome, StaffLine

log = logging.getLogger(__name__)

_PATIENCE = 3


@transaction.atomic
def found_organisation(*, name: str, by: uuid.UUID | None, now: dt.datetime) -> Unit:
    """A new organisation with its topmost unit, which is returned."""
    organisation = Organisation.objects.create(name=name, created_at=now)
    top = Unit.objects.create(organisation=organisation, name=name)
    record("founded", by=by, now=now, kind="organisation", subject=organisation.id, organisation=organisation.id)
    return top


@transaction.atomic
def set_retention(*, organisation: Organisation, months: int, reason: str, by: Viewer, now: dt.datetime) -> None:
    """How long a collaboration rests before it is deleted. More than six months need a reason."""
    organisation.retention_months, organisation.retention_reason = months, reason
    organisation.save(update_fields=["retention_months", "retention_reason"])
    record(
        "retention-set",
        by=by.id,
        now=now,
        kind="organisation",
        subject=organisation.id,
        organisation=organisation.id,
        note=f"months-{months}{'-with-reason' if reason else ''}",
    )


# Units


@transaction.atomic
def add_unit(
    *, parent: Unit, name: str, by: uuid.UUID | None, now: dt.datetime, once: uuid.UUID | None = None
) -> Unit:
    """A unit below another. Sent twice under one `once`, it is made once. Raises Refused."""
    _lock(parent.organisation_id)
    if there := once and Unit.objects.filter(id=once, organisation=parent.organisation_id).first():
        return there
    _check_name(name, parent.id)
    unit = Unit.objects.create(
        id=once or uuid.uuid4(), organisation_id=parent.organisation_id, parent=parent, name=name
    )
    _tell("added", unit, by=by, now=now)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: Viewer, now: dt.datetime) -> None:
    """Raises Refused where a unit beside it is called so."""
    _lock(unit.organisation_id)
    if name == unit.name:
        return
    _check_name(name, unit.parent_id)
    unit.name = name
    unit.save(update_fields=["name"])
    _tell("renamed", unit, by=by.id, now=now)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, by: Viewer, now: dt.datetime) -> None:
    """Put a unit, and all below it, under another unit. Raises Refused."""
    _lock(unit.organisation_id)
    tree = unit_tree(unit.organisation_id)
    here = tree[unit.id]
    if here.parent_id is None:
        raise Refused(Refusal.TOP)
    if here.parent_id == parent.id:
        return
    if makes_ring(unit.id, parent.id, {each.id: each.parent_id for each in tree.values()}):
        raise Refused(Refusal.RING)
    _check_name(here.name, parent.id)
    here.parent = parent
    here.save(update_fields=["parent"])
    _tell("moved", here, by=by.id, now=now)


@transaction.atomic
def delete_unit(*, unit: Unit, by: Viewer, now: dt.datetime) -> None:
    """Take away a unit that holds no units, no people and nothing else. Raises Refused."""
    _lock(unit.organisation_id)
    if unit.parent_id is None:
        raise Refused(Refusal.TOP)
    if unit.children.exists() or unit.memberships.exists():
        raise Refused(Refusal.IN_USE)
    _tell("deleted", unit, by=by.id, now=now)
    try:
        unit.delete()
    except ProtectedError as error:
        raise Refused(Refusal.IN_USE) from error


def _check_name(name: str, parent: uuid.UUID | None) -> None:
    if parent and Unit.objects.filter(parent=parent, name=name).exists():
        raise Refused(Refusal.NAME_TAKEN)


def _tell(verb: str, unit: Unit, *, by: uuid.UUID | None, now: dt.datetime) -> None:
    record(verb, by=by, now=now, kind="unit", subject=unit.id, organisation=unit.organisation_id)


# Roles


@transaction.atomic
def give_role(*, user: User, unit: Unit, role: Role, by: uuid.UUID | None, now: dt.datetime) -> Membership:
    """Give a role; someone who has it already keeps it. Raises Refused across organisations."""
    _lock(unit.organisation_id)
    if Membership.objects.filter(user=user).exclude(unit__organisation=unit.organisation_id).exists():
        raise Refused(Refusal.ELSEWHERE)
    _check_not_oneself(user.id, role, by)
    membership, made = Membership.objects.get_or_create(user=user, unit=unit, role=role.value)
    if made:
        _tell_role("role-given", membership, unit.organisation_id, by=by, now=now)
        if by:
            _tell_leaders(membership)
    return membership


def _check_not_oneself(person: uuid.UUID, role: Role, by: uuid.UUID | None) -> None:
    """Who hands out roles reads no case, and does not open the door to one for themself."""
    if person == by and role in LEADING:
        raise Refused(Refusal.OWN_ROLE)


def _tell_leaders(membership: Membership) -> None:
    """Those who lead a unit hear of it when someone else comes to see what they see."""
    if membership.role not in LEADING:
        return
    leaders = User.objects.filter(
        memberships__unit=membership.unit_id, memberships__role__in=sorted(LEADING), is_active=True
    ).exclude(id=membership.user_id)
    context = {"newcomer": membership.user.name, "unit": membership.unit.name}
    letters = [letter(leader, "organisations/mail/new_leader.txt", context) for leader in leaders.distinct()]
    transaction.on_commit(lambda: [send(each) for each in letters] and None)


@transaction.atomic
def take_role(*, membership: Membership, by: uuid.UUID | None, now: dt.datetime) -> None:
    """Take a role away. Raises Refused for someone's last role, and for the organisation's last administrator."""
    organisation = membership.unit.organisation_id
    _lock(organisation)
    if not Membership.objects.filter(user=membership.user_id).exclude(id=membership.id).exists():
        raise Refused(Refusal.LAST_ROLE)
    if membership.role == Role.ADMINISTRATOR:
        _check_another_administrator(organisation, Membership.objects.exclude(id=membership.id))
    _tell_role("role-taken", membership, organisation, by=by, now=now)
    membership.delete()


def _tell_role(
    verb: str, membership: Membership, organisation: uuid.UUID, *, by: uuid.UUID | None, now: dt.datetime
) -> None:
    record(
        verb,
        by=by,
        now=now,
        kind="person",
        subject=membership.user_id,
        organisation=organisation,
        note=membership.role,
    )


def _check_another_administrator(organisation: uuid.UUID, left: QuerySet[Membership]) -> None:
    others = left.filter(unit__organisation=organisation, role=Role.ADMINISTRATOR.value, user__is_active=True)
    if not others.exists():
        raise Refused(Refusal.LAST_ADMINISTRATOR)


def _lock(organisation: uuid.UUID) -> None:
    """One at a time, so that two administrators do not take away one another."""
    Organisation.objects.select_for_update().get(id=organisation)


# People


@transaction.atomic
def invite(
    *, name: str, email: str, unit: Unit, role: Role, by: Viewer, now: dt.datetime, once: uuid.UUID | None = None
) -> User:
    """A new colleague with a first role; the letter is sent by `send_invitation`. Raises Refused."""
    _lock(unit.organisation_id)
    if there := User.objects.filter(email=email.strip().lower()).first():
        if there.id == once:
            return there
        here = there.memberships.filter(unit__organisation=unit.organisation_id).exists()
        raise Refused(Refusal.KNOWN if here else Refusal.ELSEWHERE)
    try:
        person = make_user(name=name, email=email, by=by.id, now=now, once=once, organisation=unit.organisation_id)
    except UnusableEmail as error:
        raise Refused(Refusal.ELSEWHERE) from error
    give_role(user=person, unit=unit, role=role, by=by.id, now=now)
    return person


def send_invitation(*, person: User, organisation: Organisation, by: Viewer, now: dt.datetime) -> bool:
    """Send the letter with which someone chooses a password. False where the mail server did not take it."""
    return send_invitations(people=[person], organisation=organisation, by=by, now=now) == 1


def send_invitations(*, people: Iterable[User], organisation: Organisation, by: Viewer, now: dt.datetime) -> int:
    """Send a letter to everyone who has no password yet; gives the number of letters that left.

    Each is noted as it leaves, outside any transaction, since a mail server may take its time. One address that
    is refused does not stop the others; a server that fails three times running does.
    """
    sent = failures = 0
    try:
        with get_connection() as connection:
            for person in people:
                left = not person.has_usable_password() and send(_invitation(person, organisation), connection)
                if left:
                    _note_invitation(person, by=by, now=now)
                sent, failures = sent + left, 0 if left else failures + 1
                if failures == _PATIENCE:
                    break
    except NO_MAIL as error:
        log.warning("The mail server does not answer: %s", type(error).__name__)
    return sent


def _invitation(person: User, organisation: Organisation) -> EmailMessage:
    return letter(
        person,
        "organisations/mail/invitation.txt",
        {
            "organisation": organisation,
            "link": password_link(person, Purpose.INVITATION),
            "days": LINK_AGE[Purpose.INVITATION].days,
        },
    )


@transaction.atomic
def _note_invitation(person: User, *, by: Viewer, now: dt.datetime) -> None:
    person.invited_at = now
    person.save(update_fields=["invited_at"])
    record("invited", by=by.id, now=now, kind="person", subject=person.id, organisation=by.organisation)


@transaction.atomic
def shut_out(*, person: User, by: Viewer, now: dt.datetime) -> None:
    """End someone's sessions and let them in no more. Raises Refused for the last administrator."""
    organisation = _own(by)
    _lock(organisation)
    if Membership.objects.filter(user=person, role=Role.ADMINISTRATOR.value).exists():
        _check_another_administrator(organisation, Membership.objects.exclude(user=person))
    accounts.shut_out(person=person, by=by.id, now=now, organisation=organisation)


def let_in_again(*, person: User, by: Viewer, now: dt.datetime) -> None:
    accounts.let_in_again(person=person, by=by.id, now=now, organisation=by.organisation)


def remove_second_factor(*, person: User, by: Viewer, now: dt.datetime) -> None:
    """For someone who has lost both telephone and recovery codes."""
    accounts.remove_second_factor(person=person, by=by.id, now=now, organisation=by.organisation)


@dataclass(frozen=True)
class Imported:
    """What a list of staff has done: who is new, and how many roles were given in all."""

    people: list[User]
    roles: int


@transaction.atomic
def import_staff(*, lines: Sequence[StaffLine], by: Viewer, now: dt.datetime) -> Imported:
    """Carry out a list of staff, all of it or nothing. Raises Refused where a line has become faulty meanwhile."""
    organisation = _own(by)
    _lock(organisation)
    plan = [each for each in planned_staff(by, lines) if each.outcome is not Outcome.NOTHING]
    if any(each.outcome is Outcome.FAULTY for each in plan):
        raise Refused(Refusal.LIST_FAULTY)
    new = {each.email: each.line for each in plan if each.outcome is Outcome.NEW_PERSON}
    names = {email: line.name for email, line in new.items()}
    try:
        people = make_users(names=names, by=by.id, now=now, organisation=organisation)
    except IntegrityError as error:
        raise Refused(Refusal.LIST_FAULTY) from error
    ids = {person.email: person.id for person in people}
    rows = [
        Membership(user_id=each.person or ids[each.email], unit_id=each.place.unit, role=each.place.role.value)
        for each in plan
        if each.place
    ]
    for row in rows:
        _check_not_oneself(row.user_id, Role(row.role), by.id)
    Membership.objects.bulk_create(rows)
    for row in rows:
        _tell_role("role-given", row, organisation, by=by.id, now=now)
    for row in Membership.objects.filter(id__in=[row.id for row in rows], role__in=sorted(LEADING)).select_related(
        "user", "unit"
    ):
        _tell_leaders(row)
    record(
        "staff-imported",
        by=by.id,
        now=now,
        kind="organisation",
        subject=organisation,
        organisation=organisation,
        note=f"people-{len(people)}-roles-{len(rows)}",
    )
    return Imported(people, len(rows))


def _own(by: Viewer) -> uuid.UUID:
    if by.organisation is None:
        raise Refused(Refusal.ELSEWHERE)
    return by.organisation
