"""Where are the pages about Isbjerget that need neither game nor account? `urls.py` lists them among its own."""

from django.urls import path

from trappen.dialogue.views import open as pages

public_open = [
    path("isbjerget/spil/", pages.how_to_play, name="iceberg_rules"),
    path("isbjerget/spil.pdf", pages.rules_pdf, name="iceberg_rules_pdf"),
    path("isbjerget/kort/", pages.cards, name="iceberg_cards"),
    path("isbjerget/kort.pdf", pages.cards_pdf, name="iceberg_cards_pdf"),
    path("isbjerget/kort/<slug:field>.pdf", pages.field_pdf, name="iceberg_field_pdf"),
]
