"""Which parts has the perspective exercise, and what are its three fields called?"""

from dataclasses import dataclass

# In the order in which they are filled in: the situation, the three fields, the citizen's telling, the first thing.
FIELDS = ("situation", "seen", "behind", "can_do", "told", "first")


@dataclass(frozen=True)
class Labels:
    """What the three fields are called."""

    seen: str
    behind: str
    can_do: str


@dataclass(frozen=True)
class Sheet:
    """What someone has written in the exercise; all of it may be empty."""

    situation: str = ""
    seen: str = ""
    behind: str = ""
    can_do: str = ""
    told: str = ""
    first: str = ""
