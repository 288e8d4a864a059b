from django.urls import path

from trappen.trainer.views import open as views
from trappen.trainer.views import voting

public = [
    path("samtaletraener/", views.trainer, name="trainer"),
    path("samtaletraener/<slug:dialogue>/", views.trainer_dialogue, name="trainer_dialogue"),
    path("samtaletraener/<slug:dialogue>/storskaerm/", views.trainer_big_screen, name="trainer_big_screen"),
    path("samtaletraener/<slug:dialogue>.pdf", views.trainer_pdf, name="trainer_pdf"),
]

own = [
    path("samtaletraener/afstemning/ny/", voting.new_trainer_vote, name="new_trainer_vote"),
    path("samtaletraener/afstemning/<uuid:id_>/", voting.trainer_vote, name="trainer_vote"),
    path("samtaletraener/afstemning/<uuid:id_>/tal.json", voting.trainer_vote_standing, name="trainer_vote_standing"),
    path("samtaletraener/afstemning/<uuid:id_>/luk/", voting.end_trainer_vote, name="end_trainer_vote"),
]
