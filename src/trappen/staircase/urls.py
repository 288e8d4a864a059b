from django.urls import path

from trappen.staircase import views

urlpatterns = [
    path("trappen/", views.staircase, name="staircase"),
    path("trappen/<slug:slug>/", views.step, name="step"),
    path("find-trin/", views.finder, name="finder"),
    path("tjekliste.pdf", views.checklist, name="checklist"),
]
