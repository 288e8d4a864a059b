"""Which address leads where? Public pages speak Danish at the root and English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from trappen.accounts.urls import own as accounts_own
from trappen.accounts.urls import public as accounts_public
from trappen.care.urls import own as care_own
from trappen.care.urls import public as care_public
from trappen.dialogue.open_urls import public_open as dialogue_open
from trappen.dialogue.urls import own as dialogue_own
from trappen.dialogue.urls import public as dialogue_public
from trappen.exercises.urls import own as exercises_own
from trappen.exercises.urls import public as exercises_public
from trappen.films.urls import own as films_own
from trappen.films.urls import public as films_public
from trappen.guide.urls import own as guide_own
from trappen.guide.urls import public as guide_public
from trappen.home.urls import own as home_own
from trappen.home.urls import public as home_public
from trappen.language.urls import public as language_public
from trappen.learning.urls import own as learning_own
from trappen.learning.urls import public as learning_public
from trappen.live.urls import public as live_public
from trappen.meetings.urls import own as meetings_own
from trappen.meetings.urls import public as meetings_public
from trappen.norms.urls import own as norms_own
from trappen.shared.views import gallery
from trappen.site import views
from trappen.supervision.urls import own as supervision_own
from trappen.supervision.urls import public as supervision_public
from trappen.surveys.urls import own as surveys_own
from trappen.surveys.urls import public as surveys_public
from trappen.trainer.urls import own as trainer_own
from trappen.trainer.urls import public as trainer_public

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
    path("", include(norms_own)),
    path("", include(films_own)),
    path("", include(trainer_own)),
    path("", include(supervision_own)),
    path("", include(meetings_own)),
    path("", include(learning_own)),
    path("", include(care_own)),
    path("", include(surveys_own)),
    path("", include(dialogue_own)),
    *i18n_patterns(
        path("", include(home_public)),
        path("", include("trappen.staircase.urls")),
        path("", include(guide_public)),
        path("", include(exercises_public)),
        path("", include(films_public)),
        path("", include(trainer_public)),
        path("", include(supervision_public)),
        path("", include(meetings_public)),
        path("", include(learning_public)),
        path("", include(care_public)),
        path("", include(surveys_public)),
        path("", include(dialogue_open)),
        path("", include(dialogue_public)),
        path("", include(language_public)),
        path("", include(live_public)),
        path("", include(accounts_public)),
        prefix_default_language=False,
    ),
]

if settings.DEBUG:  # in development only
    urlpatterns.append(path("udvikling/komponenter/", gallery, name="gallery"))

handler500 = "trappen.shared.views.trouble"
