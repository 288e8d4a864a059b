"""The leader guide: public pages, the same for every visitor, with the own notes of those who are signed in."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.documents.http import pdf_response
from trappen.guide import actions, forms, papers, queries
from trappen.guide.markup import lines
from trappen.guide.rules import Page, Reader, readable
from trappen.guide.search import LONGEST_QUERY
from trappen.guide.wording import READERS
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.http import kept_answer, kept_page
from trappen.shared.rules import ChangedMeanwhile
from trappen.staircase import queries as staircase
from trappen.staircase.rules import StepId

STEPS = {step.slug: step for step in StepId}
SLUGS = {reader.slug: reader for reader in Reader}
WITH_CONTACTS = frozenset({"severe-cases", "risk-and-police", "deviant-behaviour", "violence-preparedness"})


def _language() -> str:
    return get_language() or "da"


@require_safe
@kept_page
def guide(request: HttpRequest) -> HttpResponse:
    """All pages, part by part, in the order of reading."""
    whole, language = queries.guide(), _language()
    parts = [(part, [whole.pages[language][page] for page in part.pages]) for part in whole.parts]
    return render(
        request,
        "guide/guide.html",
        {
            "parts": parts,
            "edition": whole.edition,
            "steps": staircase.newest().steps,
            "readers": READERS,
            "minutes": readable(whole.in_order(language)),
        },
    )


@require_safe
@kept_page
def for_step(request: HttpRequest, slug: str) -> HttpResponse:
    """What the guide has for one step."""
    if slug not in STEPS:
        raise Http404(slug)
    step = staircase.newest().step(STEPS[slug])
    pages = queries.guide().for_step(step, _language())
    return render(request, "guide/for_step.html", {"step": step, "pages": pages, "minutes": readable(pages)})


@require_safe
@kept_page
def for_reader(request: HttpRequest, slug: str) -> HttpResponse:
    """What one role does, page by page."""
    if slug not in SLUGS:
        raise Http404(slug)
    reader = SLUGS[slug]
    pages = queries.guide().for_reader(reader, _language())
    return render(
        request,
        "guide/for_reader.html",
        {
            "reader": READERS[reader],
            "chapters": [page for page in pages if not page.practice],
            "duties": [(page, " ".join(lines(page.duties[reader]))) for page in pages if page.practice],
        },
    )


@require_safe
def guide_page(request: Any, page: str) -> HttpResponse:
    """A page of the guide; whoever is signed in sees what their own units have written beside it."""
    shown = _page(page)
    if request.viewer:
        return _page_of_a_person(request, shown)
    return page_for_everyone(request, shown)


@kept_page
def page_for_everyone(request: HttpRequest, shown: Page) -> HttpResponse:
    return render(request, "guide/page.html", _told(shown))


def _page_of_a_person(request: Request, shown: Page) -> HttpResponse:
    with_contacts = shown.id in WITH_CONTACTS
    response = render(
        request,
        "guide/page.html",
        {
            **_told(shown),
            "notes": queries.notes(request.viewer, shown.id),
            "contacts": queries.notes(request.viewer, queries.CONTACTS) if with_contacts else [],
            "writes_for": queries.units_to_write_for(request.viewer),
        },
    )
    response["Cache-Control"] = "no-store, private"
    return response


def _told(page: Page) -> dict[str, Any]:
    whole, pages = queries.guide(), queries.guide().pages[_language()]
    before, after = whole.neighbours(page.id)
    edition = staircase.newest()
    return {
        "page": page,
        "part": whole.part_of(page.id),
        "steps": [edition.step(step) for step in page.steps],
        "staircase": edition,
        "tools": staircase.content().tools[page.id] if page.practice else (),
        "related": [pages[each] for each in page.related],
        "before": pages[before] if before else None,
        "after": pages[after] if after else None,
        "changes": whole.edition.changes_of(page.id),
        "edition": whole.edition,
        "with_contacts": page.id in WITH_CONTACTS,
    }


def _page(page: str) -> Page:
    pages = queries.guide().pages[_language()]
    if page not in pages:
        raise Http404(page)
    return pages[page]


@require_safe
@kept_answer
def search(request: HttpRequest) -> HttpResponse:
    """The pages that speak of what was asked for. Who asked is kept nowhere, the last few answers are for a while."""
    asked = re.sub(r"\s+", " ", request.GET.get("q", "").replace("\x00", " ")).strip()
    query = asked[:LONGEST_QUERY]
    finds = queries.index(_language()).find(query)
    response = render(
        request, "guide/search.html", {"query": query, "finds": finds, "was_cut": len(asked) > LONGEST_QUERY}
    )
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@kept_page
def editions(request: HttpRequest) -> HttpResponse:
    """What each edition of the guide changed."""
    whole, pages = queries.guide(), queries.guide().pages[_language()]
    told = [
        (edition, [(change, [pages[page] for page in change.pages]) for change in edition.changes])
        for edition in whole.editions
    ]
    return render(request, "guide/editions.html", {"editions": told})


@require_safe
@kept_page
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of law that the guide points at, and the pages that do so."""
    pages = queries.guide().in_order(_language())
    found = {rule.id: rule for page in pages for rule in page.rules}
    told = [(rule, [page for page in pages if rule in page.rules]) for rule in found.values()]
    return render(request, "guide/rules.html", {"rules": told})


@require_safe
def guide_pdf(request: HttpRequest) -> HttpResponse:
    """The whole guide on paper."""
    return _paper(papers.whole(queries.guide(), _language()), "guide.pdf")


@require_safe
def page_pdf(request: HttpRequest, page: str) -> HttpResponse:
    """One page on paper."""
    return _paper(papers.single(queries.guide(), _page(page), _language()), f"{page}.pdf")


def _paper(paper: Any, name: str) -> HttpResponse:
    response = pdf_response(paper, name)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@signed_in
def note(request: Request, page: str, unit: uuid.UUID) -> HttpResponse:
    """A unit's own note beside a page."""
    shown = _page(page)
    return _write(request, unit, page, forms.NoteForm, {"page": shown, "title": _("Jeres egen note")})


@signed_in
def contacts(request: Request, unit: uuid.UUID) -> HttpResponse:
    """A unit's own list of whom to call."""
    shown = _page("severe-cases")
    return _write(request, unit, queries.CONTACTS, forms.Contacts, {"page": shown, "title": _("Hvem I ringer til")})


def _write(
    request: Request, unit_id: uuid.UUID, place: str, shape: type[forms.NoteForm], context: dict[str, Any]
) -> HttpResponse:
    unit = queries.unit_to_write_for(request.viewer, unit_id)
    there = queries.note_of(unit, place)
    version = there.version if there else 0
    start = {"text": there.text if there else "", "version": version}
    form = shape(request.POST if request.method == "POST" else kept(request, "note"), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_note(
                unit=unit,
                place=place,
                text=form.cleaned_data["text"],
                version=form.cleaned_data["version"],
                edition=queries.guide().edition.name,
                by=request.viewer,
                now=timezone.now(),
            )
        except ChangedMeanwhile:
            who, when = (there.changed_by.name, there.changed_at) if there else (_("En anden"), timezone.now())
            conflict(request, form, version, who, when)
            context |= {"current": there}
        else:
            messages.success(request, _("Noten er gemt.") if form.cleaned_data["text"] else _("Noten er væk."))
            return redirect("guide_page", context["page"].id)
    return render(request, "guide/note.html", {"form": form, "unit": unit, **context})
