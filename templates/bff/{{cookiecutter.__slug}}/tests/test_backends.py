import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory

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
