"""The settings for development, in a process of their own: Django can be set up once only."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json
import logging

from django.conf import settings
from django.test import Client, override_settings

logging.getLogger("somewhere").warning("a plain line")
with override_settings(ALLOWED_HOSTS=["testserver"]):
    page = Client().get("/docs/").content.decode()
facts = {"toolbar": "djDebug" in page, "secure": settings.SESSION_COOKIE_SECURE}
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def development():
    """The lines that the program wrote."""
    finished = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", PROGRAM],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings_development"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return finished.stdout.splitlines()


def test_logs_are_readable(development):
    assert any(line.endswith("WARNING somewhere [None] a plain line") for line in development)


def test_the_toolbar_shows_pages(development):
    assert json.loads(development[-1])["toolbar"]


def test_sessions_work_without_tls(development):
    assert json.loads(development[-1])["secure"] is False
