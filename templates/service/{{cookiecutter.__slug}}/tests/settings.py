"""Settings for tests: a database in memory; the real one with TEST_DATABASE=configured."""

import os

from main.settings import *  # noqa: F403
from main.settings import DATABASES

if os.environ.get("TEST_DATABASE") != "configured":
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
