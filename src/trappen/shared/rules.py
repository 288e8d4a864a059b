"""How does one sending of a form become one thing, however often it is sent?"""

import uuid


def one_of(once: uuid.UUID, *about: object) -> uuid.UUID:
    """The primary key that this sending gives to a thing; the same sending about something else gives another."""
    return uuid.uuid5(once, "/".join(str(each) for each in about))
