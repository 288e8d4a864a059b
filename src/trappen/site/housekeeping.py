"""What does Trappen do by itself, each hour? It forgets what has reached its end date, and warns before."""

import datetime as dt


def keep_house(*, now: dt.datetime) -> None:
    """Each task is safe to run again at any time, also from several servers."""
    from trappen.accounts.actions import drop_old_kept_texts

    drop_old_kept_texts(now=now)
