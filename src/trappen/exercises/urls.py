from django.urls import path

from trappen.exercises.views import perspective, sentences, talks, team

public = [
    path("saetningsbygger/", sentences.sentences, name="sentences"),
    path("saetningsbygger/<slug:example>/", sentences.sentence_example, name="sentence_example"),
    path("vigemanoevrer/", sentences.exits, name="exits"),
    path("vigemanoevrer.pdf", sentences.exits_pdf, name="exits_pdf"),
    path("perspektivoevelse/", perspective.perspective, name="perspective"),
    path("perspektivoevelse/sammen/", perspective.perspective_together, name="perspective_together"),
    path("perspektivoevelse.pdf", perspective.perspective_pdf, name="perspective_pdf"),
    path("perspektivoevelse/sammen.pdf", perspective.perspective_together_pdf, name="perspective_together_pdf"),
    path("samtaleplan/", talks.talk_plan, name="talk_plan"),
    path("samtaleplan/sammen/", talks.talk_plan_together, name="talk_plan_together"),
    path("samtaleplan.pdf", talks.talk_plan_pdf, name="talk_plan_pdf"),
    path("teamoevelse/", team.team_exercise, name="team_exercise"),
    path("teamoevelse.pdf", team.team_exercise_pdf, name="team_exercise_pdf"),
]

own = [path("administration/perspektivoevelse/", perspective.perspective_labels, name="perspective_labels")]
