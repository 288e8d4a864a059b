from django.urls import path

from trappen.supervision import views

public = [path("supervision/hvad-er-det/", views.what_is_supervision, name="what_is_supervision")]

own = [
    path("supervision/", views.supervision, name="supervision"),
    path("supervision/planlaeg/<uuid:unit>/", views.plan_supervision, name="plan_supervision"),
    path("supervision/aar/<int:year>/", views.supervision_year, name="supervision_year"),
    path("supervision/aar/<int:year>.pdf", views.supervision_year_pdf, name="supervision_year_pdf"),
    path("supervision/dato/<uuid:id_>/", views.occasion, name="occasion"),
    path("supervision/dato/<uuid:id_>/ret/", views.change_occasion, name="change_occasion"),
    path("supervision/dato/<uuid:id_>/aflys/", views.cancel_occasion, name="cancel_occasion"),
    path("supervision/dato/<uuid:id_>.ics", views.occasion_ics, name="occasion_ics"),
]
