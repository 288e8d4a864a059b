from django.urls import path

from trappen.care.views import cards, lists, people, plans

public = [
    path("foerstehjaelp/", cards.first_aid, name="first_aid"),
    path("foerstehjaelp.pdf", cards.first_aid_pdf, name="first_aid_pdf"),
    path("foerstehjaelp/oevelse/", cards.exercise, name="first_aid_exercise"),
    path("foerstehjaelp/oevelse.pdf", cards.exercise_pdf, name="first_aid_exercise_pdf"),
    path("defusing/", cards.defusing, name="defusing"),
    path("defusing.pdf", cards.defusing_pdf, name="defusing_pdf"),
]

own = [
    path("omsorg/", plans.overview, name="care"),
    path("omsorg/mine/", lists.own_list, name="care_list"),
    path("omsorg/lister/", lists.lists, name="care_lists"),
    path("omsorg/ny/", plans.choose, name="care_choose"),
    path("omsorg/ny/<uuid:unit>/<uuid:person>/", plans.start, name="care_start"),
    path("omsorg/<uuid:id_>/", plans.plan, name="care_plan"),
    path("omsorg/<uuid:id_>/trin/<slug:code>/", plans.step, name="care_step"),
    path("omsorg/<uuid:id_>/stoette/", people.supporters, name="care_supporters"),
    path("omsorg/<uuid:id_>/indblik/", people.leader, name="care_leader"),
    path("omsorg/<uuid:id_>/stop/", plans.stop, name="care_stop"),
]
