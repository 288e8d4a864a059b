from django.urls import path

from trappen.films.views import own as of_ones_own
from trappen.films.views import public as for_all
from trappen.films.views import streaming

public = [
    path("film/", for_all.films, name="films"),
    path("film/<slug:film>/", for_all.film, name="film"),
    path("film/<slug:film>/moede/", for_all.meeting, name="film_meeting"),
    path("film/<slug:film>/moede.pdf", for_all.meeting_pdf, name="film_meeting_pdf"),
    path("film/<slug:film>/<slug:spoken>.vtt", for_all.captions, name="film_captions"),
]

own = [
    path("film/egen/ny/", of_ones_own.add_own_film, name="add_own_film"),
    path("film/egen/<uuid:id_>/", of_ones_own.own_film, name="own_film"),
    path("film/egen/<uuid:id_>/ret/", of_ones_own.change_own_film, name="change_own_film"),
    path("film/egen/<uuid:id_>/slet/", of_ones_own.delete_own_film, name="delete_own_film"),
    path("film/egen/<uuid:id_>/fil/", streaming.own_film_file, name="own_film_file"),
    path("film/egen/<uuid:id_>/<slug:spoken>.vtt", streaming.own_film_captions, name="own_film_captions"),
]
