"""Where does a session lie? In Django's own table, looked up by a prepared question, since every page asks it."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from trappen.accounts.queries import live_session


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        """None, and a new key at the next writing, where there is none or it has ended: as Django's own does it."""
        found = live_session(self.session_key, now=timezone.now()) if self.session_key else None
        if found is None:
            self._session_key: Any = None
        return found
