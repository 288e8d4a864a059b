"""Which address leads where? Public pages speak Danish at the root and English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from trappen.home.urls import public as home_public

urlpatterns = [
    *i18n_patterns(
        path("", include(home_public)),
        path("", include("trappen.staircase.urls")),
        prefix_default_language=False,
    ),
]

handler500 = "trappen.shared.views.trouble"
