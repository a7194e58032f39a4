"""Settings for tests: sessions in memory, an issuer of tokens and a backend that are made up."""

from main.settings import *  # noqa: F403
from main.settings import DATABASES

DATABASES = {"default": {**DATABASES["default"], "NAME": ":memory:"}}

TOKEN_ISSUER = "https://login.example.com"
TOKEN_AUDIENCE = "front-end"
BACKENDS = {"orders": "http://orders.example.com"}
