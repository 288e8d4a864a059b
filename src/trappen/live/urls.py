from django.urls import path

from trappen.live import views

public = [
    path("deltag/", views.enter, name="enter_room"),
    path("deltag/<slug:code>/", views.room, name="room"),
    path("deltag/<slug:code>/nu/", views.now_shown, name="room_now"),
    path("deltag/<slug:code>/svar/", views.answer, name="room_answer"),
]
