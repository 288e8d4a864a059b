"""What may be noted of a talk? Two answers out of a list, never a word of what was said."""

import enum

WIDTH = 32  # so that what lies sealed is equally long for every answer


class Consent(enum.StrEnum):
    """Whether the colleague says yes to going on."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class Referral(enum.StrEnum):
    """To whom the colleague was helped on."""

    NONE = "none"
    PSYCHOLOGIST = "psychologist"
    DOCTOR = "doctor"
    CRISIS = "crisis"
    OTHER = "other"


class Agreement(enum.StrEnum):
    """Whether the colleague lets those who lead the unit see the plan."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


def written_answers(consent: Consent, referral: Referral) -> str:
    return f"{consent.value} {referral.value}".ljust(WIDTH)


def read_answers(text: str) -> tuple[Consent, Referral] | None:
    """None where nothing has been noted."""
    if not text:
        return None
    consent, referral = text.split()
    return Consent(consent), Referral(referral)
