"""A server on loopback, and a client of it that doesn't really wait."""

import pytest

from {{ cookiecutter.package_name }} import (
    Client,
    Retry,
)
from {{ cookiecutter.package_name }}.testing import (
    Server,
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


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
