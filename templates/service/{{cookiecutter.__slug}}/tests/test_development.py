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

from django.core.management import call_command
from django.test import Client, override_settings

from main.silk_router import SilkRouter
from products.models import Product

call_command("migrate", database="silk", verbosity=0)
logging.getLogger("somewhere").warning("a plain line")
with override_settings(ALLOWED_HOSTS=["testserver"]):
    client = Client()
    pages = {path: client.get(path).content.decode() for path in ["/docs/", "/silk/requests/"]}
    facts = {
        "toolbar": "djDebug" in pages["/docs/"],
        "silk": "/docs/" in pages["/silk/requests/"],
        "products are read from": SilkRouter().db_for_read(Product),
        "products are migrated in silk": SilkRouter().allow_migrate("silk", "products"),
    }
print(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def development(tmp_path_factory):
    """The lines that the program wrote."""
    place = {
        "DJANGO_SETTINGS_MODULE": "tests.settings_development",
        "SILK_DATABASE": str(tmp_path_factory.mktemp("silk") / "silk.sqlite3"),
    }
    finished = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", PROGRAM],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **place},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return finished.stdout.splitlines()


def test_logs_are_readable(development):
    assert any(line.endswith("WARNING somewhere [None] a plain line") for line in development)


def test_toolbar_and_silk_show_pages(development):
    facts = json.loads(development[-1])
    assert facts["toolbar"]
    assert facts["silk"]


def test_silk_keeps_to_its_own_database(development):
    facts = json.loads(development[-1])
    assert facts["products are read from"] is None
    assert facts["products are migrated in silk"] is False
