"""Signing in and out, and everything that someone decides about their own account."""

from typing import Any

from allauth.account.views import LoginView, ReauthenticateView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trappen.accounts import actions, forms, queries
from trappen.accounts.adapter import LOCKED
from trappen.accounts.http import Request, signed_in
from trappen.accounts.keep import kept

GONE = 410

# Coming in and going out

sign_in = LoginView.as_view(form_class=forms.SignIn, template_name="accounts/sign_in.html")


class _Code(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    def form_invalid(self, form: Any) -> HttpResponse:
        note = actions.note_lock_out if form.has_error("code", "too_many_login_attempts") else actions.note_failure
        note(person=form.user, code="second-factor", now=timezone.now())
        return super().form_invalid(form)  # type: ignore[no-any-return]


code = _Code.as_view(form_class=forms.Code, template_name="accounts/code.html")


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """The session ends, and what was kept for the person goes too."""
    language = "da"
    if request.user.is_authenticated:
        language = request.user.language
        actions.drop_kept_texts(person=request.user)
    logout(request)
    with translation.override(language):
        return redirect("home")


@never_cache
def forgot_password(request: HttpRequest) -> HttpResponse:
    form = forms.Forgot(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if ratelimit.consume(request, action="reset_password", key=email.lower()):
            actions.send_reset(email=email, now=timezone.now())
            return redirect("forgot_password_sent")
        form.add_error(None, LOCKED)
    return render(request, "accounts/forgot_password.html", {"form": form})


def forgot_password_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/forgot_password_sent.html")


@sensitive_post_parameters()
@never_cache
def choose_password(request: HttpRequest, key: str) -> HttpResponse:
    """By a link from a mail: an invitation, or a password that was forgotten."""
    holder = queries.holder_of(key)
    if holder is None:
        return render(request, "accounts/link_gone.html", status=GONE)
    form = forms.ChoosePassword(request.POST or None, person=holder.person)
    if not form.is_valid():
        return render(request, "accounts/choose_password.html", {"form": form, "holder": holder})
    try:
        actions.choose_password(holder=holder, password=form.cleaned_data["password"], now=timezone.now())
    except actions.LinkUsed:
        return render(request, "accounts/link_gone.html", status=GONE)
    messages.success(request, _("Din adgangskode er valgt. Log ind med den."))
    return redirect("sign_in")


# One's own account


@signed_in
def account(request: Request) -> HttpResponse:
    now_known = {"name": request.user.name, "language": request.user.language}
    form = forms.Account(request.POST if request.method == "POST" else kept(request, "account"), initial=now_known)
    if request.method == "POST" and form.is_valid():
        actions.change_account(person=request.user, now=timezone.now(), **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Ændringerne er gemt."))
        return redirect("account")
    context = {"form": form, "has_second_factor": queries.has_second_factor(request.user)}
    return render(request, "accounts/account.html", context)


@signed_in
@require_POST
def switch_language(request: Request) -> HttpResponse:
    """The other language, from the page where one is, and back to it."""
    form = forms.Language(request.POST)
    if form.is_valid():
        actions.change_account(
            person=request.user, name=request.user.name, language=form.cleaned_data["language"], now=timezone.now()
        )
    then = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()})
    return redirect(then if safe else "account")


@signed_in
@sensitive_post_parameters()
def change_password(request: Request) -> HttpResponse:
    if request.method == "POST" and not ratelimit.consume(request, action="change_password", user=request.user):
        form = forms.ChangePassword(person=request.user)
        return render(request, "accounts/change_password.html", {"form": form, "locked": LOCKED})
    form = forms.ChangePassword(request.POST or None, person=request.user)
    if form.is_valid():
        actions.change_password(person=request.user, password=form.cleaned_data["password"], now=timezone.now())
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Din adgangskode er skiftet. Andre steder, hvor du var logget ind, er du ude."))
        return redirect("account")
    return render(request, "accounts/change_password.html", {"form": form})


confirm = signed_in(
    ReauthenticateView.as_view(form_class=forms.ConfirmByPassword, template_name="accounts/confirm.html")
)
confirm_by_code = signed_in(
    CodeAgainView.as_view(form_class=forms.ConfirmByCode, template_name="accounts/confirm.html")
)


class _Activate(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        actions.note_second_factor(person=self.request.user, now=timezone.now())
        messages.success(self.request, _("Totrinslogin er slået til. Gem nødkoderne, før du går videre."))
        return response


class _Deactivate(DeactivateTOTPView):  # type: ignore[misc]  # allauth has no types
    def form_valid(self, _form: Any) -> HttpResponse:
        person = self.request.user
        actions.remove_second_factor(person=person, by=person.id, now=timezone.now())
        messages.success(self.request, _("Totrinslogin er slået fra."))
        return HttpResponseRedirect(reverse("account"))


class _NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    def form_valid(self, _form: Any) -> HttpResponse:
        actions.renew_recovery_codes(person=self.request.user, now=timezone.now())
        messages.success(self.request, _("Her er dine nye nødkoder. De gamle virker ikke længere."))
        return HttpResponseRedirect(reverse("recovery_codes"))


activate = signed_in(_Activate.as_view(form_class=forms.Activate, template_name="accounts/activate.html"))
deactivate = signed_in(_Deactivate.as_view(template_name="accounts/deactivate.html"))
recovery_codes = signed_in(ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html"))
new_recovery_codes = signed_in(_NewCodes.as_view(template_name="accounts/new_recovery_codes.html"))
