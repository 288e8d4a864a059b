from django.urls import path

from trappen.home import views

public = [
    path("", views.home, name="home"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("privatliv/", views.privacy, name="privacy"),
]

own = [
    path("enheder/", views.units, name="units"),
    path("enheder/<uuid:id_>/", views.unit, name="unit"),
]
