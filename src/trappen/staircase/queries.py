"""Which edition of the staircase does a page show?"""

from django.conf import settings

from trappen.staircase.content import Content, kept
from trappen.staircase.rules import Staircase


def content() -> Content:
    return kept(settings.CONTENT)


def newest() -> Staircase:
    return content().staircase


def edition(version: str) -> Staircase:
    """The edition that something was answered with. Raises KeyError where its file has been taken away."""
    return content().editions[version]
