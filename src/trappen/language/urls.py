from django.urls import path

from trappen.language import views

public = [
    path("sprogspejl/", views.mirror, name="language_mirror"),
    path("sprogspejl/neutralt/", views.neutral, name="neutral_language"),
    path("sprog/ord.json", views.neutral_words, name="neutral_words"),
]
