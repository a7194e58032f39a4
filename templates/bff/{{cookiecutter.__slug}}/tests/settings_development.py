"""The settings for development, with sessions in memory."""

from main.settings_development import *  # noqa: F403
from main.settings_development import DATABASES

DATABASES = {"default": {**DATABASES["default"], "NAME": ":memory:"}}
