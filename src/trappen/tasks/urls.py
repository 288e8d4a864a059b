from django.urls import path

from trappen.tasks import views

urlpatterns = [path("overblik/", views.overview, name="overview")]
