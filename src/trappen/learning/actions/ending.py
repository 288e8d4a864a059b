"""What has reached its end date?"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from trappen.learning import queries
from trappen.learning.actions.courses import remove
from trappen.learning.actions.preparing import remove_preparation
from trappen.learning.models import Course, Preparation

WHY = "end-date"


def delete_ended_courses(*, now: dt.datetime) -> int:
    return sum(delete_course_if_ended(course=row, now=now) for row in queries.ended(timezone.localdate(now)))


def delete_ended_preparations(*, now: dt.datetime) -> int:
    ended = queries.ended_preparations(timezone.localdate(now))
    return sum(delete_preparation_if_ended(preparation=row, now=now) for row in ended)


@transaction.atomic
def delete_course_if_ended(*, course: Course, now: dt.datetime) -> bool:
    """False where it has been given another end, by finishing, since it was read."""
    if not Course.objects.select_for_update().filter(id=course.id, ends_on=course.ends_on).exists():
        return False
    remove(course=course, by=None, now=now, why=WHY)
    return True


@transaction.atomic
def delete_preparation_if_ended(*, preparation: Preparation, now: dt.datetime) -> bool:
    """False where someone has written in it since it was read."""
    still = Preparation.objects.select_for_update().filter(id=preparation.id, version=preparation.version)
    if not still.exists():
        return False
    remove_preparation(preparation=preparation, by=None, now=now, why=WHY)
    return True
