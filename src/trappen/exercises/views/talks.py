"""How does a talk with a citizen come about well? The planner, alone and together, which stores nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from trappen.exercises import forms, papers, queries, slots, wording
from trappen.exercises.rules import worries
from trappen.exercises.views.common import AN_HOUR, NOWHERE, for_everyone, for_one, paper

_any = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # Nothing is stored, and a visitor without cookies must be able to ask.
@_any
def talk_plan(request: Any) -> HttpResponse:
    """Alone: what it is for, the frame, the course in minutes, what to confirm, and the way out."""
    return _planner(request, {})


@csrf_exempt  # As alone.
@_any
def talk_plan_together(request: Any) -> HttpResponse:
    """Together: with roles, and a way to try it out first."""
    return _planner(request, {"meeting": queries.content().talk})


def _planner(request: Any, context: dict[str, Any]) -> HttpResponse:
    form = forms.PlannerForm(request.POST if request.method == "POST" else None)
    context |= {"form": form, **examples()}
    if request.viewer:
        context["destinations"] = slots.destinations(request.viewer)
    elif request.method != "POST":
        return for_everyone(request, "exercises/talk_plan.html", context)
    if form.is_bound and form.is_valid():
        context |= shown(form.plan)
    return for_one(request, "exercises/talk_plan.html", context, form)


@csrf_exempt  # As the planner: what was typed comes along, a paper goes back.
@_any
def talk_plan_pdf(request: HttpRequest) -> HttpResponse:
    """The plan, blank or filled."""
    if request.method != "POST":
        return paper(papers.blank_talk(), "samtaleplan.pdf", AN_HOUR)
    form = forms.PlannerForm(request.POST)
    if not form.is_valid():
        return _planner(request, {})
    return paper(papers.talk(form.plan), "samtaleplan.pdf", NOWHERE)


def examples() -> dict[str, Any]:
    """What `exercises/_talk_fields.html` shows beside the fields."""
    content = queries.content()
    return {"talk_openings": content.talk_openings, "to_confirm": content.to_confirm}


def shown(plan: Any) -> dict[str, Any]:
    """What `exercises/_talk.html` shows of a plan."""
    return {
        "plan": plan,
        "before": papers.told(plan, papers.BEFORE),
        "frame": papers.told(plan, papers.FRAME),
        "course": papers.course(plan),
        "length": papers.minutes(plan.length),
        "spare": papers.spare(plan),
        "after": papers.told(plan, papers.AFTER),
        "worries": [wording.WORRIES[worry] for worry in worries(plan)],
    }
