"""What do the questions about care share? What is taught, the names of the kinds, and the history with its names."""

import uuid

from django.conf import settings

from trappen.audit.queries import Line, history
from trappen.care.content import Content, kept
from trappen.organisations.queries import names_of

KIND = "care-plan"
LIST_KIND = "care-list"


def content() -> Content:
    return kept(settings.CONTENT)


def named_lines(subject: uuid.UUID, organisation: uuid.UUID) -> list[tuple[Line, str]]:
    """The history of something, newest first, each with its actor's name: none for the system and for strangers."""
    lines = history(subject)
    names = names_of((line.actor for line in lines if line.actor), organisation)
    return [(line, names.get(line.actor, "") if line.actor else "") for line in lines]
