from django.urls import path

from trappen.home.views import offline
from trappen.home.views import pages as views

public = [
    path("", views.home, name="home"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("privatliv/", views.privacy, name="privacy"),
    path("uden-net/", offline.no_network, name="no_network"),
    path("uden-net.json", offline.pages, name="offline_pages"),
]

own = [
    path("sw.js", offline.worker, name="worker"),
    path("team/", views.team, name="team"),
    path("enheder/", views.units, name="units"),
    path("enheder/<uuid:id_>/", views.unit, name="unit"),
]
