"""What is asked of someone who signs in, forgets, or changes how they sign in?"""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trappen.accounts.models import User
from trappen.language.forms import FreeText

LONGEST_PASSWORD = 256


def _password(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, **options)


def _code(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=20, widget=widget)


class SignIn(LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {
            "login": forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"})),
            "password": _password(_("Adgangskode"), "current-password"),
        }


class Code(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = _code(_("Kode"))


class ConfirmByPassword(PasswordAgain):  # type: ignore[misc]  # allauth has no types
    password = _password(_("Adgangskode"), "current-password")


class ConfirmByCode(CodeAgain):  # type: ignore[misc]  # allauth has no types
    code = _code(_("Kode"))


class Activate(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    code = _code(_("Koden fra din app"))


class Forgot(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class ChoosePassword(forms.Form):
    """A new password, twice, and measured against the person that it is for."""

    password = _password(
        _("Ny adgangskode"), "new-password", help_text=_("Mindst 12 tegn. Tre eller fire ord er nemme at huske.")
    )
    again = _password(_("Ny adgangskode igen"), "new-password")

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self) -> None:
        given = self.cleaned_data
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", _("De to adgangskoder er ikke ens."))


class ChangePassword(ChoosePassword):
    old = _password(_("Nuværende adgangskode"), "current-password")
    field_order = ("old", "password", "again")

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.person.check_password(old):
            raise ValidationError(_("Adgangskoden passer ikke."), code="wrong")
        return old


class Language(forms.Form):
    """The language in which someone reads."""

    language = forms.ChoiceField(label=_("Sprog"), choices=User.Language.choices, widget=forms.RadioSelect)


class Account(Language):
    """One's own name and language."""

    name = FreeText(label=_("Navn"))
    field_order = ("name", "language")
