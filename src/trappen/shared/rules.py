"""How does one sending of a form become one thing, and what if two people change the same thing?"""

import uuid


class ChangedMeanwhile(Exception):
    """Someone else has changed the same thing since it was shown. Nothing was written."""


def one_of(once: uuid.UUID, *about: object) -> uuid.UUID:
    """The primary key that this sending gives to a thing; the same sending about something else gives another."""
    return uuid.uuid5(once, "/".join(str(each) for each in about))
