"""What do the programmes hold, which courses may the viewer see, and what have they written for their yearly talk?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from trappen.learning.content import Content, kept
from trappen.learning.models import Course, CourseStep, Preparation
from trappen.learning.rules import Kind, Programme, Progress, Step, due_on
from trappen.organisations.models import Membership, Unit
from trappen.organisations.queries import OutOfReach, Person, members_of_unit
from trappen.organisations.rules import Viewer
from trappen.shared.prepared import prepared


def content() -> Content:
    return kept(settings.CONTENT)


def newest() -> Programme:
    return content().programmes[0]


# Courses: the employee sees their own; who leads the unit sees how far the people who belong there are


@dataclass(frozen=True)
class OneStep:
    """A step as it is shown. `about` is the programme's, None for one that the leader added."""

    row: CourseStep
    about: Step | None
    due_on: dt.date

    @property
    def kind(self) -> Kind:
        return self.about.kind if self.about else Kind.OWN

    @property
    def is_talk(self) -> bool:
        return self.kind is Kind.TALK

    @property
    def is_done(self) -> bool:
        return self.row.done_at is not None

    def title(self, language: str) -> str:
        return self.about.title.to(language) if self.about else str(self.row.title)


@dataclass(frozen=True)
class Reached:
    """A course that the viewer may see: as the employee themselves, or as someone who leads the unit.

    `belongs` says whether the employee is still at the unit: where not, nobody leads them there any more.
    """

    course: Course
    programme: Programme
    steps: tuple[OneStep, ...]
    is_mine: bool
    belongs: bool

    @property
    def progress(self) -> Progress:
        return Progress(sum(step.is_done for step in self.steps), len(self.steps))

    @property
    def next(self) -> OneStep | None:
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def talk(self) -> OneStep:
        return next(step for step in self.steps if step.is_talk)

    @property
    def taken_along(self) -> tuple[OneStep, ...]:
        """The steps from which the employee wants to take something to the talk."""
        return tuple(step for step in self.steps if step.row.take_along)

    def step(self, id_: uuid.UUID) -> OneStep:
        """Raises OutOfReach."""
        found = next((step for step in self.steps if step.row.id == id_), None)
        if found is None:
            raise OutOfReach("programme", self.course.id)
        return found


def reach(viewer: Viewer, id_: uuid.UUID) -> Reached:
    """Raises OutOfReach for all but the employee and who leads the unit that they belong to."""
    return _reached(viewer, _seen_by(viewer).filter(id=id_).first(), id_)


def reach_own(viewer: Viewer, id_: uuid.UUID) -> Reached:
    """Raises OutOfReach for all but the employee."""
    return _reached(viewer, _courses().filter(id=id_, employee=viewer.id).first(), id_)


def reach_led(viewer: Viewer, id_: uuid.UUID) -> Reached:
    """Raises OutOfReach for all but who leads the unit that the employee belongs to."""
    return _reached(viewer, _courses().filter(_is_led_by(viewer), id=id_).first(), id_)


def _reached(viewer: Viewer, course: Course | None, id_: uuid.UUID) -> Reached:
    if course is None:
        raise OutOfReach("programme", id_)
    return _whole(viewer, course, list(course.steps.order_by("number")))


def own_courses(viewer: Viewer) -> list[Reached]:
    """The viewer's own, those under way first."""
    rows = list(_courses().filter(employee=viewer.id).order_by("finished_at", "-starts_on", "id"))
    rows.sort(key=lambda row: row.finished_at is not None)
    steps = CourseStep.objects.filter(course__in=rows).order_by("number") if rows else ()
    by_course: dict[uuid.UUID, list[CourseStep]] = {row.id: [] for row in rows}
    for step in steps:
        by_course[step.course_id].append(step)
    return [_whole(viewer, row, by_course[row.id]) for row in rows]


def under_way(viewer: Viewer) -> list[Reached]:
    """The viewer's own that are not finished. One statement where there is none, else two."""
    rows = list(_under_way(viewer.id))
    steps = CourseStep.objects.filter(course__in=rows).order_by("number") if rows else ()
    return [_whole(viewer, row, [step for step in steps if step.course_id == row.id]) for row in rows]


@prepared
def _under_way(employee: uuid.UUID) -> QuerySet[Course]:
    return _courses().filter(employee=employee, finished_at=None).order_by("starts_on", "id")


def _whole(viewer: Viewer, course: Course, rows: Sequence[CourseStep]) -> Reached:
    programme = content().programme(course.programme)
    for row in rows:
        row.course = course  # its key opens their texts
    return Reached(
        course=course,
        programme=programme,
        steps=tuple(OneStep(row, programme.step(row.step), due_on(course.starts_on, row.day)) for row in rows),
        is_mine=course.employee_id == viewer.id,
        belongs=course.belongs,  # type: ignore[attr-defined]  # annotated
    )


@dataclass(frozen=True)
class Led:
    """How far someone is, as their leader sees it: `due_on` is when the next step is due, None where all are done."""

    course: Course
    programme: Programme
    progress: Progress
    due_on: dt.date | None


@dataclass(frozen=True)
class LedUnit:
    """A unit that the viewer leads, with the courses of those who belong to it."""

    unit: Unit
    courses: tuple[Led, ...]


def led_units(viewer: Viewer) -> list[LedUnit]:
    """Every unit that the viewer leads, those under way before those that are done, by name."""
    if not viewer.leads_any:
        return []
    units = list(Unit.objects.filter(id__in=viewer.led_units).order_by("name"))
    rows = _courses().filter(_is_led_by(viewer)).order_by("employee__name", "starts_on", "id")
    rows = rows.annotate(total=Count("steps"), done=Count("steps", filter=Q(steps__done_at__isnull=False)))
    courses = sorted(rows, key=lambda row: row.finished_at is not None)
    days = _next_days(courses)
    told = {unit.id: [_led(row, days) for row in courses if row.unit_id == unit.id] for unit in units}
    return [LedUnit(unit, tuple(told[unit.id])) for unit in units]


def _next_days(courses: Sequence[Course]) -> dict[uuid.UUID, int]:
    """The day of the first step that is not done, by course."""
    waiting = CourseStep.objects.filter(course__in=courses, done_at=None).order_by("-number")
    return dict(waiting.values_list("course_id", "day")) if courses else {}


def _led(row: Course, days: dict[uuid.UUID, int]) -> Led:
    counted = Progress(row.done, row.total)  # type: ignore[attr-defined]  # annotated
    due = due_on(row.starts_on, days[row.id]) if row.id in days else None
    return Led(row, content().programme(row.programme), counted, due)


def unit_to_start_in(viewer: Viewer, unit: uuid.UUID) -> tuple[Unit, list[Person]]:
    """The unit, and those for whom the viewer may start a programme there. Raises OutOfReach for who leads it not."""
    if not viewer.leads(unit):
        raise OutOfReach("unit", unit)
    return Unit.objects.get(id=unit), [each for each in members_of_unit(unit) if each.id != viewer.id]


def units_to_move_to(viewer: Viewer, course: Course) -> list[Unit]:
    """The viewer's own units to which they can take their course along."""
    mine = {place.unit for place in viewer.places} - {course.unit_id}
    return list(Unit.objects.filter(id__in=mine).order_by("name"))


def ended(today: dt.date) -> list[Course]:
    """The courses whose end date has come."""
    return list(_courses().filter(ends_on__lte=today))


def _courses() -> QuerySet[Course]:
    there = Membership.objects.filter(user=OuterRef("employee"), unit=OuterRef("unit"))
    rows = Course.objects.select_related("key", "unit", "employee", "changed_by", "leader_confirmed_by")
    return rows.annotate(belongs=Exists(there))


def _is_led_by(viewer: Viewer) -> Q:
    """Nobody leads themselves, nor someone who has gone to another unit."""
    return Q(unit__in=viewer.led_units, belongs=True) & ~Q(employee=viewer.id)


def _seen_by(viewer: Viewer) -> QuerySet[Course]:
    return _courses().filter(Q(employee=viewer.id) | _is_led_by(viewer))


# The yearly talk: nobody can even ask for someone else's notes


def preparation(viewer: Viewer) -> Preparation | None:
    return Preparation.objects.select_related("key").filter(person=viewer.id).first()


def own_preparation(viewer: Viewer) -> Preparation:
    """Raises OutOfReach for who has written nothing."""
    found = preparation(viewer)
    if found is None:
        raise OutOfReach("mus-preparation")
    return found


def ended_preparations(today: dt.date) -> list[Preparation]:
    return list(Preparation.objects.select_related("key").filter(ends_on__lte=today))
