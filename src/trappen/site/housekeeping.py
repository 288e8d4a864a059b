"""What does Trappen do by itself, each hour? It forgets what has reached its end date, and warns before."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.utils import timezone

from trappen.accounts.actions import drop_old_kept_texts
from trappen.audit.queries import happened
from trappen.collaborations.actions import delete_ended, warn_of_ending
from trappen.shared.database import wipe

_HOLD_TEXT = (
    "accounts_kepttext",
    "collaborations_assessment",
    "collaborations_collaboration",
    "collaborations_followup",
    "collaborations_talk",
    "plans_action",
    "plans_comment",
    "vault_datakey",
)

_A_WHILE = dt.timedelta(hours=2)  # longer than between two rounds, so that what is deleted by hand is wiped too
_AT_NIGHT = 3  # o'clock; wiping holds writers up, so by day it is done only where a collaboration has gone


def keep_house(*, now: dt.datetime) -> None:
    """Each task is safe to run again at any time, also from several servers. Outside a transaction only."""
    drop_old_kept_texts(now=now)
    warn_of_ending(now=now)
    delete_ended(now=now)
    Session.objects.filter(expire_date__lt=now).delete()
    if happened("deleted", since=now - _A_WHILE) or timezone.localtime(now).hour == _AT_NIGHT:
        wipe(_HOLD_TEXT)
