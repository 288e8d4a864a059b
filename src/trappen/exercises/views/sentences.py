"""How is it said from one's own half of the pitch, and how does one leave a talk that cannot go on?"""

from dataclasses import asdict, dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from trappen.exercises import forms, papers, queries
from trappen.exercises.content import KindWords, NamedManner
from trappen.exercises.rules import Kind, advice_on, put_together
from trappen.exercises.views.common import AN_HOUR, NOWHERE, for_everyone, for_one, language, paper

# What a wish alone can be: nothing that anyone can act on.
_OF_WISHES = frozenset({Kind.EMPTY})
_WISHES = frozenset({"wish", "choice"})


@dataclass(frozen=True)
class Told:
    """Advice on some words, as it stands on the page."""

    field: Any
    words: str
    of: KindWords


@csrf_exempt  # Nothing is stored, and a visitor without cookies must be able to ask.
@require_http_methods(["GET", "HEAD", "POST"])
def sentences(request: HttpRequest) -> HttpResponse:
    """Three fields become something to say face to face, on the telephone and in a mail, with advice."""
    if request.method != "POST":
        return for_everyone(request, "exercises/sentences.html", _builder(forms.SentenceForm()))
    form = forms.SentenceForm(request.POST)
    context = _builder(form)
    if form.is_valid():
        ways = [(manner, _said(manner, form)) for manner in queries.content().manners]
        context |= {"ways": ways, "advice": advice_of(form, forms.SentenceForm.base_fields)}
    return for_one(request, "exercises/sentences.html", context, form)


def sentence_example(request: HttpRequest, example: str) -> HttpResponse:
    """The fields filled with an example, to be rewritten."""
    examples = queries.content().examples
    if example not in examples:
        raise Http404(example)
    form = forms.SentenceForm(initial=asdict(examples[example].said[language()]))
    return for_everyone(request, "exercises/sentences.html", _builder(form) | {"example": examples[example]})


def _builder(form: forms.SentenceForm) -> dict[str, Any]:
    return {"form": form, "examples": queries.content().examples.values()}


def _said(manner: NamedManner, form: forms.SentenceForm) -> str:
    return put_together(form.said, manner.manner[language()], queries.content().openings[language()])


def advice_of(form: forms.Passing, names: Any, kinds: frozenset[Kind] = frozenset(Kind)) -> list[Told]:
    """What is found in the given fields of a valid form. Empty words are looked for in wishes alone."""
    content = queries.content()
    return [
        Told(form[name], each.words, content.kinds[each.kind])
        for name in names
        for each in advice_on(
            form.cleaned_data[name],
            content.phrases[language()],
            kinds if name in _WISHES else kinds - _OF_WISHES,
        )
    ]


@csrf_exempt  # As the sentence builder.
@require_http_methods(["GET", "HEAD", "POST"])
def exits(request: HttpRequest) -> HttpResponse:
    """A team picks polite ways out of a talk, and writes its own."""
    every = queries.content().exits
    if request.method != "POST":
        form = forms.ExitsForm(exits=_choices())
        return for_everyone(request, "exercises/exits.html", {"form": form, "exits": every.values(), "picked": []})
    form = forms.ExitsForm(request.POST, exits=_choices())
    picked = request.POST.getlist("exit")
    context: dict[str, Any] = {"form": form, "exits": every.values(), "picked": picked}
    if form.is_valid():
        context |= {"card": True, "chosen": [every[each] for each in form.cleaned_data["exit"]]}
    return for_one(request, "exercises/exits.html", context, form)


@csrf_exempt  # As the sentence builder: what was chosen comes along, a card goes back.
@require_http_methods(["GET", "HEAD", "POST"])
def exits_pdf(request: HttpRequest) -> HttpResponse:
    """The card: with all exits and room for one's own, or with what was chosen."""
    every = queries.content().exits
    if request.method != "POST":
        return paper(papers.all_exits(every.values()), "vigemanoevrer.pdf", AN_HOUR)
    form = forms.ExitsForm(request.POST, exits=_choices())
    if not form.is_valid():
        context = {"form": form, "exits": every.values(), "picked": request.POST.getlist("exit")}
        return for_one(request, "exercises/exits.html", context, form)
    given = form.cleaned_data
    card = papers.exits([every[each] for each in given["exit"]], form.own_lines, given["phrase"])
    return paper(card, "vigemanoevrer.pdf", NOWHERE)


def _choices() -> list[tuple[str, str]]:
    return [(each.id, each.name.to(language())) for each in queries.content().exits.values()]
