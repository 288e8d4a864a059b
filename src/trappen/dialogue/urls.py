from django.urls import path

from trappen.dialogue.views import front, hosting

public = [path("isbjerget/", front.iceberg, name="iceberg")]

own = [
    path("isbjerget/nyt/", front.choose_unit, name="choose_game_unit"),
    path("isbjerget/nyt/<uuid:id_>/", front.new_game, name="new_game"),
    path("isbjerget/egne-kort/<uuid:id_>/", front.own_cards, name="own_cards"),
    path("isbjerget/egne-kort/fjern/<uuid:id_>/", front.remove_own_card, name="remove_own_card"),
    path("isbjerget/<uuid:id_>/", hosting.game, name="game"),
    path("isbjerget/<uuid:id_>/traek/", hosting.game_move, name="game_move"),
    path("isbjerget/<uuid:id_>/tid/", hosting.game_timer, name="game_timer"),
    path("isbjerget/<uuid:id_>/aftale/", hosting.game_norm, name="game_norm"),
    path("isbjerget/<uuid:id_>/giv-videre/", hosting.game_hand_over, name="game_hand_over"),
    path("isbjerget/<uuid:id_>/tal.json", hosting.game_standing, name="game_standing"),
    path("isbjerget/<uuid:id_>/opsamling.pdf", hosting.game_pdf, name="game_pdf"),
    path("isbjerget/<uuid:id_>/slet/", hosting.delete_game, name="delete_game"),
]
