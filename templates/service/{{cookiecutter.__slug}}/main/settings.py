"""Settings for production. What differs from place to place comes from the environment."""

import json
import os
import secrets
from pathlib import Path

import sentry_sdk
{%- if cookiecutter.worker == 'celery' %}
from celery.schedules import crontab
{%- endif %}

BASE_DIR = Path(__file__).resolve().parent.parent
SERVICE = json.loads((BASE_DIR / "service.json").read_text(encoding="utf-8"))

DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
# Nothing that we sign outlives the process, so that no secret has to be kept anywhere.
SECRET_KEY = secrets.token_urlsafe(50)

# Neither auth nor sessions nor content types: the service needs no tables but its own.
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_prometheus",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "main",
    "products",
]

MIDDLEWARE = [
    "main.request_id.RequestIdMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "main.urls"
WSGI_APPLICATION = "main.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

{% if cookiecutter.database == 'postgresql' -%}
# main/database/postgresql takes the key "timeout" in seconds, the same for every kind of database.
DATABASES = {
    "default": {
        "ENGINE": "main.database.postgresql",
        "NAME": os.environ.get("DATABASE_NAME", SERVICE["name"].replace("-", "_")),
        "USER": os.environ.get("DATABASE_USER", SERVICE["name"].replace("-", "_")),
        "PASSWORD": os.environ.get("DATABASE_PASSWORD", ""),
        "HOST": os.environ.get("DATABASE_HOST", "localhost"),
        "PORT": os.environ.get("DATABASE_PORT", "5432"),
        # A connection is kept for an hour, and looked at before a request uses it again.
        "CONN_MAX_AGE": 3600,
        "CONN_HEALTH_CHECKS": True,
        # Waits between attempts are in milliseconds.
        "CONNECTION_RETRY": {"MAX_ATTEMPTS": 4, "WAIT_MIN": 50, "WAIT_MAX": 1000},
        "OPTIONS": {
            "timeout": 5,
        },
    },
}
{% elif cookiecutter.database == 'informix' -%}
# main/database/informix takes the key "timeout" in seconds, the same for every kind of database.
DATABASES = {
    "default": {
        "ENGINE": "main.database.informix",
        "NAME": os.environ.get("DATABASE_NAME", SERVICE["name"].replace("-", "_")),
        "USER": os.environ.get("DATABASE_USER", SERVICE["name"].replace("-", "_")),
        "PASSWORD": os.environ.get("DATABASE_PASSWORD", ""),
        # The server's name in the file that INFORMIXSQLHOSTS names.
        "SERVER": os.environ.get("DATABASE_SERVER", "informix"),
        # A connection is kept for an hour, and looked at before a request uses it again.
        "CONN_MAX_AGE": 3600,
        "CONN_HEALTH_CHECKS": True,
        # Waits between attempts are in milliseconds.
        "CONNECTION_RETRY": {"MAX_ATTEMPTS": 4, "WAIT_MIN": 50, "WAIT_MAX": 1000},
        "OPTIONS": {
            "DRIVER": os.environ.get("INFORMIX_DRIVER", "/opt/IBM/informix/lib/cli/iclit09b.so"),
            "ISOLATION_LEVEL": "READ_COMMITED",
            "LOCK_MODE_WAIT": 10,
            "timeout": 5,
        },
    },
}
{% else -%}
DATABASES = {
    "default": {
        "ENGINE": "main.database.sqlite",
        "NAME": os.environ.get("DATABASE_NAME", BASE_DIR / "database.sqlite3"),
        # A connection is kept for an hour, and looked at before a request uses it again.
        "CONN_MAX_AGE": 3600,
        "CONN_HEALTH_CHECKS": True,
        # Waits between attempts are in milliseconds.
        "CONNECTION_RETRY": {"MAX_ATTEMPTS": 4, "WAIT_MIN": 50, "WAIT_MAX": 1000},
        "OPTIONS": {
            "timeout": 5,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
            "transaction_mode": "IMMEDIATE",
        },
    },
}
{% endif -%}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

{% if cookiecutter.worker == 'celery' -%}
# The worker and all processes of the server share one cache.
REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": SERVICE["name"],
    },
}

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = SERVICE["name"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
# A task that a killed worker had begun is done again.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BEAT_SCHEDULE = {
    "warm-statistics": {
        "task": "products.tasks.warm_statistics",
        "schedule": crontab(hour=0, minute=1),
    },
}
{% else -%}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
{% endif %}
REST_FRAMEWORK = {
    # Who may call is decided before a request gets here.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 100,
}
SPECTACULAR_SETTINGS = {
    "TITLE": SERVICE["name"],
    "VERSION": SERVICE["version"],
    "DESCRIPTION": SERVICE["description"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api",
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
