"""Everything that is written of one collaboration, as values: for an access request, as JSON and on paper."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from trappen.collaborations.models import Access, Assessment, Collaboration, FollowUp, Talk
from trappen.plans.models import Action


def whole(
    collaboration: Collaboration,
    *,
    assessments: Sequence[Assessment],
    actions: Sequence[Action],
    follow_ups: Sequence[FollowUp],
    talks: Sequence[Talk],
    named: Sequence[Access],
    now: dt.datetime,
) -> dict[str, Any]:
    """Shape: one object; dates as ISO 8601, codes and sign ids as in the staircase, people by name."""
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "alias": collaboration.alias,
        "case_reference": collaboration.case_reference,
        "unit": collaboration.unit.name,
        "kind": collaboration.kind,
        "informed": collaboration.informed,
        "informed_note": collaboration.informed_note,
        "case_system": collaboration.case_system,
        "opened_at": _moment(collaboration.opened_at),
        "closed_at": _moment(collaboration.closed_at),
        "closing_words": collaboration.closing_words,
        "next_follow_up": _day(collaboration.next_follow_up),
        "ends_on": _day(collaboration.ends_on),
        "extension_reason": collaboration.extension_reason,
        "named": [{"name": each.user.name, "deputy": each.deputy} for each in named],
        "assessments": [_assessment(each) for each in assessments],
        "actions": [_action(each) for each in actions],
        "follow_ups": [_follow_up(each) for each in follow_ups],
        "talks": [_talk(each) for each in talks],
    }


def _assessment(row: Assessment) -> dict[str, Any]:
    return {
        "seen_on": _day(row.seen_on),
        "by": row.by.name,
        "together": row.together,
        "edition": row.edition,
        "signs": {each.sign: each.frequency.value for each in row.observations},
        "persistently_difficult": row.persistently_difficult,
        "proposed": row.proposed,
        "step": row.step,
        "reason": row.reason,
        "strain": row.strain,
        "notes": row.notes,
    }


def _action(row: Action) -> dict[str, Any]:
    return {
        "practice": row.practice,
        "edition": row.edition,
        "title": row.title,
        "owner": row.owner.name,
        "starts_on": _day(row.starts_on),
        "due_on": _day(row.due_on),
        "done_when": row.done_when,
        "status": row.status,
        "ended_at": _moment(row.ended_at),
        "dropped_because": row.dropped_because,
        "effect": row.effect,
        "effect_at": _moment(row.effect_at),
        "comments": [{"at": _moment(each.at), "by": each.by.name, "text": each.text} for each in row.comments.all()],
    }


def _follow_up(row: FollowUp) -> dict[str, Any]:
    return {"held_on": _day(row.held_on), "by": row.by.name, "agreed": row.agreed, "next_on": _day(row.next_on)}


def _talk(row: Talk) -> dict[str, Any]:
    return {
        "planned_for": _day(row.planned_for),
        "by": row.made_by.name,
        "plan": asdict(row.plan),
        "held_at": _moment(row.held_at),
        "held_by": row.held_by.name if row.held_by else None,
        "went": row.went,
    }


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: dt.datetime | None) -> str | None:
    return value.isoformat(timespec="seconds") if value else None
