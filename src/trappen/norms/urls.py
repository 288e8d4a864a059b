from django.urls import path

from trappen.norms import views

own = [
    path("enheder/<uuid:id_>/det-registrerer-vi/", views.norms, name="norms"),
    path("enheder/<uuid:id_>/det-registrerer-vi/ny/", views.new_norm, name="new_norm"),
    path("det-registrerer-vi/<uuid:id_>/", views.edit_norm, name="edit_norm"),
]
