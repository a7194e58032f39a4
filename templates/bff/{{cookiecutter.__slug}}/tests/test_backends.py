from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory
from prometheus_client import REGISTRY

from main import backends, request_id


def test_a_connection_sends_the_callers_token_and_the_requests_id():
    seen = []

    def answer(request):
        connection = backends.connection("orders")
        backends.use_token("a token")
        seen.append((connection["base_url"], connection["token"](), connection["request_id"]()))
        return HttpResponse()

    chain = request_id.RequestIdMiddleware(backends.CallerMiddleware(answer))
    chain(RequestFactory().get("/", headers={"X-Request-ID": "abc-1"}))
    assert seen == [("http://orders.example.com", "a token", "abc-1")]
    assert backends.current_token() == ""


def test_an_unknown_backend_is_named():
    with pytest.raises(ImproperlyConfigured, match="billing"):
        backends.connection("billing")


@pytest.mark.parametrize(
    ("retrying", "error", "retries", "errors"),
    [(False, None, 0, 0), (True, TimeoutError(), 1, 0), (False, TimeoutError(), 0, 1)],
)
def test_retries_and_errors_of_calls_are_counted(retrying, error, retries, errors):
    def counted():
        operation = {"operation": "GET orders.example.com/orders/{number}"}
        failure = {"where": "orders.example.com", "exception": "TimeoutError"}
        return (
            REGISTRY.get_sample_value("service_retries_total", operation) or 0,
            REGISTRY.get_sample_value("service_errors_total", failure) or 0,
        )

    [count] = backends.connection("orders")["hooks"]
    before = counted()
    call = {"method": "GET", "host": "orders.example.com", "route": "/orders/{number}"}
    count(SimpleNamespace(**call, retrying=retrying, error=error))
    assert counted() == (before[0] + retries, before[1] + errors)
