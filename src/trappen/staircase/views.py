"""The public pages: the staircase, the finder and the checklist on paper. Nothing is stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from trappen.documents.http import pdf_response
from trappen.shared.http import kept_page
from trappen.staircase import forms, papers, queries
from trappen.staircase.rules import Placement, Staircase, Step, StepId, place

ADDRESSES = {step.slug: step for step in StepId}


def _language() -> str:
    return get_language() or "da"


@require_safe
@kept_page
def staircase(request: HttpRequest) -> HttpResponse:
    """How to use the staircase: the checklist's own introduction."""
    content = queries.content()
    return render(
        request,
        "staircase/staircase.html",
        {
            "staircase": content.staircase,
            "steps": content.staircase.steps,
            "introduction": content.introduction,
            "paragraphs": content.introduction.paragraphs[_language()],
        },
    )


@require_safe
@kept_page
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One step: its signs, its practices in two tracks, and folded those that it continues from."""
    if slug not in ADDRESSES:
        raise Http404(slug)
    edition = queries.newest()
    this, *below = edition.downwards(ADDRESSES[slug])
    return render(
        request,
        "staircase/step.html",
        {"staircase": edition, "step": this, "below": below, "slug": slug},
    )


@csrf_exempt  # Nothing is stored, and a visitor without cookies must be able to ask.
def finder(request: HttpRequest) -> HttpResponse:
    """Where on the staircase are you? Answers travel by POST and are forgotten with the answer."""
    if request.method == "POST":
        return found(request)
    form = forms.Finder(staircase=queries.newest(), language=_language())
    return blank_finder(request, form)


@require_safe
@kept_page
def blank_finder(request: HttpRequest, form: forms.Finder) -> HttpResponse:
    return render(request, "staircase/finder.html", {"form": form, "staircase": form.staircase})


def found(request: HttpRequest) -> HttpResponse:
    edition = queries.newest()
    form = forms.Finder(request.POST, staircase=edition, language=_language())
    if not form.is_valid():
        return _refused(request, form)
    placement = place(edition, form.observations, persistently_difficult=form.is_persistently_difficult)
    answer = {"form": form, **answer_context(edition, placement)}
    response = render(request, "staircase/finder.html", answer)
    response["Cache-Control"] = "no-store"
    return response


def _refused(request: HttpRequest, form: forms.Finder) -> HttpResponse:
    response = render(request, "staircase/finder.html", {"form": form, "staircase": form.staircase}, status=422)
    response["Cache-Control"] = "no-store"
    return response


def answer_context(edition: Staircase, placement: Placement) -> dict[str, object]:
    """What `staircase/_answer.html` and `staircase/_practices.html` show."""
    return {
        "staircase": edition,
        "placement": placement,
        "step": edition.step(placement.step),
        "decided_by": [edition.signs[each] for each in placement.decided_by],
        "near_because": [edition.signs[each] for each in placement.near_because],
        "safety": [edition.practices[each] for each in placement.safety],
        "below": edition.downwards(placement.step)[1:],
    }


@csrf_exempt  # As the finder: the answers come along, a paper goes back, nothing is stored.
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest) -> HttpResponse:
    """The checklist as PDF: `?trin=gul` for one step; filled where the finder's answers are posted."""
    edition = queries.newest()
    language = _language()
    if request.method == "POST":
        form = forms.Finder(request.POST, staircase=edition, language=language)
        if not form.is_valid():
            return _refused(request, form)
        placement = place(edition, form.observations, persistently_difficult=form.is_persistently_difficult)
        steps = sorted(_chosen(request, edition), key=lambda step: step.id.height > placement.step.height)
        paper = papers.checklist(edition, steps, language, observations=form.observations, placement=placement)
    else:
        paper = papers.checklist(edition, _chosen(request, edition), language)
    response = pdf_response(paper, "tjekliste.pdf")
    response["Cache-Control"] = "no-store" if request.method == "POST" else "public, max-age=3600"
    return response


def _chosen(request: HttpRequest, edition: Staircase) -> tuple[Step, ...]:
    slug = request.GET.get("trin", "")
    if slug and slug not in ADDRESSES:
        raise Http404(slug)
    return (edition.step(ADDRESSES[slug]),) if slug else edition.steps[::-1]
