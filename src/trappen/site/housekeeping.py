"""What does Trappen do by itself, each hour? It forgets what has reached its end date, and warns before."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.utils import timezone

from trappen.accounts.actions import drop_old_kept_texts
from trappen.audit.queries import happened
from trappen.care import actions as care
from trappen.collaborations.actions import delete_ended, warn_of_ending
from trappen.dialogue import actions as dialogue
from trappen.dialogue.queries import left_open
from trappen.films import actions as films
from trappen.learning import actions as learning
from trappen.meetings import actions as meetings
from trappen.shared.database import wipe
from trappen.supervision import actions as supervision
from trappen.surveys import actions as surveys
from trappen.trainer import actions as trainer

_HOLD_TEXT = (
    "accounts_kepttext",
    "care_careplan",
    "care_carestep",
    "care_supporter",
    "care_wanted",
    "care_wantedlist",
    "collaborations_assessment",
    "collaborations_collaboration",
    "collaborations_followup",
    "collaborations_talk",
    "dialogue_owncard",
    "films_captions",
    "films_ownfilm",
    "films_piece",
    "learning_coursestep",
    "learning_preparation",
    "live_answer",
    "live_seat",
    "meetings_meeting",
    "meetings_part",
    "plans_action",
    "plans_comment",
    "supervision_occasion",
    "surveys_invitation",
    "surveys_round",
    "surveys_roundkey",
    "trainer_vote",
    "vault_datakey",
)

_A_WHILE = dt.timedelta(hours=2)  # longer than between two rounds, so that what is deleted by hand is wiped too
_AT_NIGHT = 3  # o'clock; wiping holds writers up, so by day it is done only where a collaboration has gone


def keep_house(*, now: dt.datetime) -> None:
    """Each task is safe to run again at any time, also from several servers. Outside a transaction only."""
    drop_old_kept_texts(now=now)
    warn_of_ending(now=now)
    delete_ended(now=now)
    for app in (films, care, meetings, learning, supervision, surveys, dialogue):
        app.delete_ended(now=now)
    care.remind_supporters(now=now)
    care.warn_of_lists(now=now)
    surveys.close_due(now=now)
    surveys.remind_missing(now=now)
    trainer.end_left_open(now=now)
    dialogue.end_left_open(games=left_open(now), now=now)
    Session.objects.filter(expire_date__lt=now).delete()
    emptied = happened("deleted", "survey-closed", "game-ended", since=now - _A_WHILE)
    if emptied or timezone.localtime(now).hour == _AT_NIGHT:
        wipe(_HOLD_TEXT)
