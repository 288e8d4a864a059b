from django.urls import path

from trappen.collaborations.views import (
    assessing,
    cases,
    doing,
    ending,
    following_up,
    papers,
    planning,
    sharing,
    talks,
)

urlpatterns = [
    path("samarbejder/", cases.collaborations, name="collaborations"),
    path("samarbejder/ny/", cases.open_new, name="open_new"),
    path("samarbejder/<uuid:id_>/", cases.collaboration, name="collaboration"),
    path("samarbejder/<uuid:id_>/oplysninger/", cases.facts, name="facts"),
    path("samarbejder/<uuid:id_>/vurder/", assessing.assess, name="assess"),
    path("samarbejder/<uuid:id_>/vurderinger/<uuid:assessment_id>/", assessing.assessment, name="assessment"),
    path("samarbejder/<uuid:id_>/plan/", planning.plan, name="plan"),
    path("samarbejder/<uuid:id_>/opfoelgning/", following_up.follow_up, name="follow_up"),
    path("samarbejder/<uuid:id_>/samtaleplaner/ny/", talks.new_talk, name="new_talk"),
    path("samarbejder/<uuid:id_>/samtaleplaner/<uuid:talk_id>/", talks.talk, name="talk"),
    path("samarbejder/<uuid:id_>/samtaleplaner/<uuid:talk_id>/ret/", talks.change_talk, name="change_talk"),
    path("samarbejder/<uuid:id_>/samtaleplaner/<uuid:talk_id>.pdf", talks.talk_pdf, name="talk_pdf"),
    path("samarbejder/<uuid:id_>/adgang/", sharing.access, name="access"),
    path("samarbejder/<uuid:id_>/afslut/", ending.close, name="close"),
    path("samarbejder/<uuid:id_>/slutdato/", ending.ending, name="ending"),
    path("samarbejder/<uuid:id_>/slet/", ending.delete, name="delete"),
    path("samarbejder/<uuid:id_>/overdragelse.pdf", papers.handover, name="handover"),
    path("samarbejder/<uuid:id_>/udtraek.pdf", papers.export_pdf, name="export_pdf"),
    path("samarbejder/<uuid:id_>/udtraek.json", papers.export_json, name="export_json"),
    path("handlinger/<uuid:id_>/", doing.action, name="action"),
    path("handlinger/<uuid:id_>/ret/", doing.edit_action, name="edit_action"),
]
