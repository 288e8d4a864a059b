"""Which codes stand in the columns of a collaboration?"""

import enum


class Kind(enum.StrEnum):
    """Whom the contact is with."""

    USER = "user"
    RELATIVE = "relative"
    PARENT = "parent"
    PARTNER = "partner"
    COMPANY = "company"
    OTHER = "other"


class Informed(enum.StrEnum):
    """Has the citizen been informed, as GDPR articles 13 and 14 ask?"""

    YES = "yes"
    SOON = "soon"
    EXEMPT = "exempt"


class CaseSystem(enum.StrEnum):
    """Does what belongs in the case system (ESDH) stand there?"""

    DONE = "done"
    SOON = "soon"
    NOTHING = "nothing"


class Strain(enum.StrEnum):
    """How does it affect you?"""

    NONE = "none"
    SOME = "some"
    MUCH = "much"
    HEAVY = "heavy"
