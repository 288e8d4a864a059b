"""Where can a plan for a talk be taken along to? The planner's page asks; an app above answers when it starts."""

import uuid
from dataclasses import dataclass

from django.utils.module_loading import import_string

from trappen.organisations.rules import Viewer


@dataclass(frozen=True)
class Destination:
    """Something of the viewer's own that a plan can belong to: what it is called, and the form that takes a plan."""

    id: uuid.UUID
    label: str
    address: str


_sources: dict[str, None] = {}  # in the order in which the apps started


def register(source: str) -> None:
    """For an app above, when it starts: the dotted name of a function that takes a viewer and gives destinations."""
    _sources[source] = None


def destinations(viewer: Viewer) -> list[Destination]:
    """All that the viewer may take a plan along to."""
    return [each for source in _sources for each in import_string(source)(viewer)]
