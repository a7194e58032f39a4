"""The frame around the API: health, errors, OpenAPI, metrics, logs."""

import json
import logging
from unittest.mock import patch

import pytest
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import OperationalError, connection
from prometheus_client import REGISTRY

from main import request_id
from main.metrics import count_request_error
from main.wsgi import application


@pytest.fixture
def failing(client):
    """A client whose requests for products end in an exception."""
    client.raise_request_exception = False
    with patch("products.views.ProductViewSet.list", side_effect=ZeroDivisionError):
        yield client


def sample(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def logged(capfd):
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


@pytest.fixture
def log():
    """Logging as in production, to the standard output of this moment."""
    logging.config.dictConfig(settings.LOGGING)


def test_the_server_finds_the_application():
    assert isinstance(application, WSGIHandler)


def test_the_process_lives_without_its_database(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_the_service_is_ready_when_the_database_answers(client, db):
    assert client.get("/ready").json() == {"status": "ok"}


def test_the_service_is_not_ready_without_its_database(client, db):
    client.raise_request_exception = False
    with patch.object(connection, "ensure_connection", side_effect=OperationalError):
        assert client.get("/ready").status_code == 500
    with patch.object(connection, "is_usable", return_value=False), patch.object(
        connection, "close"
    ) as close:
        assert client.get("/ready").status_code == 500
    close.assert_called_once_with()


def test_the_database_has_our_tables_only(db):
    tables = connection.introspection.django_table_names()
    assert tables == ["products_product"]
    assert not apps.is_installed("django.contrib.auth")


def test_every_change_of_a_model_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True)


def test_the_front_page_is_the_documentation(client):
    assert client.get("/").headers["Location"] == "/docs/"


def test_the_documentation_asks_no_other_server(client):
    page = client.get("/docs/").content.decode()
    assert "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js" in page
    assert "https://" not in page


def test_the_schema_describes_the_api(client):
    schema = client.get("/openapi.json").json()
    assert schema["info"]["title"] == settings.SERVICE["name"]
    assert "/api/products/batch" in schema["paths"]


def test_the_schema_is_without_warnings():
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


def test_unknown_pages_are_json(client):
    answer = client.get("/nowhere")
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


def test_an_error_is_counted_and_named_by_the_requests_id(failing):
    labels = {"where": "request", "exception": "ZeroDivisionError"}
    before = sample("service_errors_total", **labels)
    answer = failing.get("/api/products", headers={"X-Request-ID": "abc-1"})
    assert answer.status_code == 500
    assert answer.json() == {"detail": "Internal server error.", "request_id": "abc-1"}
    assert sample("service_errors_total", **labels) == before + 1


def test_an_error_of_an_unknown_kind_is_counted():
    labels = {"where": "request", "exception": "unknown"}
    before = sample("service_errors_total", **labels)
    count_request_error()
    assert sample("service_errors_total", **labels) == before + 1


def test_metrics_are_shown(client):
    client.get("/health")
    metrics = client.get("/metrics").content.decode()
    assert 'view="health"' in metrics
    assert "service_errors_total" in metrics
    assert "service_retries_total" in metrics


def test_a_given_id_is_kept(client):
    answer = client.get("/health", headers={"X-Request-ID": "trace:1.2_3-4"})
    assert answer.headers["X-Request-ID"] == "trace:1.2_3-4"


@pytest.mark.parametrize("given", ["", "a b", 'x", "level": "INFO', "x" * 129])
def test_a_malformed_id_is_replaced(client, given):
    answer = client.get("/health", headers={"X-Request-ID": given})
    assert len(answer.headers["X-Request-ID"]) == 32


def test_the_id_ends_with_the_request(client):
    client.get("/health")
    assert request_id.current() is None


def test_a_request_is_one_line_of_json_with_its_id(log, client, capfd):
    client.get("/health", headers={"X-Request-ID": "abc-2"})
    [line] = logged(capfd)
    assert line["request_id"] == "abc-2"
    assert line["service"] == settings.SERVICE["name"]
    assert (line["level"], line["logger"]) == ("INFO", "main.request_id")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/health", 200)
    assert {"time", "milliseconds"} <= set(line)


def test_an_error_is_logged_with_its_traceback_and_id(log, failing, capfd):
    failing.get("/api/products", headers={"X-Request-ID": "abc-3"})
    error, request = logged(capfd)
    assert "ZeroDivisionError" in error["exception"]
    assert [error["request_id"], request["request_id"]] == ["abc-3", "abc-3"]
    assert (error["level"], request["status"]) == ("ERROR", 500)


def test_what_is_logged_outside_of_requests_has_no_id(log, capfd):
    logging.getLogger("somewhere").warning("quoted \"text\"\nand 'more' ü")
    [line] = logged(capfd)
    assert line["message"] == "quoted \"text\"\nand 'more' ü"
    assert line["request_id"] is None
