"""Settings for production. What differs from place to place comes from the environment."""

import json
import os
import secrets
from pathlib import Path

import sentry_sdk

BASE_DIR = Path(__file__).resolve().parent.parent
SERVICE = json.loads((BASE_DIR / "service.json").read_text(encoding="utf-8"))

DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
# Signs sessions, which are transient: deploy/serve makes a new one for its processes.
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50)

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_prometheus",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "main",
    "api",
]

MIDDLEWARE = [
    "main.request_id.RequestIdMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "main.backends.CallerMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "main.urls"
WSGI_APPLICATION = "main.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

# There is no database: all data is behind the API libraries. This file holds transient sessions
# only; deploy/serve makes it anew at each start.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("SESSIONS", BASE_DIR / "sessions.sqlite3"),
        "CONN_MAX_AGE": 3600,
        "OPTIONS": {
            "timeout": 5,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;",
            "transaction_mode": "IMMEDIATE",
        },
    },
}
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = True

# The services behind this one, by name: BACKENDS='{"orders": "http://orders:8080"}'.
BACKENDS = json.loads(os.environ.get("BACKENDS", "{}"))

# Who calls is proved by a token that somebody else issued; its keys are a JSON Web Key Set.
TOKEN_KEYS_URL = os.environ.get("TOKEN_KEYS_URL", "")
TOKEN_ISSUER = os.environ.get("TOKEN_ISSUER", "")
TOKEN_AUDIENCE = os.environ.get("TOKEN_AUDIENCE", SERVICE["name"])
TOKEN_ALGORITHMS = ["ES256", "ES384", "PS256", "RS256"]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["main.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": SERVICE["name"],
    "VERSION": SERVICE["version"],
    "DESCRIPTION": SERVICE["description"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api",
    # The page needs no token; what is tried out on it does.
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    # The page's scripts and styles are our own static files: no other server is asked.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LANGUAGE_CODE = "en"
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_I18N = False
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT", BASE_DIR / "static")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "main.request_id.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "{levelname}{name}{message}{request_id}",
            "style": "{",
            "timestamp": "time",
            "rename_fields": {"levelname": "level", "name": "logger", "exc_info": "exception"},
            "static_fields": {"service": SERVICE["name"]},
        },
    },
    "handlers": {
        "stdout": {
            "()": "main.logs.StandardOutputHandler",
            "filters": ["request_id"],
            "formatter": "json",
        },
    },
    "root": {"handlers": ["stdout"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would write the same lines again, in another form.
        "django": {"handlers": [], "propagate": True},
        # Each request has its line already; only errors have more to say.
        "django.request": {"level": "ERROR"},
    },
}

# Without SENTRY_DSN nothing is sent.
sentry_sdk.init(
    dsn=os.environ.get("SENTRY_DSN"),
    environment=os.environ.get("SENTRY_ENVIRONMENT", "production"),
    release=SERVICE["name"] + "@" + SERVICE["version"],
    traces_sample_rate=float(os.environ.get("SENTRY_TRACES_SAMPLE_RATE", "0")),
)
