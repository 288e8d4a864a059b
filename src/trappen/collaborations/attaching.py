"""On which collaborations may someone keep a plan that they have made on the planner's page?"""

from django.urls import reverse

from trappen.collaborations.queries import open_to
from trappen.exercises.slots import Destination
from trappen.organisations.rules import Viewer


def destinations(viewer: Viewer) -> list[Destination]:
    """Their open ones, each with the form for a new talk."""
    return [Destination(each.id, each.alias, reverse("new_talk", args=[each.id])) for each in open_to(viewer)]
