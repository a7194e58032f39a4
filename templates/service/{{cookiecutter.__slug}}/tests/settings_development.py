"""The settings for development, with databases that leave nothing behind."""

import os

from main.settings_development import *  # noqa: F403
from main.settings_development import DATABASES

DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "silk": {**DATABASES["silk"], "NAME": os.environ["SILK_DATABASE"]},
}
