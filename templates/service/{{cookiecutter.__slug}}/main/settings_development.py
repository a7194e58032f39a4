"""Settings for a developer's machine: debug toolbar, silk, readable logs."""

from main.settings import *  # noqa: F403
from main.settings import BASE_DIR, DATABASES, INSTALLED_APPS, LOGGING, MIDDLEWARE, TEMPLATES

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1", "::1"]
ROOT_URLCONF = "main.urls_development"
DEBUG_TOOLBAR_CONFIG = {"SHOW_COLLAPSED": True}

INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar", "silk"]
MIDDLEWARE = [
    *MIDDLEWARE,
    "debug_toolbar.middleware.DebugToolbarMiddleware",
    "silk.middleware.SilkyMiddleware",
]
TEMPLATES = [
    {
        **TEMPLATES[0],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# Silk's records stay out of the service's database.
DATABASES = {
    **DATABASES,
    "silk": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "silk.sqlite3"},
}
DATABASE_ROUTERS = ["main.silk_router.SilkRouter"]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    **LOGGING,
    "formatters": {
        "json": {
            "format": "{asctime} {levelname:<7} {name} [{request_id}] {message}",
            "style": "{",
        },
    },
}
