"""A film that an organisation has attached: shown, added, changed, taken away."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from trappen.accounts.http import signed_in
from trappen.accounts.keep import kept
from trappen.films import actions, forms, queries
from trappen.films.rules import ends_on, may_attach
from trappen.films.uploads import Bounded
from trappen.organisations.http import Request
from trappen.shared.forms import conflict
from trappen.shared.rules import ChangedMeanwhile


@signed_in
def own_film(request: Request, id_: uuid.UUID) -> HttpResponse:
    """The film itself, for everyone of the organisation."""
    film = queries.own_film(request.viewer, id_)
    beside = next((each for each in queries.films() if each.id == film.film), None)
    return render(
        request,
        "films/own_film.html",
        {
            "own": film,
            "beside": beside,
            "languages": queries.caption_languages(film),
            "ends_on": ends_on(timezone.localtime(film.changed_at).date()),
            "may_attach": may_attach(request.viewer),
        },
    )


@signed_in
@csrf_exempt  # checked by `_add`, once the files of the form have a handler that bounds them
def add_own_film(request: Request) -> HttpResponse:
    """Attach a film for everyone of the organisation."""
    organisation = queries.attacher(request.viewer)
    request.upload_handlers = [Bounded(request)]
    return _add(request, organisation)


@csrf_protect
def _add(request: Request, organisation: uuid.UUID) -> HttpResponse:
    start = {"beside": request.GET.get("film", "")}
    data = request.POST if request.method == "POST" else kept(request, "own-film")
    form = forms.NewFilm(data, request.FILES if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        file = actions.store_file(pieces=form.pieces(), media_type=form.cleaned_data["file"].media_type, now=now)
        film = actions.add_own_film(
            organisation=organisation,
            facts=_facts(form),
            file=file,
            captions=form.captions,
            once=form.cleaned_data["once"],
            by=request.viewer,
            now=now,
        )
        messages.success(request, _("Filmen er lagt op. Alle hos jer kan nu se den."))
        return redirect("own_film", film.id)
    return render(request, "films/add_own_film.html", {"form": form})


@signed_in
def change_own_film(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Change what is told of a film, or its captions."""
    film = queries.own_film_to_change(request.viewer, id_)
    start = {"title": film.title, "beside": film.film, "rights": film.rights, "version": film.version}
    data = request.POST if request.method == "POST" else kept(request, "own-film")
    form = forms.ChangedFilm(data, request.FILES if request.method == "POST" else None, initial=start)
    is_old = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_own_film(
                film=film,
                facts=_facts(form),
                captions=form.captions,
                version=form.cleaned_data["version"],
                by=request.viewer,
                now=timezone.now(),
            )
        except ChangedMeanwhile:
            is_old = True
            conflict(request, form, film.version, film.changed_by.name, film.changed_at)
        else:
            messages.success(request, _("Det er gemt."))
            return redirect("own_film", film.id)
    return render(request, "films/change_own_film.html", {"form": form, "own": film, "is_old": is_old})


@signed_in
def delete_own_film(request: Request, id_: uuid.UUID) -> HttpResponse:
    """Take a film away for everyone."""
    film = queries.own_film_to_change(request.viewer, id_)
    if request.method == "POST":
        actions.delete_own_film(film=film, by=request.viewer, now=timezone.now())
        messages.success(request, _("Filmen er slettet."))
        return redirect("films")
    return render(request, "films/delete_own_film.html", {"own": film})


def _facts(form: forms.NewFilm | forms.ChangedFilm) -> actions.Facts:
    told = form.cleaned_data
    return actions.Facts(title=told["title"], film=told["beside"], rights=told["rights"])
