"""The addresses of signing in, in both languages, and of one's own account. Names with a prefix are allauth's own."""

from django.urls import path

from trappen.accounts import views

public = [
    path("log-ind/", views.sign_in, name="sign_in"),
    path("log-ind/", views.sign_in, name="account_login"),
    path("log-ind/kode/", views.code, name="mfa_authenticate"),
    path("glemt-adgangskode/", views.forgot_password, name="forgot_password"),
    path("glemt-adgangskode/sendt/", views.forgot_password_sent, name="forgot_password_sent"),
    path("adgangskode/<str:key>/", views.choose_password, name="choose_password"),
]

own = [
    path("log-ud/", views.sign_out, name="sign_out"),
    path("min-konto/", views.account, name="account"),
    path("min-konto/", views.account, name="mfa_index"),
    path("min-konto/sprog/", views.switch_language, name="switch_language"),
    path("min-konto/adgangskode/", views.change_password, name="change_password"),
    path("min-konto/bekraeft/", views.confirm, name="account_reauthenticate"),
    path("min-konto/bekraeft/kode/", views.confirm_by_code, name="mfa_reauthenticate"),
    path("min-konto/totrin/", views.activate, name="mfa_activate_totp"),
    path("min-konto/totrin/fra/", views.deactivate, name="mfa_deactivate_totp"),
    path("min-konto/totrin/koder/", views.recovery_codes, name="recovery_codes"),
    path("min-konto/totrin/koder/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("min-konto/totrin/koder/nye/", views.new_recovery_codes, name="new_recovery_codes"),
]
