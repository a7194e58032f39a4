"""Settings for a developer's machine: debug toolbar, readable logs, cookies without TLS."""

from main.settings import *  # noqa: F403
from main.settings import INSTALLED_APPS, LOGGING, MIDDLEWARE

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1", "::1"]
ROOT_URLCONF = "main.urls_development"
DEBUG_TOOLBAR_CONFIG = {"SHOW_COLLAPSED": True}
SESSION_COOKIE_SECURE = False

INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
MIDDLEWARE = [*MIDDLEWARE, "debug_toolbar.middleware.DebugToolbarMiddleware"]

LOGGING = {
    **LOGGING,
    "formatters": {
        "json": {
            "format": "{asctime} {levelname:<7} {name} [{request_id}] {message}",
            "style": "{",
        },
    },
}
