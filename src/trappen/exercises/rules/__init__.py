"""What helps before a talk: on which words is there advice, how is a sentence put together, and does a plan hold?"""

from trappen.exercises.rules.advice import INTERPRETATIONS, Advice, Kind, Phrases, advice_on, phrase
from trappen.exercises.rules.perspective import FIELDS, Labels, Sheet
from trappen.exercises.rules.sentence import Manner, Openings, Said, Slot, put_together
from trappen.exercises.rules.talk import Part, TalkPlan, Worry, left_over, worries

__all__ = [
    "FIELDS",
    "INTERPRETATIONS",
    "Advice",
    "Kind",
    "Labels",
    "Manner",
    "Openings",
    "Part",
    "Phrases",
    "Said",
    "Sheet",
    "Slot",
    "TalkPlan",
    "Worry",
    "advice_on",
    "left_over",
    "phrase",
    "put_together",
    "worries",
]
