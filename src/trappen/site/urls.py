"""Which address leads where? Public pages speak Danish at the root and English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from trappen.accounts.urls import own as accounts_own
from trappen.accounts.urls import public as accounts_public
from trappen.exercises.urls import own as exercises_own
from trappen.exercises.urls import public as exercises_public
from trappen.guide.urls import own as guide_own
from trappen.guide.urls import public as guide_public
from trappen.home.urls import own as home_own
from trappen.home.urls import public as home_public
from trappen.language.urls import public as language_public
from trappen.shared.views import gallery
from trappen.site import views

urlpatterns = [
    path("healthz", views.alive, name="healthz"),
    path("readyz", views.ready, name="readyz"),
    path("", include("trappen.api.urls")),
    path("", include(accounts_own)),
    path("", include("trappen.organisations.urls")),
    path("", include("trappen.tasks.urls")),
    path("", include("trappen.collaborations.urls")),
    path("", include(home_own)),
    path("", include(guide_own)),
    path("", include(exercises_own)),
    *i18n_patterns(
        path("", include(home_public)),
        path("", include("trappen.staircase.urls")),
        path("", include(guide_public)),
        path("", include(exercises_public)),
        path("", include(language_public)),
        path("", include(accounts_public)),
        prefix_default_language=False,
    ),
]

if settings.DEBUG:  # in development only
    urlpatterns.append(path("udvikling/komponenter/", gallery, name="gallery"))

handler500 = "trappen.shared.views.trouble"
