from django.urls import path

from trappen.collaborations import views

urlpatterns = [
    path("samarbejder/", views.collaborations, name="collaborations"),
    path("samarbejder/ny/", views.open_new, name="open_new"),
    path("samarbejder/<uuid:id_>/", views.collaboration, name="collaboration"),
    path("samarbejder/<uuid:id_>/oplysninger/", views.facts, name="facts"),
    path("samarbejder/<uuid:id_>/vurder/", views.assess, name="assess"),
    path("samarbejder/<uuid:id_>/vurderinger/<uuid:assessment_id>/", views.assessment, name="assessment"),
    path("samarbejder/<uuid:id_>/plan/", views.plan, name="plan"),
    path("samarbejder/<uuid:id_>/opfoelgning/", views.follow_up, name="follow_up"),
    path("samarbejder/<uuid:id_>/adgang/", views.access, name="access"),
    path("samarbejder/<uuid:id_>/afslut/", views.close, name="close"),
    path("samarbejder/<uuid:id_>/slutdato/", views.ending, name="ending"),
    path("samarbejder/<uuid:id_>/slet/", views.delete, name="delete"),
    path("samarbejder/<uuid:id_>/overdragelse.pdf", views.handover, name="handover"),
    path("samarbejder/<uuid:id_>/udtraek.pdf", views.export_pdf, name="export_pdf"),
    path("samarbejder/<uuid:id_>/udtraek.json", views.export_json, name="export_json"),
    path("handlinger/<uuid:id_>/", views.action, name="action"),
    path("handlinger/<uuid:id_>/ret/", views.edit_action, name="edit_action"),
]
