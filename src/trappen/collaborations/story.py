"""What does a collaboration's history say, in a heading, a picture and a table?"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trappen.collaborations import rules, wording
from trappen.collaborations.models import Assessment
from trappen.collaborations.rules import Direction, Point
from trappen.shared.templatetags.ui import day
from trappen.shared.words import spelled
from trappen.staircase.rules import StepId


@dataclass(frozen=True)
class Curve:
    """The staircase curve, as `components/curve.html` and the papers draw it."""

    id: str
    title: str
    description: str
    points: tuple["Drawn", ...]
    start: str
    end: str
    events: tuple[object, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A point with its words; its places as SVG writes them, whatever the language."""

    x: str
    until: str
    step: StepId
    previous: StepId | None
    label: str


def steps_of(assessments: Sequence[Assessment]) -> list[tuple[dt.date, StepId]]:
    return [(each.seen_on, StepId(each.step)) for each in assessments]


def heading(assessments: Sequence[Assessment]) -> str:
    """What is so, in one line: "Fra rød til gul på fire måneder"."""
    return _heading(steps_of(assessments))


def _heading(steps: Sequence[tuple[dt.date, StepId]]) -> str:
    told = rules.story(steps)
    if told.direction is Direction.NONE or told.first is None or told.last is None:
        return _("Ikke vurderet endnu")
    words = {"first": _colour(told.first), "last": _colour(told.last)}
    if told.direction is Direction.FIRST:
        return _("Den første vurdering: %(last)s") % words
    if told.direction is Direction.SAME:
        return _at_same(told.months) % words
    if told.direction is Direction.BACK:
        return _("Tilbage på %(last)s") % words
    if told.months < 1:
        return _("Fra %(first)s til %(last)s på under en måned") % words
    return ngettext(
        "Fra %(first)s til %(last)s på %(months)s måned",
        "Fra %(first)s til %(last)s på %(months)s måneder",
        told.months,
    ) % {**words, "months": spelled(told.months)}


def _at_same(months: int) -> str:
    if months < 1:
        return _("Stadig %(last)s")
    return ngettext("Stadig %(last)s efter %(months)s måned", "Stadig %(last)s efter %(months)s måneder", months) % {
        "last": "%(last)s",
        "months": spelled(months),
    }


def picture(assessments: Sequence[Assessment], until: dt.date) -> Curve | None:
    """None before the first assessment."""
    return _picture(tuple(steps_of(assessments)), until, get_language())


@lru_cache(maxsize=1024)
def _picture(steps: tuple[tuple[dt.date, StepId], ...], until: dt.date, _language: str | None) -> Curve | None:
    """A page is seen many times a day between two assessments."""
    points = rules.curve(steps, until)
    if not points:
        return None
    drawn = tuple(_drawn(point) for point in points)
    return Curve(
        id="curve",
        title=_heading(steps),
        description="; ".join(point.label for point in drawn) + ".",
        points=drawn,
        start=_month(points[0].day),
        end=_month(max(until, points[-1].day)),
    )


def svg(curve: Curve) -> str:
    """The curve as a picture for a paper."""
    return render_to_string("collaborations/curve.svg", {"curve": curve})


def _drawn(point: Point) -> Drawn:
    label = f"{day(point.day)}: {wording.said(wording.STEPS, point.step)}"
    return Drawn(f"{point.x:g}", f"{point.until:g}", point.step, point.previous, label)


def _colour(step: StepId) -> str:
    return {StepId.GREEN: _("grøn"), StepId.YELLOW: _("gul"), StepId.RED: _("rød")}[step]


def _month(day: dt.date) -> str:
    return formats.date_format(day, "M Y" if get_language() == "en" else "N Y", use_l10n=False)
