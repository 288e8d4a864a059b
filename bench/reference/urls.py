"""The plain site: an empty view, and a page with one query and a table of twenty rows, each with a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.reference.models import Row


def empty(_request: HttpRequest, _number: int = 0) -> HttpResponse:
    return HttpResponse("")


def table(request: HttpRequest) -> HttpResponse:
    return render(request, "reference/table.html", {"rows": Row.objects.order_by("name")[:20]})


urlpatterns = [
    path("empty/", empty, name="empty"),
    path("table/", table, name="table"),
    path("rows/<int:_number>/", empty, name="row"),
]
