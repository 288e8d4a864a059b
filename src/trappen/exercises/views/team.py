"""How does a team practise talking about citizens so that they could listen in?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trappen.exercises import papers, queries
from trappen.exercises.views.common import AN_HOUR, for_everyone, paper


def team_exercise(request: HttpRequest) -> HttpResponse:
    """45 minutes: sentences from the staff room, said anew, and an agreement."""
    exercise = queries.content().team
    context = {"exercise": exercise, "meeting": exercise.meeting, "names": {}}
    return for_everyone(request, "exercises/team_exercise.html", context)


@require_safe
def team_exercise_pdf(_request: HttpRequest) -> HttpResponse:
    """The facilitator's guide and the handout."""
    return paper(papers.team_exercise(queries.content().team), "teamoevelse.pdf", AN_HOUR)
