"""What can a unit agree on a situation?"""

import enum


class Registers(enum.StrEnum):
    """Whether the unit registers such a situation."""

    ALWAYS = "always"
    DEPENDS = "depends"
    NO = "no"
