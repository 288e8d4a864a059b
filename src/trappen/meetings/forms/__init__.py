"""What may be written of a meeting? Before it, to plan it; and while it is on."""

from trappen.meetings.forms.planning import NONE, Agenda, Cancel, ChangeMeeting, PlanMeeting, Reply, start_of
from trappen.meetings.forms.running import Carried, Notes, Running, is_follow_up

__all__ = [
    "NONE",
    "Agenda",
    "Cancel",
    "Carried",
    "ChangeMeeting",
    "Notes",
    "PlanMeeting",
    "Reply",
    "Running",
    "is_follow_up",
    "start_of",
]
