from django.urls import path

from trappen.guide import views

public = [
    path("guide/", views.guide, name="guide"),
    path("guide/soeg/", views.search, name="guide_search"),
    path("guide/udgaver/", views.editions, name="guide_editions"),
    path("guide/regler/", views.rules, name="guide_rules"),
    path("guide/guide.pdf", views.guide_pdf, name="guide_pdf"),
    path("guide/trin/<slug:slug>/", views.for_step, name="guide_for_step"),
    path("guide/rolle/<slug:slug>/", views.for_reader, name="guide_for_reader"),
    path("guide/<slug:page>/", views.guide_page, name="guide_page"),
    path("guide/<slug:page>.pdf", views.page_pdf, name="guide_page_pdf"),
]

own = [
    path("guide/<slug:page>/note/<uuid:unit>/", views.note, name="guide_note"),
    path("guide/kontakter/<uuid:unit>/", views.contacts, name="guide_contacts"),
]
