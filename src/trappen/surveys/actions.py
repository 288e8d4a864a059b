"""How is a round opened, answered, closed, shared and, at its end, deleted?

Answering leaves nothing but the box written anew: no line of history, no time, no name, no log.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Collection
from typing import cast

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from trappen.accounts.models import User
from trappen.audit.actions import record
from trappen.collaborations.rules import months_after
from trappen.organisations.models import Organisation
from trappen.organisations.rules import Viewer
from trappen.shared.mail import send_after_commit
from trappen.shared.rules import ChangedMeanwhile, one_of
from trappen.staircase.queries import edition
from trappen.staircase.rules import Staircase
from trappen.surveys import queries, rules
from trappen.surveys.models import Demand, Invitation, Round, RoundKey
from trappen.surveys.queries import Subject
from trappen.surveys.rules import Answer, Box, View


@transaction.atomic
def open_round(
    *,
    subject: Subject,
    people: Collection[uuid.UUID],
    closes_on: dt.date,
    staircase: Staircase,
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> Round:
    """Ask those people, and write to them. Sent twice it is one round. Raises Refused."""
    about = subject.collaboration
    id_ = one_of(once, subject.unit.id, about.id if about else "")
    Organisation.objects.select_for_update().get(id=subject.unit.organisation_id)  # so that two see each other
    if made := Round.objects.filter(id=id_).first():
        return made
    asked, today = [person for person in subject.people if person.id in people], _day(now)
    others = queries.counting(subject, today)
    rules.may_open([person.id for person in asked], others, fewest=subject.fewest, today=today)
    secrets.SystemRandom().shuffle(asked)
    key = _new_key()
    row = Round(
        id=id_,
        unit=subject.unit,
        collaboration=about,
        key=key,
        edition=staircase.version,
        fewest=subject.fewest,
        opened_at=now,
        opened_by_id=by.id,
        closes_on=closes_on,
        box=rules.empty_box(len(asked), staircase).written(),
        ends_on=months_after(closes_on, rules.KEPT_MONTHS),
    )
    row.save(force_insert=True)
    Invitation.objects.bulk_create(
        Invitation(round=row, person=person, slot=slot) for slot, person in enumerate(asked)
    )
    _note("survey-opened", row, by=by.id, now=now)
    for person in asked:
        _write(row, person, again=False)
    return row


@transaction.atomic
def answer(*, round_: Round, slot: int, given: Answer, staircase: Staircase, now: dt.datetime) -> bool:
    """Put an answer into the box. False where there is one from that place already, or the round is closed.

    It says neither who nor when: `now` only decides whether the round is still open.
    """
    row = _locked(round_)
    if not rules.is_open(row.closes_on, _day(now), closed=row.closed_at is not None):
        return False
    box = Box.read(row.box)
    if box.has_answer_of(slot):
        return False
    row.box = box.add(slot, given, staircase).written()
    row.save(update_fields=["box"])
    return True


@transaction.atomic
def view(*, round_: Round, own: View, by: Viewer, now: dt.datetime) -> bool:
    """What the leader sees themselves, once. False where it is there already."""
    row = _locked(round_)
    if row.own_view:
        return False
    row.own_view, row.viewed_at, row.viewed_by_id = own.written(), now, by.id
    row.save(update_fields=["own_view", "viewed_at", "viewed_by"])
    _note("survey-viewed", row, by=by.id, now=now)
    return True


@transaction.atomic
def remind(*, round_: Round, by: Viewer, now: dt.datetime) -> bool:
    """Write to those who have not answered, at most once a day. Nobody is told who they are, or how many."""
    row = _locked(round_)
    if not rules.is_open(row.closes_on, _day(now), closed=row.closed_at is not None) or row.reminded_on == _day(now):
        return False
    row.reminded_on = _day(now)
    row.save(update_fields=["reminded_on"])
    _note("survey-reminded", row, by=by.id, now=now)
    _remind(row)
    return True


def remind_missing(*, now: dt.datetime) -> int:
    """Two days before the end, once, write to those who have not answered. Gives the number of rounds."""
    return sum(_remind_by_itself(row, now=now) for row in queries.open_rounds())


@transaction.atomic
def _remind_by_itself(round_: Round, *, now: dt.datetime) -> bool:
    row, today = _locked(round_), _day(now)
    if row.closed_at or row.reminded_by_itself or not rules.reminds_by_itself(row.closes_on, today):
        return False
    row.reminded_by_itself = True
    row.save(update_fields=["reminded_by_itself"])
    if row.reminded_on == today:  # the leader was faster
        return False
    _note("survey-reminded", row, by=None, now=now)
    _remind(row)
    return True


def _remind(row: Round) -> None:
    for person in queries.missing(row):
        _write(row, person, again=True)


@transaction.atomic
def close(*, round_: Round, by: Viewer | None, now: dt.datetime) -> bool:
    """Open the box, keep what may be shown, and throw the rest away with its key. False where it is closed already."""
    row = _locked(round_)
    if row.closed_at:
        return False
    staircase = edition(row.edition)
    result = rules.result_of(Box.read(row.box), staircase, fewest=row.fewest)
    own_view, old_key = row.own_view, row.key
    row.key = _new_key()
    row.box, row.result, row.own_view = "", result.written() if result else "", own_view
    row.has_result = result is not None
    row.closed_at, row.closed_by_id = now, by.id if by else None
    row.ends_on = months_after(_day(now), rules.KEPT_MONTHS if result else rules.EMPTY_KEPT_MONTHS)
    row.save()
    old_key.delete()
    _note("survey-closed", row, by=by.id if by else None, now=now)
    for leader in queries.leaders_to_tell(row):
        _tell(row, leader, _CLOSED)
    return True


def close_due(*, now: dt.datetime) -> int:
    """Close what has reached its day. Gives the number of rounds."""
    due = [row for row in queries.open_rounds() if rules.is_due(row.closes_on, _day(now))]
    return sum(close(round_=row, by=None, now=now) for row in due)


@transaction.atomic
def share(*, round_: Round, by: Viewer, now: dt.datetime) -> bool:
    """Let the team see what the leader has seen. False where it does already, or there is nothing to see."""
    row = _locked(round_)
    if not row.has_result or row.shared_at:
        return False
    row.shared_at, row.shared_by_id = now, by.id
    row.save(update_fields=["shared_at", "shared_by"])
    _note("survey-shared", row, by=by.id, now=now)
    for person in queries.asked(row):
        _tell(row, person, _SHARED)
    return True


def delete_ended(*, now: dt.datetime) -> int:
    """Delete rounds at their end date, whom one asked once it no longer counts, and keys that seal nothing.

    Gives the number of rounds.
    """
    today = _day(now)
    Invitation.objects.filter(round__closed_at__date__lt=today - dt.timedelta(days=rules.QUIET_DAYS + 1)).delete()
    gone = sum(_delete(row, now=now) for row in queries.ended(today))
    RoundKey.objects.filter(rounds=None).delete()
    return gone


@transaction.atomic
def _delete(round_: Round, *, now: dt.datetime) -> bool:
    row = Round.objects.select_for_update().filter(id=round_.id, ends_on__lte=_day(now)).first()
    if row is None:
        return False
    _note("deleted", row, by=None, now=now)
    row.delete()
    return True


@transaction.atomic
def demand(*, organisation: Organisation, fewest: int, version: int, by: Viewer, now: dt.datetime) -> None:
    """How many answers a result needs, from the next round on. Raises ChangedMeanwhile."""
    Organisation.objects.select_for_update().get(id=organisation.id)
    row = Demand.objects.filter(organisation=organisation).first() or Demand(organisation=organisation, version=0)
    if row.version and row.fewest == fewest:
        return
    if row.version != version:
        raise ChangedMeanwhile
    row.fewest, row.version, row.changed_at, row.changed_by_id = fewest, row.version + 1, now, by.id
    row.save()
    record(
        "survey-demand-set",
        by=by.id,
        now=now,
        kind="organisation",
        subject=organisation.id,
        organisation=organisation.id,
        note=str(fewest),
    )


def _write(row: Round, person: User, *, again: bool) -> None:
    """A letter that is the same for everyone: no name, no alias, no token; its address asks for a sign-in."""
    with translation.override(person.language):
        address = settings.PUBLIC_URL + reverse("survey", args=[row.id])
        first = (
            _("Du kan stadig nå at svare. Har du besluttet ikke at svare, skal du ikke gøre noget.")
            if again
            else _("Vi vil gerne vide, hvad I ser i kontakten med borgerne.")
        )
        send_after_commit(
            to=person.email,
            subject=_subject(again=again),
            text=_(
                "%(first)s\n\n"
                "Du svarer ved at sætte kryds. Det tager fem minutter, og det er frivilligt. Hverken din leder, dine "
                "kolleger eller administratoren kan se, hvad du svarer.\n\n"
                "Svar senest %(day)s her:\n%(address)s\n"
            )
            % {"first": first, "day": row.closes_on.strftime("%d.%m.%Y"), "address": address},
        )


def _tell(row: Round, person: User, news: tuple[str, str]) -> None:
    """Subject and first line are msgids, so that each reads them in their own language."""
    with translation.override(person.language):
        subject, first = map(gettext, news)
        address = settings.PUBLIC_URL + reverse("survey", args=[row.id])
        send_after_commit(to=person.email, subject=subject, text=f"{first}\n{address}\n")


_CLOSED = (gettext_noop("En anonym måling er lukket"), gettext_noop("Se, hvad der kom ud af den:"))
_SHARED = (
    gettext_noop("Resultatet af jeres anonyme måling er klar"),
    gettext_noop("I ser alle det samme. Læs det, før I taler om det sammen:"),
)


def _subject(*, again: bool) -> str:
    return _("Du kan stadig nå at svare på en anonym måling") if again else _("Du er spurgt i en anonym måling")


def _note(verb: str, row: Round, *, by: uuid.UUID | None, now: dt.datetime) -> None:
    record(verb, by=by, now=now, kind="survey", subject=row.id, organisation=row.unit.organisation_id)


def _locked(round_: Round) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("key", "unit").get(id=round_.id)


def _new_key() -> RoundKey:
    key = cast("RoundKey", RoundKey.made())
    key.save(force_insert=True)
    return key


def _day(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)
