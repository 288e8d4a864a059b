"""The pages of a collaboration: open, assess, plan, follow up, share, hand over, end.

Every page first reaches for the collaboration as its viewer; what is out of reach answers 404 whatever was sent.
"""

import json
import uuid
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.collaborations import actions, export, forms, papers, queries, rules, story, wording
from trappen.documents.http import pdf_response
from trappen.organisations import queries as organisations
from trappen.organisations.http import Request
from trappen.plans import queries as plans
from trappen.plans.actions import ChangedMeanwhile
from trappen.plans.rules import Status, is_overdue, usual_due
from trappen.staircase import queries as staircase
from trappen.staircase.forms import FREQUENCIES
from trappen.staircase.rules import StepId, place, proposed_practices
from trappen.staircase.views import answer_context


def _language() -> str:
    return get_language() or "da"


def _given(request: Request, form: str) -> Any:
    """What the form starts from: what was sent, or what was kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request, form)


def _to(collaboration: object) -> HttpResponseRedirect:
    return redirect("collaboration", getattr(collaboration, "id", collaboration))


def _conflict(request: Request, form: django_forms.Form, version: int, who: str, when: Any) -> None:
    """Say who was faster; sent once more, the form then counts, since its writer has seen what stands there."""
    form.add_error(
        None,
        _(
            "%(who)s har ændret det her kl. %(time)s, mens du skrev. Dit er ikke gemt endnu. "
            "Se, hvad der står nu. Gem igen, hvis dit skal gælde i stedet."
        )
        % {"who": who, "time": date_format(timezone.localtime(when), "H.i", use_l10n=False)},
    )
    again = request.POST.copy()
    again["version"] = str(version)
    form.data = again


@signed_in
def collaborations(request: Request) -> HttpResponse:
    lines = queries.listed(request.viewer, timezone.localdate())
    return render(
        request,
        "collaborations/collaborations.html",
        {
            "live": [line for line in lines if not line.closed],
            "closed": [line for line in lines if line.closed],
            "on_red": sum(line.step is StepId.RED for line in lines if not line.closed),
            "several_units": len({line.unit for line in lines}) > 1,
            "today": timezone.localdate(),
        },
    )


@signed_in
def open_new(request: Request) -> HttpResponse:
    """Only who leads a unit opens a collaboration in it."""
    viewer, now = request.viewer, timezone.now()
    units = organisations.units_led(viewer)
    if not units:
        raise organisations.OutOfReach("collaboration")
    people = [each for unit in units for each in organisations.people_of_unit(unit.id) if each.id != viewer.id]
    taken = [alias for unit in units for alias in queries.aliases_in(unit.id)]
    form = forms.Open(
        _given(request, "open"),
        viewer=viewer,
        units=[(str(unit.id), unit.name) for unit in units],
        people=list({person.id: person for person in people}.values()),
        initial={"alias": rules.suggested_alias(taken, now.toordinal())},
    )
    if request.method == "POST" and form.is_valid():
        row = actions.open_collaboration(
            unit=uuid.UUID(form.cleaned_data["unit"]),
            facts=form.facts,
            deputy=form.deputy.id if form.deputy else None,
            people=form.named,
            once=form.cleaned_data["once"],
            by=viewer,
            now=now,
            months=organisations.organisation_of(viewer).retention_months,
        )
        return redirect("assess", row.id)
    return render(request, "collaborations/open_new.html", {"form": form})


@signed_in
def collaboration(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The story: the curve, what is being done, what was agreed, what comes next."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    row, today = reached.collaboration, timezone.localdate(now)
    assessments = queries.assessments_of(row)
    plan = plans.actions_of(row.plan_id)
    follow_ups = queries.follow_ups_of(row)
    actions.note_view(collaboration=row, by=request.viewer, now=now)
    last = assessments[-1] if assessments else None
    done = max(
        (each for each in plan if each.status == Status.DONE), key=lambda each: each.ended_at or now, default=None
    )
    return render(
        request,
        "collaborations/collaboration.html",
        {
            "collaboration": row,
            "leads": reached.leads,
            "heading": story.heading(assessments),
            "curve": story.picture(assessments, today),
            "assessments": assessments[::-1],
            "last": last,
            "signs": _signs(last),
            "open_actions": [_shown(action, today) for action in plan if action.is_open],
            "ended_actions": [_shown(action, today) for action in plan if not action.is_open],
            "just_done": _shown(done, today) if done else None,
            "follow_ups": follow_ups,
            "named": queries.named_on(row),
            "ends_soon": rules.warns(row.ends_on, today),
            "follow_up_due": row.next_follow_up is not None and row.next_follow_up <= today,
            "kind": wording.said(wording.KINDS, row.kind),
        },
    )


def _signs(assessment: Any) -> list[Any]:
    if assessment is None:
        return []
    signs = staircase.edition(assessment.edition).signs
    return [signs[each.sign] for each in assessment.observations]


def _shown(action: Any, today: Any) -> dict[str, Any]:
    return {
        "row": action,
        "late": is_overdue(action.due_on, action.status, today),
        "status": wording.said(wording.STATUSES, action.status),
        "effect": wording.said(wording.EFFECTS, action.effect) if action.effect else "",
    }


@signed_in
def facts(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Alias, case reference, and the two questions on informing the citizen and on the case system."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    names = ("alias", "case_reference", "kind", "informed", "informed_note", "case_system", "version")
    form = forms.ChangeFacts(_given(request, "facts"), initial={name: getattr(row, name) for name in names})
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_facts(
                collaboration=row, facts=form.facts, version=form.cleaned_data["version"], by=request.viewer, now=now
            )
            messages.success(request, _("Oplysningerne er gemt."))
            return _to(row)
        except ChangedMeanwhile:
            current = forms.beside(form)
            _conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="facts")
    return render(request, "collaborations/facts.html", {"form": form, "collaboration": row, "current": current})


@signed_in
def assess(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The finder for this collaboration: `look` shows the proposal, `save` keeps it, `judge` names a step at once."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    edition = staircase.newest()
    form = forms.Assess(
        _judged(_given(request, "assess")),
        staircase=edition,
        language=_language(),
        today=timezone.localdate(now),
        opened_on=timezone.localdate(row.opened_at),
    )
    context: dict[str, Any] = {"form": form, "collaboration": row, "staircase": edition}
    if form.is_answered:
        placement = place(edition, form.observations, persistently_difficult=form.is_persistently_difficult)
        saving = request.method == "POST" and (form.judged or request.POST.get("do") == "save")
        if saving and request.POST.get("shown", placement.step) != placement.step:
            form.add_error(None, _("I har rettet svarene, så forslaget er et andet nu. Se det, og gem igen."))
        if saving and form.is_valid():
            try:
                actions.assess(
                    collaboration=row,
                    staircase=edition,
                    seen=form.seen,
                    once=form.cleaned_data["once"],
                    by=request.viewer,
                    now=now,
                )
                messages.success(request, _("Vurderingen er gemt. Vælg nu, hvad I vil gøre."))
                return redirect("plan", row.id)
            except rules.ReasonMissing:
                form.add_error("reason", _("Skriv, hvorfor I ser det anderledes end forslaget."))
        if form.asked:
            context |= answer_context(edition, placement)
    return render(request, "collaborations/assess.html", context)


def _judged(given: Any) -> Any:
    """Whoever goes straight to a step has chosen it as their own."""
    if given is None or given.get("judge", "") not in set(StepId):
        return given
    given = given.copy()
    given["own"] = given["judge"]
    return given


@signed_in
def assessment(request: Request, id_: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """One assessment as it was made, in its own edition of the staircase."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    found = queries.assessment(row, assessment_id)
    edition = staircase.edition(found.edition)
    frequencies = dict(FREQUENCIES)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="assessment")
    return render(
        request,
        "collaborations/assessment.html",
        {
            "collaboration": row,
            "assessment": found,
            "signs": [
                (
                    edition.signs[each.sign],
                    "" if edition.signs[each.sign].persistent else frequencies[each.frequency.value],
                )
                for each in found.observations
            ],
            "strain": wording.said(wording.STRAIN, found.strain) if found.strain else "",
        },
    )


@signed_in
def plan(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Chosen practices become actions in one move."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    edition = staircase.newest()
    assessments = queries.assessments_of(row)
    step = StepId(assessments[-1].step) if assessments else StepId.GREEN
    first = _safety(assessments, edition)
    there = plans.actions_of(row.plan_id)
    form = forms.Plan(
        _given(request, "plan"),
        viewer=request.viewer,
        people=_with_self(queries.can_own(row), request),
        practices=[edition.practices[each] for each in dict.fromkeys([*first, *proposed_practices(edition, step)])],
        already=frozenset(action.practice for action in there if action.is_open),
        edition=edition.version,
        language=_language(),
        due=usual_due(timezone.localdate(now)),
        initial={"version": row.plan.version},
    )
    current = False
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_actions(
                collaboration=row,
                drafts=form.drafts,
                once=form.cleaned_data["once"],
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Planen er gemt med %(number)s nye handlinger.") % {"number": len(made)})
            return _to(row)
        except ChangedMeanwhile:
            current, there = True, plans.actions_of(row.plan_id)
            newest = max(there, key=lambda action: action.created_at, default=None)
            who, when = (newest.created_by, newest.created_at) if newest else (row.changed_by, row.changed_at)
            _conflict(request, form, plans.plan_now(row.plan_id).version, who.name, when)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="plan")
    return render(
        request,
        "collaborations/plan.html",
        {
            "form": form,
            "collaboration": row,
            "staircase": edition,
            "step": edition.step(step),
            "assessed": bool(assessments),
            "first": [row for row in form.rows if row.key in first],
            "groups": _groups([row for row in form.rows if row.key not in first], edition, step),
            "there": [action for action in there if action.is_open],
            "current": current,
        },
    )


def _with_self(people: list[organisations.Person], request: Request) -> list[organisations.Person]:
    mine = organisations.Person(request.user.id, request.user.name, request.user.email)
    return [mine, *(person for person in people if person.id != mine.id)]


def _groups(rows: list[forms.PlanRow], edition: Any, step: StepId) -> list[dict[str, Any]]:
    """The rows by step, the highest first, and within it by track."""
    return [
        {
            "step": each,
            "own": each.id == step,
            "tracks": [
                (edition.tracks[track], [row for row in rows if row.practice in each.in_track(track)])
                for track in edition.tracks
            ],
            "open": any(row.picked for row in rows if row.practice in each.practices),
        }
        for each in edition.downwards(step)
    ]


def _safety(assessments: list[Any], edition: Any) -> tuple[str, ...]:
    """The practices that stand first since the last assessment saw a sign of danger."""
    if not assessments:
        return ()
    signs = edition.signs
    seen = [signs[each.sign] for each in assessments[-1].observations if each.sign in signs]
    return edition.safety_practices if any(sign.safety for sign in seen) else ()


@signed_in
def follow_up(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The meeting on one screen: signs then and now, actions, what has changed, what is agreed."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    today = timezone.localdate(now)
    form = forms.FollowUpForm(_given(request, "follow-up"), initial={"held_on": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.hold_follow_up(
            collaboration=row,
            agreed=data["agreed"],
            held_on=data["held_on"],
            next_on=data["next_on"],
            once=data["once"],
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Opfølgningen er gemt."))
        return _to(row)
    assessments = queries.assessments_of(row)
    follow_ups = queries.follow_ups_of(row)
    all_actions = plans.actions_of(row.plan_id)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="follow-up")
    since = follow_ups[0].held_on if follow_ups else None
    return render(
        request,
        "collaborations/follow_up.html",
        {
            "form": form,
            "collaboration": row,
            "then_and_now": _then_and_now(assessments),
            "last": assessments[-1] if assessments else None,
            "open_actions": [_shown(action, today) for action in all_actions if action.is_open],
            "ended_since": [
                _shown(action, today)
                for action in all_actions
                if action.ended_at and (since is None or timezone.localdate(action.ended_at) >= since)
            ],
            "since": since,
            "last_follow_up": follow_ups[0] if follow_ups else None,
        },
    )


def _then_and_now(assessments: list[Any]) -> dict[str, Any] | None:
    """The two newest assessments beside each other; None before there are two."""
    if len(assessments) < 2:  # then and now
        return None
    then, now = assessments[-2:]
    new, gone, both = rules.changes(_seen(then), _seen(now))
    signs = staircase.edition(then.edition).signs | staircase.edition(now.edition).signs
    named = [[signs[each] for each in group] for group in (new, gone, both)]
    return {"then": then, "now": now, "new": named[0], "gone": named[1], "both": named[2]}


def _seen(each: Any) -> dict[str, str]:
    return {seen.sign: seen.frequency.value for seen in each.observations}


@signed_in
def access(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Who is named, and who has seen and changed what. Its people read it; who leads it changes it."""
    reached, now = queries.reach(request.viewer, id_), timezone.now()
    row = reached.collaboration
    form = forms.GiveAccess(_given(request, "access"), viewer=request.viewer)
    if request.method == "POST":
        if not reached.leads:
            raise organisations.OutOfReach("collaboration", id_)
        if taken := _uuid(request.POST.get("take", "")):
            actions.take_access(collaboration=row, person=taken, by=request.viewer, now=now)
            messages.success(request, _("Adgangen er fjernet."))
            return redirect("access", row.id)
        if form.is_valid() and form.person:
            actions.give_access(
                collaboration=row,
                person=form.person.id,
                deputy=form.cleaned_data["deputy"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("%(name)s har nu adgang.") % {"name": form.person.name})
            return redirect("access", row.id)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="access")
    return render(
        request,
        "collaborations/access.html",
        {
            "form": form,
            "collaboration": row,
            "leads": reached.leads,
            "named": queries.named_on(row),
            "leaders": organisations.leaders_of(row.unit_id),
            "log": [
                {
                    "at": line.at,
                    "who": line.who,
                    "by_itself": line.by_itself,
                    "did": wording.VERBS.get(line.verb, line.verb),
                    "what": wording.VIEWED.get(line.note, "") if line.verb == "viewed" else "",
                }
                for line in queries.access_log(row)
            ],
        },
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@signed_in
def close(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Close it, or open it again."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    form = forms.Close(_given(request, "close"), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            if request.POST.get("do") == "reopen":
                months = row.unit.organisation.retention_months
                actions.reopen(collaboration=row, version=version, by=request.viewer, now=now, months=months)
                messages.success(request, _("Samarbejdet er åbent igen."))
            else:
                words = form.cleaned_data["words"]
                actions.close(collaboration=row, words=words, version=version, by=request.viewer, now=now)
                messages.success(request, _("Samarbejdet er afsluttet."))
            return _to(row)
        except ChangedMeanwhile:
            _conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    return render(
        request,
        "collaborations/close.html",
        {"form": form, "collaboration": row, "would_end_on": rules.end_after_closing(timezone.localdate(now))},
    )


@signed_in
def ending(request: Request, id_: uuid.UUID) -> HttpResponse:
    """When it is deleted, how to keep it longer, and what to take along first."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    today = timezone.localdate(now)
    form = forms.Extend(_given(request, "extend"), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.extend(
                collaboration=row,
                until=data["until"],
                reason=data["reason"],
                version=data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Samarbejdet bliver gemt længere."))
            return _to(row)
        except rules.ExtensionRefused as refused:
            form.add_error("until", _EXTENSION_REFUSED[str(refused)]())
        except ChangedMeanwhile:
            _conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="ending")
    return render(
        request,
        "collaborations/ending.html",
        {
            "form": form,
            "collaboration": row,
            "latest": rules.months_after(today, rules.LONGEST_EXTENSION_MONTHS),
            "ends_soon": rules.warns(row.ends_on, today),
        },
    )


_EXTENSION_REFUSED = {
    "reason-missing": lambda: _("Skriv, hvorfor det er nødvendigt."),
    "not-later": lambda: _("Datoen skal ligge efter den nuværende slutdato."),
    "too-late": lambda: _("Datoen må højst ligge et år fra i dag."),
}


@signed_in
def delete(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Delete it now, for good."""
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.delete(collaboration=row, by=request.viewer, now=now, why="by-hand")
        messages.success(request, _("Samarbejdet er slettet for altid."))
        return redirect("collaborations")
    return render(request, "collaborations/delete.html", {"form": form, "collaboration": row})


@signed_in
def handover(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One page for a new leader or contact person."""
    row, now = queries.reach(request.viewer, id_).collaboration, timezone.now()
    assessments = queries.assessments_of(row)
    paper = papers.handover(
        row,
        curve=story.picture(assessments, timezone.localdate(now)),
        assessments=assessments,
        actions=plans.actions_of(row.plan_id),
        follow_ups=queries.follow_ups_of(row),
        named=queries.named_on(row),
        staircase=staircase.edition(assessments[-1].edition) if assessments else None,
    )
    actions.note_view(collaboration=row, by=request.viewer, now=now, what="handover")
    return pdf_response(paper, "overdragelse.pdf")


@signed_in
def export_pdf(request: Request, id_: uuid.UUID) -> HttpResponse:
    values = _everything(request, id_, "export-pdf")
    editions = {each["edition"]: staircase.edition(each["edition"]) for each in values["assessments"]}
    return pdf_response(papers.whole(values, editions), "udtraek.pdf")


@signed_in
def export_json(request: Request, id_: uuid.UUID) -> HttpResponse:
    values = _everything(request, id_, "export-json")
    return HttpResponse(
        json.dumps(values, ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="udtraek.json"'},
    )


def _everything(request: Request, id_: uuid.UUID, what: str) -> dict[str, Any]:
    row, now = queries.reach(request.viewer, id_, leading=True).collaboration, timezone.now()
    actions.note_view(collaboration=row, by=request.viewer, now=now, what=what)
    return export.whole(
        row,
        assessments=queries.assessments_of(row),
        actions=plans.actions_with_comments(row.plan_id),
        follow_ups=queries.follow_ups_of(row),
        named=queries.named_on(row),
        now=timezone.localtime(now),
    )


@signed_in
def action(request: Request, id_: uuid.UUID) -> HttpResponse:
    """One action: its owner and those on the collaboration move it and say a word. An owner alone sees no more."""
    reached, now = queries.reach_action(request.viewer, id_), timezone.now()
    row, what = reached.action, request.POST.get("do", "")
    start = {"version": row.version, "status": row.status, "effect": row.effect, "because": row.dropped_because}
    moving = forms.MoveAction(request.POST if what == "move" else kept(request, "move"), initial=start)
    saying = forms.CommentForm(request.POST if what == "comment" else kept(request, "comment"), prefix="c")
    current = None
    if what == "move" and moving.is_valid():
        try:
            actions.move_action(
                collaboration=reached.collaboration,
                action=row,
                change=moving.change,
                version=moving.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            return _moved(request, reached, moving.change.status)
        except ChangedMeanwhile:
            current = forms.beside(moving)
            _conflict(request, moving, row.version, row.changed_by.name, row.changed_at)
    if what == "comment" and saying.is_valid():
        actions.comment_on_action(
            collaboration=reached.collaboration,
            action=row,
            text=saying.cleaned_data["text"],
            once=saying.cleaned_data["once"],
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Kommentaren er gemt."))
        return redirect("action", row.id)
    actions.note_view(collaboration=reached.collaboration, by=request.viewer, now=now, what="action")
    return render(
        request,
        "collaborations/action.html",
        {
            "action": row,
            "alias": reached.alias,
            "collaboration": reached.collaboration if reached.whole else None,
            "moving": moving,
            "saying": saying,
            "current": current,
            "comments": plans.comments_of(row),
            "late": is_overdue(row.due_on, row.status, timezone.localdate(now)),
            "status": wording.said(wording.STATUSES, row.status),
            "effect": wording.said(wording.EFFECTS, row.effect) if row.effect else "",
            "practice": _practice(row),
        },
    )


def _practice(row: Any) -> Any:
    return staircase.edition(row.edition).practices[row.practice] if row.practice else None


def _moved(request: Request, reached: queries.ReachedAction, status: Status) -> HttpResponse:
    if status is not Status.DONE:
        messages.success(request, _("Handlingen er gemt."))
        return redirect("action", reached.action.id)
    if not reached.whole:
        messages.success(request, _("Godt. Handlingen er færdig."))
        return redirect("overview")
    messages.success(request, _("Godt. Handlingen er færdig. Er kendetegnene de samme som sidst?"))
    return _to(reached.collaboration)


@signed_in
def edit_action(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Change what an action is about, whose it is and when it is due: for those on the collaboration."""
    reached, now = queries.reach_action(request.viewer, id_), timezone.now()
    if not reached.whole:
        raise organisations.OutOfReach("action", id_)
    row = reached.action
    people = queries.can_own(reached.collaboration)
    owner = organisations.Person(row.owner.id, row.owner.name, row.owner.email)
    form = forms.EditAction(
        _given(request, "edit-action"),
        viewer=request.viewer,
        people=people if any(each.id == owner.id for each in people) else [owner, *people],
        initial={
            "version": row.version,
            "title": row.title,
            "owner": str(row.owner_id),
            "due": row.due_on,
            "start": row.starts_on,
            "done_when": row.done_when,
        },
    )
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_action(
                collaboration=reached.collaboration,
                action=row,
                draft=form.draft(row.practice, row.edition),
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=now,
            )
            messages.success(request, _("Handlingen er gemt."))
            return redirect("action", row.id)
        except ChangedMeanwhile:
            current = forms.beside(form)
            _conflict(request, form, row.version, row.changed_by.name, row.changed_at)
    actions.note_view(collaboration=reached.collaboration, by=request.viewer, now=now, what="action")
    return render(
        request,
        "collaborations/edit_action.html",
        {"form": form, "action": row, "alias": reached.alias, "current": current},
    )
