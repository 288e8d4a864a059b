"""What holds for a collaboration: its alias, how long it is kept, its story, and the counts that others may see."""

from trappen.collaborations.rules.alias import NEUTRAL_ALIASES, looks_like_a_name, suggested_alias
from trappen.collaborations.rules.codes import CaseSystem, Informed, Kind, Strain
from trappen.collaborations.rules.counts import FEWEST_SHOWN, Counts, counts_shown
from trappen.collaborations.rules.history import Direction, Point, Story, changes, curve, story
from trappen.collaborations.rules.judgement import ReasonMissing, decided
from trappen.collaborations.rules.retention import (
    CLOSED_MONTHS,
    LONGEST_EXTENSION_MONTHS,
    SHORTEST_WARNING_DAYS,
    WARNING_DAYS,
    ExtensionRefused,
    deleted_on,
    end_after_activity,
    end_after_closing,
    extended,
    may_delete,
    months_after,
    warns,
)

__all__ = [
    "CLOSED_MONTHS",
    "FEWEST_SHOWN",
    "LONGEST_EXTENSION_MONTHS",
    "NEUTRAL_ALIASES",
    "SHORTEST_WARNING_DAYS",
    "WARNING_DAYS",
    "CaseSystem",
    "Counts",
    "Direction",
    "ExtensionRefused",
    "Informed",
    "Kind",
    "Point",
    "ReasonMissing",
    "Story",
    "Strain",
    "changes",
    "counts_shown",
    "curve",
    "decided",
    "deleted_on",
    "end_after_activity",
    "end_after_closing",
    "extended",
    "looks_like_a_name",
    "may_delete",
    "months_after",
    "story",
    "suggested_alias",
    "warns",
]
