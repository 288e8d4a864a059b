"""Which talks are there to train, and where does a room that votes stand?"""

import uuid
from collections.abc import Mapping

from django.conf import settings

from trappen.guide.queries import guide
from trappen.live import queries as live
from trappen.organisations.queries import OutOfReach
from trappen.organisations.rules import Viewer
from trappen.trainer.content import Content, kept
from trappen.trainer.models import Vote
from trappen.trainer.rules import Node, Reply, Walk, walked


def content() -> Content:
    return kept(settings.CONTENT, frozenset(guide().order))


def page_title(page: str, language: str) -> str:
    """What a page of the guide is called."""
    return guide().pages[language][page].title


def walk_of(vote: Vote) -> Walk:
    """The talk as far as a room has come."""
    return walked(content().dialogues[vote.dialogue], vote.path)


def vote_to_host(viewer: Viewer, id_: uuid.UUID) -> Vote:
    """Raises OutOfReach for everyone but the host."""
    found = Vote.objects.filter(id=id_, host=viewer.id).select_related("room").first()
    if found is None:
        raise OutOfReach("vote", id_)
    return found


def standing(vote: Vote) -> Mapping[str, int]:
    """How many are there, how many have voted, and which version is shown."""
    return {**live.how_many(vote.room_id), "ignored": vote.room.ignored, "version": vote.version}


def counted(vote: Vote, walk: Walk) -> list[tuple[Reply, int]]:
    """The replies, each with the votes for it; none where they are not shown yet, or the talk is over."""
    if vote.counts is None or not isinstance(walk.at, Node):
        return []
    return [(reply, vote.counts.get(str(number), 0)) for number, reply in enumerate(walk.at.replies, 1)]
