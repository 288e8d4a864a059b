"""How do actions come about, change, and get a word said of them?

The caller has found the plan for a viewer who may write in it. Every function belongs to one transaction and
leaves one line in the history, under the plan.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from trappen.audit.actions import record
from trappen.organisations.rules import Viewer
from trappen.plans.models import Action, Comment, Plan
from trappen.plans.rules import Change, Effect, Status
from trappen.shared.rules import ChangedMeanwhile, one_of
from trappen.vault.models import DataKey


@dataclass(frozen=True)
class Draft:
    """An action as someone asks for it."""

    title: str
    owner: uuid.UUID
    due_on: dt.date
    starts_on: dt.date | None = None
    done_when: str = ""
    practice: str = ""
    edition: str = ""


def new_plan(*, key: DataKey) -> Plan:
    return Plan.objects.create(key=key)


@transaction.atomic
def add_actions(
    *, plan: Plan, drafts: Sequence[Draft], once: uuid.UUID, version: int, by: Viewer, now: dt.datetime
) -> list[Action]:
    """Put new actions into the plan, all or none. Sent twice under one `once`, each comes once.

    `version` is the plan's as the person saw it. Raises ChangedMeanwhile.
    """
    locked = Plan.objects.select_for_update().get(id=plan.id)
    locked.key = plan.key
    asked = {one_of(once, plan.id, draft, drafts[:at].count(draft)): draft for at, draft in enumerate(drafts)}
    there = Action.objects.filter(plan=locked).in_bulk(asked)
    new = [_made(id_, draft, locked, by=by, now=now) for id_, draft in asked.items() if id_ not in there]
    if new:
        if locked.version != version:
            raise ChangedMeanwhile
        Action.objects.bulk_create(new)
        locked.version += 1
        locked.save(update_fields=["version"])
        record(
            "actions-added",
            by=by.id,
            now=now,
            kind="plan",
            subject=plan.id,
            organisation=by.organisation,
            note=str(len(new)),
        )
    made = there | {row.id: row for row in new}
    return [made[id_] for id_ in asked]


@transaction.atomic
def edit(*, action: Action, draft: Draft, version: int, by: Viewer, now: dt.datetime) -> None:
    """Change what an action is about, whose it is and when it is due. Raises ChangedMeanwhile."""
    row = _locked(action)
    if _sent_twice(row, version, by) and draft == _as_draft(row):
        return
    _check(row, version)
    row.title, row.done_when = draft.title, draft.done_when
    row.owner_id, row.starts_on, row.due_on = draft.owner, draft.starts_on, draft.due_on
    _save(row, "action-changed", by=by, now=now)


@transaction.atomic
def move(*, action: Action, change: Change, version: int, by: Viewer, now: dt.datetime) -> None:
    """Give an action a new standing, and its effect where it is known. Raises ChangedMeanwhile, NotAllowed."""
    change = change.checked()
    row = _locked(action)
    if _sent_twice(row, version, by) and change == _as_change(row):
        return
    _check(row, version)
    if change.ends and row.status != change.status:
        row.ended_at, row.ended_by_id = now, by.id
    if not change.ends:
        row.ended_at = row.ended_by_id = None
    row.status = change.status.value
    row.dropped_because = change.because if change.status is Status.DROPPED else ""
    effect = change.effect.value if change.effect else ""
    if effect != row.effect:
        row.effect = effect
        row.effect_at, row.effect_by_id = (now, by.id) if effect else (None, None)
    _save(row, f"action-{change.status.value}", by=by, now=now, note=effect)


@transaction.atomic
def comment(*, action: Action, text: str, once: uuid.UUID, by: Viewer, now: dt.datetime) -> Comment:
    """Say a word on an action; sent twice under one `once`, it is said once."""
    id_ = one_of(once, action.id, by.id, text)
    if there := Comment.objects.filter(id=id_).first():
        return there
    said = Comment(id=id_, action=action, text=text, by_id=by.id, at=now)
    said.save(force_insert=True)
    record("commented", by=by.id, now=now, kind="plan", subject=action.plan_id, organisation=by.organisation)
    return said


@transaction.atomic
def remove_plan(*, plan: Plan) -> None:
    """Take a plan and all in it away for good. Its data key is the caller's to delete."""
    Comment.objects.filter(action__plan=plan).delete()
    Action.objects.filter(plan=plan).delete()
    plan.delete()


def _made(id_: uuid.UUID, draft: Draft, plan: Plan, *, by: Viewer, now: dt.datetime) -> Action:
    return Action(
        id=id_,
        plan=plan,
        practice=draft.practice,
        edition=draft.edition,
        title=draft.title,
        done_when=draft.done_when,
        owner_id=draft.owner,
        starts_on=draft.starts_on,
        due_on=draft.due_on,
        created_at=now,
        created_by_id=by.id,
        changed_at=now,
        changed_by_id=by.id,
    )


def _locked(action: Action) -> Action:
    row = Action.objects.select_for_update().get(id=action.id)
    row.plan = action.plan
    return row


def _check(row: Action, version: int) -> None:
    if row.version != version:
        raise ChangedMeanwhile


def _sent_twice(row: Action, version: int, by: Viewer) -> bool:
    """Whether the newest change is the same person's, made from the same version: a second click, maybe."""
    return row.version == version + 1 and row.changed_by_id == by.id


def _as_draft(row: Action) -> Draft:
    return Draft(
        title=row.title,
        owner=row.owner_id,
        due_on=row.due_on,
        starts_on=row.starts_on,
        done_when=row.done_when,
        practice=row.practice,
        edition=row.edition,
    )


def _as_change(row: Action) -> Change:
    effect = Effect(row.effect) if row.effect else None
    return Change(status=Status(row.status), effect=effect, because=row.dropped_because)


def _save(row: Action, verb: str, *, by: Viewer, now: dt.datetime, note: str = "") -> None:
    row.version += 1
    row.changed_at, row.changed_by_id = now, by.id
    row.save(force_update=True)
    record(verb, by=by.id, now=now, kind="plan", subject=row.plan_id, organisation=by.organisation, note=note)
