"""The calendar of planned supervision: who belongs to a unit sees it, who leads the unit plans it."""

import datetime as dt
import uuid
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.collaborations.forms import beside
from trappen.documents.http import pdf_response
from trappen.language.neutral import tell
from trappen.organisations.http import Request
from trappen.organisations.queries import units_led
from trappen.shared.forms import conflict
from trappen.shared.http import kept_page
from trappen.shared.rules import ChangedMeanwhile
from trappen.supervision import actions, forms, papers, queries, rules, wording
from trappen.supervision.queries import Month, Shown
from trappen.supervision.rules import Refused

_YEARS = range(2000, 2100)


@require_safe
@kept_page
def what_is_supervision(request: HttpRequest) -> HttpResponse:
    """What we mean by supervision, and how it differs from the help after an incident."""
    return render(request, "supervision/what.html", {"forms_of_help": wording.FORMS, "sources": wording.SOURCES})


@signed_in
def supervision(request: Request) -> HttpResponse:
    """The dates to come, month by month, and for leaders those that wait for a word."""
    viewer, today = request.viewer, timezone.localdate()
    several = len(viewer.own_units) > 1
    context = {
        "months": _months(queries.from_day(viewer, today), several=several),
        "waiting": [_told(each, several=several) for each in queries.waiting(viewer, today)],
        "units": units_led(viewer) if viewer.leads_any else [],
        "years": queries.years(viewer),
    }
    return render(request, "supervision/supervision.html", context)


@signed_in
def supervision_year(request: Request, year: int) -> HttpResponse:
    """All dates of a year, to be printed."""
    months = queries.of_year(request.viewer, _checked(year))
    context = {"year": year, "months": _months(months), "years": queries.years(request.viewer)}
    return render(request, "supervision/year.html", context)


@signed_in
def supervision_year_pdf(request: Request, year: int) -> HttpResponse:
    """The same on paper."""
    months = queries.of_year(request.viewer, _checked(year))
    return pdf_response(papers.year(year, months), f"supervision-{year}.pdf")


@signed_in
def plan_supervision(request: Request, unit: uuid.UUID) -> HttpResponse:
    """One date, or the same every few weeks."""
    place, now = queries.unit_to_plan_for(request.viewer, unit), timezone.now()
    form = forms.Plan(_given(request, "plan"), today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        made = actions.plan(
            unit=place,
            details=form.details,
            series=form.series,
            once=form.cleaned_data["once"],
            by=request.viewer,
            now=now,
        )
        told = ngettext("%(number)d dato er planlagt.", "%(number)d datoer er planlagt.", len(made))
        messages.success(request, told % {"number": len(made)})
        tell(request, form)
        return redirect("supervision")
    return render(request, "supervision/plan.html", {"form": form, "unit": place})


@signed_in
def occasion(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One date. Who leads the unit says afterwards how many were there."""
    found, now = queries.reach(request.viewer, id_), timezone.now()
    if request.method == "POST":
        found = queries.reach_led(request.viewer, id_)
    start = {"attendance": found.row.attendance, "version": found.row.version}
    form = forms.Hold(_given(request, "hold"), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(occasion=found.row, **form.cleaned_data, by=request.viewer, now=now)
        except ChangedMeanwhile:
            _conflict(request, form, found)
        except Refused as refused:
            messages.error(request, wording.REFUSALS[refused.why])
            return redirect("occasion", id_)
        else:
            messages.success(request, _("Datoen er markeret som holdt."))
            return redirect("occasion", id_)
    context = {
        **_told(found),
        "form": form,
        "may_hold": found.leads and not found.row.cancelled_at and found.row.on <= timezone.localdate(now),
    }
    return render(request, "supervision/occasion.html", context)


@signed_in
def change_occasion(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Another day, other details, for later dates of the series too where one wants."""
    found, now = queries.reach_led(request.viewer, id_), timezone.now()
    if request.method != "POST" and not found.is_open:
        return _refuse(request, found)
    row = found.row
    details = queries.details_of(row)
    start = {**asdict(details), "kind": details.kind.value, "on": row.on, "version": row.version}
    later = len(queries.later_in_series(row))
    form = forms.Change(_given(request, "change"), initial=start, today=timezone.localdate(now), later=later)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                occasion=row,
                on=form.cleaned_data["on"],
                details=form.details,
                following=form.with_following,
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
        except ChangedMeanwhile:
            current = beside(form)
            _conflict(request, form, found)
        except Refused:
            return _refuse(request, found)
        else:
            messages.success(request, _("Ændringen er gemt."))
            tell(request, form)
            return redirect("occasion", id_)
    return render(request, "supervision/change.html", {**_told(found), "form": form, "current": current})


@signed_in
def cancel_occasion(request: Request, id_: uuid.UUID) -> HttpResponse:
    """It will not be held, with a word why."""
    found, now = queries.reach_led(request.viewer, id_), timezone.now()
    if request.method != "POST" and not found.is_open:
        return _refuse(request, found)
    later = len(queries.later_in_series(found.row))
    form = forms.Cancel(_given(request, "cancel"), initial={"version": found.row.version}, later=later)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(
                occasion=found.row,
                because=form.cleaned_data["because"],
                following=form.with_following,
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
        except ChangedMeanwhile:
            _conflict(request, form, found)
        except Refused:
            return _refuse(request, found)
        else:
            messages.success(request, _("Det er aflyst."))
            tell(request, form)
            return redirect("occasion", id_)
    return render(request, "supervision/cancel.html", {**_told(found), "form": form})


@signed_in
def occasion_ics(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The date for one's own calendar: when, which kind, and where to read more."""
    found = queries.reach(request.viewer, id_)
    row = found.row
    text = rules.calendar_file(
        id_=row.id,
        starts=timezone.make_aware(dt.datetime.combine(row.on, row.at)),
        minutes=row.minutes,
        summary=str(wording.SHORT[found.kind]),
        address=settings.PUBLIC_URL + reverse("occasion", args=[row.id]),
        changed=row.changed_at,
        version=row.version,
        cancelled=row.cancelled_at is not None,
    )
    disposition = f'attachment; filename="supervision-{row.on.isoformat()}.ics"'
    return HttpResponse(
        text, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


def _checked(year: int) -> int:
    if year not in _YEARS:
        raise Http404(year)
    return year


def _refuse(request: Request, found: Shown) -> HttpResponse:
    """What is over cannot be changed any more."""
    why = rules.Why.CANCELLED if found.row.cancelled_at else rules.Why.HELD
    messages.error(request, wording.REFUSALS[why])
    return redirect("occasion", found.row.id)


def _conflict(request: Request, form: Any, found: Shown) -> None:
    conflict(request, form, found.row.version, found.row.changed_by.name, found.row.changed_at)


def _told(found: Shown, *, several: bool = False) -> dict[str, Any]:
    """What the pages show of a date; its unit stands in `about` where the viewer belongs to several."""
    row, kind = found.row, str(wording.SHORT[found.kind])
    said = wording.standing(found.state, row.attendance)
    about = (said if row.held_at else "", found.unit.name if several else "", row.supervisor, row.place)
    return {
        "row": row,
        "found": found,
        "kind": kind,
        "headline": f"{kind}: {row.theme}" if row.theme else kind,
        "clock": wording.clock(row.at, found.ends_at),
        "about": " · ".join(filter(None, about)),
        "state": found.state.value,
        "said": said,
    }


def _months(months: list[Month], *, several: bool = False) -> list[dict[str, Any]]:
    return [
        {"first": month.first, "dates": [_told(each, several=several) for each in month.dates]} for month in months
    ]
