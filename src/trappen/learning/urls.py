from django.urls import path

from trappen.learning.views import leading, mus, taking

public = [
    path("mus/", mus.mus, name="mus"),
    path("mus.pdf", mus.mus_pdf, name="mus_pdf"),
]

own = [
    path("forloeb/", taking.programmes, name="programmes"),
    path("forloeb/nyt/<uuid:unit>/", leading.start_programme, name="start_programme"),
    path("forloeb/<uuid:id_>/", taking.programme, name="programme"),
    path("forloeb/<uuid:id_>/trin/<uuid:step_id>/", taking.programme_step, name="programme_step"),
    path("forloeb/<uuid:id_>/samtale/", taking.programme_talk, name="programme_talk"),
    path("forloeb/<uuid:id_>/samtale/dato/", leading.programme_talk_day, name="programme_talk_day"),
    path("forloeb/<uuid:id_>/flyt/", taking.move_programme, name="move_programme"),
    path("forloeb/<uuid:id_>/slet/", leading.remove_programme, name="remove_programme"),
    path("forloeb/<uuid:id_>/bevis.pdf", taking.programme_certificate, name="programme_certificate"),
    path("mus/forberedelse/", mus.mus_preparation, name="mus_preparation"),
    path("mus/forberedelse.pdf", mus.mus_preparation_pdf, name="mus_preparation_pdf"),
    path("mus/forberedelse/slet/", mus.remove_mus_preparation, name="remove_mus_preparation"),
]
