"""What can a unit agree on a situation?"""

import enum

from trappen.organisations.rules import LEADING, Role

WRITERS = LEADING | {Role.REPRESENTATIVE}  # the norms; the unit's people read them


class Registers(enum.StrEnum):
    """Whether the unit registers such a situation."""

    ALWAYS = "always"
    DEPENDS = "depends"
    NO = "no"
