"""The addresses of the administration. Only administrators reach them."""

from django.urls import path

from trappen.organisations import views

urlpatterns = [
    path("administration/", views.administration, name="administration"),
    path("administration/inviter/", views.invite, name="invite"),
    path("administration/invitationer/", views.send_invitations, name="send_invitations"),
    path("administration/import/", views.import_staff, name="import_staff"),
    path("administration/opbevaring/", views.retention, name="retention"),
    path("administration/personer/<uuid:id_>/", views.person, name="person"),
    path("administration/personer/<uuid:id_>/rolle/", views.give_role, name="give_role"),
    path("administration/personer/<uuid:id_>/invitation/", views.send_invitation, name="send_invitation"),
    path("administration/personer/<uuid:id_>/luk/", views.shut_out, name="shut_out"),
    path("administration/personer/<uuid:id_>/aabn/", views.let_in_again, name="let_in_again"),
    path("administration/personer/<uuid:id_>/totrin/fra/", views.remove_second_factor, name="remove_second_factor"),
    path("administration/roller/<uuid:id_>/fjern/", views.take_role, name="take_role"),
    path("administration/enheder/", views.unit_tree, name="unit_tree"),
    path("administration/enheder/<uuid:id_>/", views.unit, name="admin_unit"),
    path("administration/enheder/<uuid:id_>/ny/", views.add_unit, name="add_unit"),
    path("administration/enheder/<uuid:id_>/navn/", views.rename_unit, name="rename_unit"),
    path("administration/enheder/<uuid:id_>/flyt/", views.move_unit, name="move_unit"),
    path("administration/enheder/<uuid:id_>/slet/", views.delete_unit, name="delete_unit"),
]
