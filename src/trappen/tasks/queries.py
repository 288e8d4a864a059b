"""What does a person owe, gathered from every app below?"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from trappen.care import queries as care
from trappen.collaborations import queries as collaborations
from trappen.collaborations.queries import Led
from trappen.collaborations.rules import CaseSystem, Informed, warns
from trappen.learning import queries as learning
from trappen.meetings import queries as meetings
from trappen.organisations.rules import Viewer
from trappen.plans.rules import When, when
from trappen.surveys import queries as surveys


@dataclass(frozen=True)
class Owed:
    """Something of one's own to do by a day: what it is, what it belongs to, and where it is done."""

    title: str
    about: str
    address: str
    due_on: dt.date


@dataclass(frozen=True)
class Overview:
    """What waits for one person: what they owe by date, and what the collaborations that they lead ask."""

    overdue: Sequence[Owed] = ()
    this_week: Sequence[Owed] = ()
    later: Sequence[Owed] = ()
    to_assess: Sequence[Led] = ()
    follow_ups_due: Sequence[Led] = ()
    unanswered: Sequence[Led] = ()
    ending_soon: Sequence[Led] = ()

    @property
    def anything(self) -> bool:
        return any(vars(self).values())


def overview(viewer: Viewer, today: dt.date) -> Overview:
    owed = sorted(_owed(viewer, today), key=lambda each: each.due_on)
    led = collaborations.led(viewer)
    live = [row for row in led if not row.closed]
    soon = today + dt.timedelta(days=7)
    return Overview(
        overdue=[each for each in owed if when(each.due_on, today) is When.OVERDUE],
        this_week=[each for each in owed if when(each.due_on, today) is When.THIS_WEEK],
        later=[each for each in owed if when(each.due_on, today) is When.LATER],
        to_assess=[row for row in live if row.reassess or not row.assessed],
        follow_ups_due=sorted(
            (row for row in live if row.next_follow_up and row.next_follow_up <= soon),
            key=lambda row: row.next_follow_up or soon,
        ),
        unanswered=[row for row in live if row.informed == Informed.SOON or row.case_system == CaseSystem.SOON],
        ending_soon=sorted((row for row in led if warns(row.ends_on, today)), key=lambda row: row.ends_on),
    )


def _owed(viewer: Viewer, today: dt.date) -> Iterator[Owed]:
    """A colleague first: of one day, what is owed to a person stands before what is owed to a plan."""
    for step in care.owed_steps(viewer, today):
        yield Owed(_("Støt en kollega"), step.person, reverse("care_plan", args=[step.plan]), step.due_on)
    for action in collaborations.owed_actions(viewer):
        yield Owed(action.title, action.alias, reverse("action", args=[action.id]), action.due_on)
    for agreed in meetings.owed_actions(viewer):
        address = reverse("meeting_action", args=[agreed.meeting, agreed.id])
        about = agreed.film.title.to(viewer.language) if agreed.film else agreed.meeting_title
        yield Owed(agreed.title, about, address, agreed.due_on)
    for asked in surveys.to_answer(viewer, today):
        yield Owed(
            _("Svar på teamundersøgelsen"), asked.unit, reverse("answer_survey", args=[asked.id]), asked.closes_on
        )
    for course in learning.under_way(viewer):
        if course.next:
            address = reverse("programme", args=[course.course.id])
            yield Owed(course.next.title(viewer.language), _("Dit forløb"), address, course.next.due_on)
