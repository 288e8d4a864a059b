"""My page: what I owe this week, what is overdue, what awaits my answer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trappen.accounts.http import signed_in
from trappen.organisations.http import Request
from trappen.tasks import queries


@signed_in
def overview(request: Request) -> HttpResponse:
    today = timezone.localdate()
    found = queries.overview(request.viewer, today)
    return render(
        request,
        "tasks/overview.html",
        {**vars(found), "anything": found.anything, "leads": request.viewer.leads_any, "today": today},
    )
