"""The library, over {% if cookiecutter.http_layer == "bundled" %}its HTTP layer{% else %}a plain client in place of the service's{% endif %}."""

from functools import partial

import pytest
{%- if cookiecutter.http_layer == "injected" %}
import requests
{%- endif %}

from {{ cookiecutter.package_name }} import (
    {{ cookiecutter.class_name }},
)
{%- if cookiecutter.http_layer == "bundled" %}
from {{ cookiecutter.package_name }}.http import (
    Client,
    Retry,
)
from {{ cookiecutter.package_name }}.http.testing import (
    Server,
)
{%- endif %}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def over():
    """Return a function from a client to the library."""
    return partial(
        {{ cookiecutter.class_name }},
    )
{%- if cookiecutter.http_layer == "bundled" %}


@pytest.fixture
def make_api(over):
    """Return a function from a base URL to the library, and close what it made."""
    clients = []

    def make(base_url):
        clients.append(Client(base_url))
        return over(clients[-1])

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def attempts():
    return []


@pytest.fixture
def make_client(server, pauses, attempts):
    clients = []

    def make(base_url=server.url, **options):
        options.setdefault("hooks", [attempts.append])
        options.setdefault("retry", Retry(jitter=lambda: 1.0))
        client = Client(base_url, sleep=pauses.append, **options)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(make_client):
    return make_client()
{%- else %}


class PlainClient:
    """As much of the common HTTP layer as the library needs."""

    def __init__(self, base_url):
        self._base_url = base_url

    def request(self, method, path, *, json=None, expect, route):
        url = self._base_url + path
        response = requests.request(method, url, json=json, timeout=5)
        assert response.status_code in expect
        return response


@pytest.fixture
def make_api(over):
    """Return a function from a base URL to the library."""
    return lambda base_url: over(PlainClient(base_url))
{%- endif %}
