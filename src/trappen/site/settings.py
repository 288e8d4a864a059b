"""How is the site put together? Django's settings, derived from the environment alone."""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url

from trappen.shared.places import CONTENT_DIR, LOCALE_DIR
from trappen.site.environment import read
from trappen.vault import ring

ENV = read()

CONTENT = CONTENT_DIR
DEBUG = ENV.debug
_keys = ring.load(ENV.secret_key_file)
MASTER_KEY_FILE = ENV.secret_key_file
SECRET_KEY = _keys.signing[-1] if _keys else ""
SECRET_KEY_FALLBACKS = list(_keys.signing[:-1]) if _keys else []

PUBLIC_URL = ENV.url
_public = urlsplit(ENV.url)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ENV.host, _public.hostname or "localhost"]
REDIS_URL = ENV.redis_url
LIVE_URL = ENV.live_url
LIVE_INNER_URL = f"http://127.0.0.1:{ENV.live_port}/live/tell"
LIVE_SECRET = hashlib.sha256(f"live {SECRET_KEY}".encode()).hexdigest()
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]

INSTALLED_APPS = [
    "trappen.shared",  # before django.forms, whose widgets it dresses
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "trappen.vault",
    "trappen.audit",
    "trappen.language",
    "trappen.documents",
    "trappen.live",
    "trappen.accounts",
    "trappen.organisations",
    "trappen.staircase",
    "trappen.guide",
    "trappen.exercises",
    "trappen.plans",
    "trappen.norms",
    "trappen.collaborations",
    "trappen.films",
    "trappen.care",
    "trappen.meetings",
    "trappen.learning",
    "trappen.trainer",
    "trappen.supervision",
    "trappen.dialogue",
    "trappen.surveys",
    "trappen.tasks",
    "trappen.home",
    "trappen.api",
    "trappen.demo",
    "trappen.site",
]

MIDDLEWARE = [
    "trappen.shared.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "trappen.shared.middleware.language_of_address",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trappen.accounts.middleware.idle_sessions_end",
    "django.contrib.messages.middleware.MessageMiddleware",
    "trappen.organisations.middleware.Doorkeeper",
    "trappen.accounts.middleware.keep_text",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trappen.organisations.middleware.note_denials",
]

ROOT_URLCONF = "trappen.site.urls"
WSGI_APPLICATION = "trappen.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["trappen.shared.templatetags.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "trappen.organisations.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
DATABASES = {"default": dj_database_url.parse(ENV.database_url, conn_max_age=None, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "init_command": _SQLITE_START,
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]]
if ENV.redis_url:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url}}
else:  # room enough that nobody can push the counters of a lock-out out
    CACHES = {
        "default": {
            "BACKEND": "trappen.shared.counters.Counters",
            "LOCATION": "throttle",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["trappen.accounts.adapter.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "overview"
ACCOUNT_ADAPTER = "trappen.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whole town halls share one address, so the limit by address is wide; the one by account and address is not.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Trappen"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_ADAPTER = "trappen.accounts.adapter.SecondFactorAdapter"

_secure = _public.scheme == "https"
IDLE_MINUTES = ENV.idle_minutes
SESSION_ENGINE = "trappen.accounts.sessions"
SESSION_COOKIE_AGE = ENV.session_minutes * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "trappen_session"
CSRF_COOKIE_NAME = "trappen_csrf"
CSRF_FAILURE_VIEW = "trappen.shared.views.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000  # 200,000 characters, up to twelve bytes each in a form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [LOCALE_DIR]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENV.debug
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from
EMAIL_TIMEOUT = 10
if ENV.mail_url:
    _mail = urlsplit(ENV.mail_url)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 25)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = parse_qs(_mail.query).get("tls") == ["1"]
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH: Path = ENV.data_dir / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A refused host or form would otherwise be logged with what the person sent.
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
