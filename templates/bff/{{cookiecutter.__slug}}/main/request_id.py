"""The request's id: taken from the caller or made here, in every log line and in the answer."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

import sentry_sdk
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# Anything else could forge log lines or headers.
WELL_FORMED = re.compile(r"[A-Za-z0-9._:-]{1,128}")

logger = logging.getLogger(__name__)
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """Returns the id of the request that is being answered, None outside of requests."""
    return _current.get()


def new() -> str:
    return uuid.uuid4().hex


class RequestIdMiddleware:
    """Gives each request its id, and writes one line of log for it when it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if WELL_FORMED.fullmatch(given) else new()
        token = _current.set(request_id)
        start = time.monotonic()
        try:
            sentry_sdk.set_tag("request_id", request_id)
            response = self.get_response(request)
            response[HEADER] = request_id
            facts = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - start) * 1000, 1),
            }
            logger.info("%(method)s %(path)s %(status)s", facts, extra=facts)
            return response
        finally:
            _current.reset(token)


class RequestIdFilter(logging.Filter):
    """Lets everything pass, with the attribute request_id."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current()
        return True
