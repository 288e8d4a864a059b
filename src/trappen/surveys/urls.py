from django.urls import URLPattern, path

from trappen.surveys.views import administration, answering, opening, running

public: list[URLPattern] = []

own = [
    path("maalinger/", opening.surveys, name="surveys"),
    path("maalinger/ny/", opening.new_survey, name="new_survey"),
    path("maalinger/ny/enhed/<uuid:unit>/", opening.new_survey_of_unit, name="new_survey_of_unit"),
    path(
        "maalinger/ny/samarbejde/<uuid:collaboration>/",
        opening.new_survey_of_collaboration,
        name="new_survey_of_collaboration",
    ),
    path("maalinger/<uuid:id_>/", running.survey, name="survey"),
    path("maalinger/<uuid:id_>/svar/", answering.answer_survey, name="answer_survey"),
    path("maalinger/<uuid:id_>/mit-syn/", answering.survey_view, name="survey_view"),
    path("maalinger/<uuid:id_>/luk/", running.close_survey, name="close_survey"),
    path("maalinger/<uuid:id_>/resultat.pdf", running.survey_pdf, name="survey_pdf"),
    path("administration/maalinger/", administration.survey_demand, name="survey_demand"),
]
