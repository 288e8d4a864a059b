"""How is a collaboration opened, assessed, followed up, shared, closed and, at its end, deleted?"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trappen.audit.actions import record
from trappen.collaborations import queries, rules
from trappen.collaborations.models import Access, Assessment, Collaboration, FollowUp, Talk
from trappen.exercises.rules import TalkPlan
from trappen.organisations.queries import leaders_of
from trappen.organisations.rules import Viewer
from trappen.plans import actions as plans
from trappen.plans.actions import Draft
from trappen.plans.models import Action, Comment
from trappen.plans.rules import Change, Status
from trappen.shared.mail import send_after_commit
from trappen.shared.prepared import insert
from trappen.shared.rules import ChangedMeanwhile, one_of
from trappen.staircase.rules import Observation, Staircase, StepId, place
from trappen.vault.actions import new_key


@dataclass(frozen=True)
class Facts:
    """What a leader writes of a collaboration when opening or changing it."""

    alias: str
    case_reference: str
    kind: rules.Kind
    informed: rules.Informed
    informed_note: str
    case_system: rules.CaseSystem


@dataclass(frozen=True)
class Seen:
    """What an assessment rests on. `own` is the step that people judge themselves, None where they agree."""

    seen_on: dt.date
    observations: tuple[Observation, ...] = ()
    persistently_difficult: bool = False
    asked: bool = True
    own: StepId | None = None
    reason: str = ""
    notes: str = ""
    strain: str = ""
    together: bool = False


@transaction.atomic
def open_collaboration(
    *,
    unit: uuid.UUID,
    facts: Facts,
    deputy: uuid.UUID | None,
    people: Iterable[uuid.UUID],
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
    months: int,
) -> Collaboration:
    """A new collaboration in a unit that `by` leads; sent twice under one `once`, it is opened once."""
    id_ = one_of(once, by.id)
    if there := Collaboration.objects.filter(id=id_).first():
        return there
    key = new_key()
    row = Collaboration(
        id=id_,
        unit_id=unit,
        key=key,
        plan=plans.new_plan(key=key),
        opened_at=now,
        opened_by_id=by.id,
        changed_at=now,
        changed_by_id=by.id,
        ends_on=rules.months_after(_day(now), months),
    )
    _write(row, facts)
    row.save(force_insert=True)
    given = dict.fromkeys(people, False) | ({deputy: True} if deputy else {})
    Access.objects.bulk_create(
        Access(collaboration=row, user_id=person, deputy=is_deputy, given_at=now, given_by_id=by.id)
        for person, is_deputy in given.items()
    )
    _note("opened", row, by=by, now=now)
    return row


@transaction.atomic
def change_facts(*, collaboration: Collaboration, facts: Facts, version: int, by: Viewer, now: dt.datetime) -> None:
    """Raises ChangedMeanwhile."""
    row = _locked(collaboration)
    if _sent_twice(row, version, by) and facts == _as_facts(row):
        return
    _check(row, version)
    _write(row, facts)
    _save(row, "changed", by=by, now=now)
    _touch(collaboration, now)


@transaction.atomic
def assess(
    *, collaboration: Collaboration, staircase: Staircase, seen: Seen, once: uuid.UUID, by: Viewer, now: dt.datetime
) -> Assessment:
    """Keep an assessment with the rule's proposal and the people's decision. Raises rules.ReasonMissing."""
    id_ = one_of(once, collaboration.id, by.id, seen)
    if there := Assessment.objects.filter(id=id_).first():
        return there
    proposed = _proposed(staircase, seen)
    step = rules.decided(proposed, seen.own, seen.reason)
    row = Assessment(
        id=id_,
        collaboration=collaboration,
        seen_on=seen.seen_on,
        at=now,
        by_id=by.id,
        together=seen.together,
        edition=staircase.version,
        proposed=proposed.value if proposed else "",
        step=step.value,
        notes=seen.notes,
        reason=seen.reason if step != proposed else "",
        answers=json.dumps(
            {
                "signs": {each.sign: each.frequency.value for each in seen.observations},
                "persistently": seen.persistently_difficult,
                "strain": seen.strain,
            }
        ),
    )
    insert(row)
    _touch(collaboration, now, reassess=False)
    _note("assessed", collaboration, by=by, now=now)
    return row


def _proposed(staircase: Staircase, seen: Seen) -> StepId | None:
    if not seen.asked:
        return None
    return place(staircase, seen.observations, persistently_difficult=seen.persistently_difficult).step


@transaction.atomic
def plan_actions(
    *,
    collaboration: Collaboration,
    drafts: Sequence[Draft],
    once: uuid.UUID,
    version: int,
    by: Viewer,
    now: dt.datetime,
) -> list[Action]:
    """Chosen practices and own actions become the plan in one move. Raises ChangedMeanwhile."""
    made = plans.add_actions(plan=collaboration.plan, drafts=drafts, once=once, version=version, by=by, now=now)
    _touch(collaboration, now)
    return made


@transaction.atomic
def edit_action(
    *, collaboration: Collaboration, action: Action, draft: Draft, version: int, by: Viewer, now: dt.datetime
) -> None:
    """Raises ChangedMeanwhile."""
    plans.edit(action=action, draft=draft, version=version, by=by, now=now)
    _touch(collaboration, now)


@transaction.atomic
def move_action(
    *, collaboration: Collaboration, action: Action, change: Change, version: int, by: Viewer, now: dt.datetime
) -> None:
    """An action that becomes done asks for a new assessment. Raises ChangedMeanwhile, plans.rules.NotAllowed."""
    plans.move(action=action, change=change, version=version, by=by, now=now)
    becomes_done = change.status is Status.DONE and action.status != Status.DONE
    _touch(collaboration, now, reassess=True if becomes_done else None)


@transaction.atomic
def comment_on_action(
    *, collaboration: Collaboration, action: Action, text: str, once: uuid.UUID, by: Viewer, now: dt.datetime
) -> Comment:
    said = plans.comment(action=action, text=text, once=once, by=by, now=now)
    _touch(collaboration, now)
    return said


@transaction.atomic
def hold_follow_up(
    *,
    collaboration: Collaboration,
    agreed: str,
    held_on: dt.date,
    next_on: dt.date | None,
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> FollowUp:
    """Keep what a follow-up meeting agreed, and when the next one is."""
    id_ = one_of(once, collaboration.id, by.id, held_on, next_on, agreed)
    if there := FollowUp.objects.filter(id=id_).first():
        return there
    row = FollowUp(
        id=id_, collaboration=collaboration, held_on=held_on, agreed=agreed, next_on=next_on, by_id=by.id, at=now
    )
    row.save(force_insert=True)
    Collaboration.objects.filter(id=collaboration.id).update(next_follow_up=next_on)
    _touch(collaboration, now)
    _note("followed-up", collaboration, by=by, now=now)
    return row


@transaction.atomic
def plan_talk(
    *,
    collaboration: Collaboration,
    planned_for: dt.date,
    plan: TalkPlan,
    once: uuid.UUID,
    by: Viewer,
    now: dt.datetime,
) -> Talk:
    """A talk with the citizen; sent twice under one `once`, it is planned once."""
    id_ = one_of(once, collaboration.id, by.id)
    if there := Talk.objects.filter(id=id_).first():
        return there
    row = Talk(
        id=id_,
        collaboration=collaboration,
        planned_for=planned_for,
        written=json.dumps(asdict(plan)),
        made_at=now,
        made_by_id=by.id,
        changed_at=now,
        changed_by_id=by.id,
    )
    row.save(force_insert=True)
    _touch(collaboration, now)
    _note("talk-planned", collaboration, by=by, now=now)
    return row


@transaction.atomic
def change_talk(
    *, talk: Talk, planned_for: dt.date, plan: TalkPlan, version: int, by: Viewer, now: dt.datetime
) -> None:
    """Raises ChangedMeanwhile."""
    row = _locked_talk(talk)
    if _talk_sent_twice(row, version, by) and (planned_for, plan) == (row.planned_for, row.plan):
        return
    row.planned_for, row.written = planned_for, json.dumps(asdict(plan))
    _save_talk(row, "talk-changed", version=version, by=by, now=now)


@transaction.atomic
def mark_talk(*, talk: Talk, held: bool, went: str, version: int, by: Viewer, now: dt.datetime) -> None:
    """It has been held, with a word on how it went; or it has not, after all. Raises ChangedMeanwhile."""
    row = _locked_talk(talk)
    if _talk_sent_twice(row, version, by) and (held, went) == (row.held_at is not None, row.went):
        return
    row.went = went
    if not held:
        row.held_at = row.held_by_id = None
    elif row.held_at is None:
        row.held_at, row.held_by_id = now, by.id
    _save_talk(row, "talk-held" if held else "talk-not-held", version=version, by=by, now=now)


def _locked_talk(talk: Talk) -> Talk:
    row = Talk.objects.select_for_update(of=("self",)).get(id=talk.id)
    row.collaboration = talk.collaboration
    return row


def _talk_sent_twice(row: Talk, version: int, by: Viewer) -> bool:
    return row.version == version + 1 and row.changed_by_id == by.id


def _save_talk(row: Talk, verb: str, *, version: int, by: Viewer, now: dt.datetime) -> None:
    if row.version != version:
        raise ChangedMeanwhile
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.id
    row.save(force_update=True)
    _touch(row.collaboration, now)
    _note(verb, row.collaboration, by=by, now=now)


@transaction.atomic
def give_access(
    *, collaboration: Collaboration, person: uuid.UUID, deputy: bool, by: Viewer, now: dt.datetime
) -> None:
    """Name someone on the collaboration; a new deputy takes the place of the old one, who stays named."""
    if deputy:
        Access.objects.filter(collaboration=collaboration).update(deputy=False)
    Access.objects.update_or_create(
        collaboration=collaboration,
        user_id=person,
        defaults={"deputy": deputy},
        create_defaults={"deputy": deputy, "given_at": now, "given_by_id": by.id},
    )
    _note("access-given", collaboration, by=by, now=now, note="deputy" if deputy else "")


@transaction.atomic
def take_access(*, collaboration: Collaboration, person: uuid.UUID, by: Viewer, now: dt.datetime) -> None:
    gone, _by_model = Access.objects.filter(collaboration=collaboration, user=person).delete()
    if gone:
        _note("access-taken", collaboration, by=by, now=now)


@transaction.atomic
def close(*, collaboration: Collaboration, words: str, version: int, by: Viewer, now: dt.datetime) -> None:
    """The contact has ended or is quiet; what was written rests for three months. Raises ChangedMeanwhile."""
    row = _locked(collaboration)
    if _sent_twice(row, version, by) and row.closed_at and words == row.closing_words:
        return
    _check(row, version)
    row.closed_at, row.closed_by_id, row.closing_words = now, by.id, words
    row.ends_on, row.warned_on = rules.end_after_closing(_day(now)), None
    row.next_follow_up, row.reassess = None, False
    _save(row, "closed", by=by, now=now)


@transaction.atomic
def reopen(*, collaboration: Collaboration, version: int, by: Viewer, now: dt.datetime, months: int) -> None:
    """Raises ChangedMeanwhile."""
    row = _locked(collaboration)
    if _sent_twice(row, version, by) and not row.closed_at:
        return
    _check(row, version)
    row.closed_at = row.closed_by_id = None
    row.ends_on, row.warned_on = rules.months_after(_day(now), months), None
    _save(row, "reopened", by=by, now=now)


@transaction.atomic
def extend(
    *, collaboration: Collaboration, until: dt.date, reason: str, version: int, by: Viewer, now: dt.datetime
) -> None:
    """Keep it longer, for a reason that is kept too. Raises ChangedMeanwhile, rules.ExtensionRefused."""
    row = _locked(collaboration)
    if _sent_twice(row, version, by) and (until, reason) == (row.ends_on, row.extension_reason):
        return
    _check(row, version)
    row.ends_on = rules.extended(row.ends_on, until, _day(now), reason)
    row.extension_reason, row.warned_on = reason, None
    _save(row, "extended", by=by, now=now, note=until.isoformat())


@transaction.atomic
def delete(*, collaboration: Collaboration, by: Viewer | None, now: dt.datetime, why: str) -> None:
    """Take everything away for good, the data key too; a line without content stays. `why` is a code."""
    if not Collaboration.objects.select_for_update().filter(id=collaboration.id).exists():
        return
    plan, key = collaboration.plan, collaboration.key
    record(
        "deleted",
        by=by.id if by else None,
        now=now,
        kind="collaboration",
        subject=collaboration.id,
        organisation=collaboration.unit.organisation_id,
        note=why,
    )
    Collaboration.objects.filter(id=collaboration.id).delete()
    plans.remove_plan(plan=plan)
    key.delete()


def warn_of_ending(*, now: dt.datetime) -> int:
    """Tell those who lead a collaboration that its end date is near, once. Gives the number that were warned of."""
    return sum(_warn(row, now=now) for row in queries.ending(_day(now)) if row.warned_on is None)


@transaction.atomic
def _warn(row: Collaboration, *, now: dt.datetime) -> bool:
    """False where the end date has been moved, or someone else has warned, since the row was read."""
    still = Collaboration.objects.filter(id=row.id, ends_on=row.ends_on, warned_on=None)
    if not still.update(warned_on=_day(now)):
        return False
    record("warned", by=None, now=now, kind="collaboration", subject=row.id, organisation=row.unit.organisation_id)
    address = settings.PUBLIC_URL + reverse("collaboration", args=[row.id])
    gone_on = rules.deleted_on(row.ends_on, _day(now))
    people = {each.email: each.language for each in [*leaders_of(row.unit_id), *queries.deputies_of(row)]}
    for email, language in people.items():
        with translation.override(language):
            send_after_commit(
                to=email,
                subject=_("Et samarbejde slettes snart"),
                text=_(
                    "Et samarbejde, som du leder eller er stedfortræder for, slettes %(day)s.\n\n"
                    "Skal det slettes, behøver du ikke gøre noget. Skal det gemmes længere, kan du forlænge det med "
                    "en begrundelse. Du kan også hente det som PDF først:\n%(address)s\n"
                )
                % {"day": gone_on.strftime("%d.%m.%Y"), "address": address},
            )
    return True


def delete_ended(*, now: dt.datetime) -> int:
    """Delete every collaboration whose end date has come and whose people were warned. Gives their number."""
    return sum(_delete_if_ended(row, now=now) for row in queries.ending(_day(now)))


@transaction.atomic
def _delete_if_ended(row: Collaboration, *, now: dt.datetime) -> bool:
    """False where it is not due, or no longer, since someone has written in it meanwhile."""
    still = Collaboration.objects.select_for_update().filter(id=row.id).values_list("ends_on", "warned_on").first()
    if still is None or not rules.may_delete(*still, _day(now)):
        return False
    delete(collaboration=row, by=None, now=now, why="end-date")
    return True


def note_view(*, collaboration: Collaboration, by: Viewer, now: dt.datetime, what: str = "") -> None:
    """Someone has looked: a line in the log that the collaboration's people can read. `what` is a code."""
    _note("viewed", collaboration, by=by, now=now, note=what)


def _note(verb: str, row: Collaboration, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    record(verb, by=by.id, now=now, kind="collaboration", subject=row.id, organisation=by.organisation, note=note)


def _write(row: Collaboration, facts: Facts) -> None:
    row.alias, row.case_reference, row.kind = facts.alias, facts.case_reference, facts.kind.value
    row.informed, row.informed_note = facts.informed.value, facts.informed_note
    row.case_system = facts.case_system.value


def _as_facts(row: Collaboration) -> Facts:
    return Facts(
        alias=row.alias,
        case_reference=row.case_reference,
        kind=rules.Kind(row.kind),
        informed=rules.Informed(row.informed),
        informed_note=row.informed_note,
        case_system=rules.CaseSystem(row.case_system),
    )


def _locked(collaboration: Collaboration) -> Collaboration:
    return Collaboration.objects.select_for_update(of=("self",)).select_related("key").get(id=collaboration.id)


def _check(row: Collaboration, version: int) -> None:
    if row.version != version:
        raise ChangedMeanwhile


def _sent_twice(row: Collaboration, version: int, by: Viewer) -> bool:
    """Whether the newest change is the same person's, made from the same version: a second click, maybe."""
    return row.version == version + 1 and row.changed_by_id == by.id


def _save(row: Collaboration, verb: str, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.id
    row.save(force_update=True)
    _note(verb, row, by=by, now=now, note=note)


def _touch(collaboration: Collaboration, now: dt.datetime, *, reassess: bool | None = None) -> None:
    """Activity moves the end date away, unless the collaboration is closed."""
    months = collaboration.unit.organisation.retention_months
    row = Collaboration.objects.select_for_update().only("ends_on", "closed_at", "reassess").get(id=collaboration.id)
    ends_on = rules.end_after_activity(row.ends_on, _day(now), months, closed=row.closed_at is not None)
    changed: dict[str, object] = {}
    if ends_on != row.ends_on:
        changed |= {"ends_on": ends_on, "warned_on": None}
    if reassess is not None and reassess != row.reassess:
        changed["reassess"] = reassess
    if changed:
        Collaboration.objects.filter(id=collaboration.id).update(**changed)


def _day(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)
