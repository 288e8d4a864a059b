"""Where does allauth do as this project says? Who may sign in, how guessing is stopped, how secrets lie."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from trappen.accounts import actions, keep, queries
from trappen.accounts.http import to_sign_in
from trappen.accounts.models import User
from trappen.accounts.rules import LOCKED_MINUTES

LOCKED = format_lazy(_("Der har været for mange forsøg. Prøv igen om {minutes} minutter."), minutes=LOCKED_MINUTES)
WRONG_CODE = _("Koden passer ikke. Brug den, der står i din app lige nu.")


class Backend(AuthenticationBackend):
    def get_user(self, user_id: uuid.UUID) -> User | None:
        """Whose session it is, unless they have been shut out. Every page asks."""
        found = queries.person(user_id)
        return found if found and self.user_can_authenticate(found) else None


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-mailen eller adgangskoden passer ikke."),
        "incorrect_password": _("Adgangskoden passer ikke."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": LOCKED,
        "rate_limited": LOCKED,
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def is_ajax(self, _request: HttpRequest) -> bool:
        """Pages only: nothing here answers in JSON."""
        return False

    def add_message(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        """Silence: the views say in their own words what has happened."""

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor where there is one, otherwise the password."""
        name = "mfa_reauthenticate" if queries.has_second_factor(user) else "account_reauthenticate"
        return [{"id": name, "description": "", "url": reverse(name)}]

    # Signing in

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        now = timezone.now()
        actions.note_sign_in(person=user, now=now)
        if waiting := queries.kept_forms(user, now=now):
            request.session[keep.IN_SESSION] = waiting

    def respond_user_inactive(self, request: HttpRequest, _user: Any) -> HttpResponse:
        messages.error(request, _("Din konto er lukket. Spørg jeres administrator."))
        return to_sign_in()

    # Against guessing

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counts by account and address together, so that nobody can lock a colleague out from elsewhere."""
        return f"{get_ip(request)}:{credentials.get('email', '').lower()}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            actions.note_lock_out(person=_meant(credentials), code="password", now=timezone.now())
            raise

    def authentication_failed(self, _request: HttpRequest, **credentials: Any) -> None:
        actions.note_failure(person=_meant(credentials), code="password", now=timezone.now())


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return actions.sealed_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return queries.opened_secret(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        code = QRCode(image_factory=SvgPathImage, box_size=15)
        code.add_data(url)
        return str(code.make_image().to_string(encoding="unicode"))


def _meant(credentials: dict[str, Any]) -> User | None:
    return queries.person_called(credentials.get("email", ""))
