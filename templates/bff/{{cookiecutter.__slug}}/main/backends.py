"""The services behind this one. They are called through their API libraries only.

An API library's client is made once, and kept with its connections:

    orders = OrdersApi.connect(**connection("orders"))
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from main import request_id
from main.metrics import ERRORS, RETRIES

_token: ContextVar[str] = ContextVar("token", default="")


def connection(name: str) -> dict[str, Any]:
    """Returns what the client of a service has to know.

    Token and request id are functions: one client serves all callers, each call goes out with the
    token and the id of the request that is being answered.
    """
    if name not in settings.BACKENDS:
        raise ImproperlyConfigured(f"BACKENDS has no address of {name}")
    return {
        "base_url": settings.BACKENDS[name],
        "token": current_token,
        "request_id": request_id.current,
        "hooks": [count_attempt],
    }


def count_attempt(attempt: Any) -> None:
    """Counts an attempt of a call that another one follows, or that failed for good."""
    if attempt.retrying:
        RETRIES.labels(f"{attempt.method} {attempt.host}{attempt.route}").inc()
    elif attempt.error:
        ERRORS.labels(attempt.host, type(attempt.error).__name__).inc()


def current_token() -> str:
    """Returns the token of the caller whose request is being answered, "" if there is none."""
    return _token.get()


def use_token(token: str) -> None:
    """Lets calls go out with this token until the request is answered."""
    _token.set(token)


class CallerMiddleware:
    """Forgets the caller's token when the request is answered: the next one is somebody else's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nobody = _token.set("")
        try:
            return self.get_response(request)
        finally:
            _token.reset(nobody)
