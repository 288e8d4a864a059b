"""What does a person owe, gathered from every app below?"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from trappen.collaborations import queries as collaborations
from trappen.collaborations.queries import Led, Owed
from trappen.collaborations.rules import CaseSystem, Informed, warns
from trappen.organisations.rules import Viewer
from trappen.plans.rules import When, when


@dataclass(frozen=True)
class Overview:
    """What waits for one person: their own actions by date, and what the collaborations that they lead ask."""

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
    owed = collaborations.owed_actions(viewer)
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
