from django.urls import URLPattern, path

from trappen.meetings.views import agreements, meetings, papers, planning, running

public: list[URLPattern] = []

own = [
    path("moeder/", meetings.meetings, name="meetings"),
    path("moeder/nyt/", planning.choose_unit, name="plan_meeting"),
    path("moeder/nyt/<uuid:unit>/", planning.new_meeting, name="new_meeting"),
    path("moeder/<uuid:id_>/", meetings.meeting, name="meeting"),
    path("moeder/<uuid:id_>/ret/", planning.change_meeting, name="change_meeting"),
    path("moeder/<uuid:id_>/dagsorden/", planning.agenda, name="meeting_agenda"),
    path("moeder/<uuid:id_>/indbyd/", meetings.invite, name="invite_to_meeting"),
    path("moeder/<uuid:id_>/afvikl/", running.run, name="run_meeting"),
    path("moeder/<uuid:id_>/handlinger/<uuid:action>/", agreements.agreement, name="meeting_action"),
    path("moeder/<uuid:id_>/referat.pdf", papers.minutes_pdf, name="minutes_pdf"),
    path("moeder/<uuid:id_>/referat.docx", papers.minutes_docx, name="minutes_docx"),
    path("moeder/<uuid:id_>/moede.ics", papers.event, name="meeting_event"),
    path("moeder/<uuid:id_>/slet/", meetings.delete, name="delete_meeting"),
]
