"""Counters beside those of django-prometheus; all of them are shown at /metrics."""

import sys
from typing import Any

from django.core.signals import got_request_exception
from prometheus_client import Counter

ERRORS = Counter("service_errors", "Exceptions that nobody handled.", ["where", "exception"])
RETRIES = Counter("service_retries", "Attempts that failed and were made again.", ["operation"])


def connect() -> None:
    """Starts counting; called once, when Django is ready."""
    got_request_exception.connect(count_request_error, dispatch_uid="main.metrics")


def count_request_error(**details: Any) -> None:
    kind = sys.exc_info()[0]
    ERRORS.labels("request", kind.__name__ if kind else "unknown").inc()
