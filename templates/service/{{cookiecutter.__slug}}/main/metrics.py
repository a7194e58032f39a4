"""Counters beside those of django-prometheus; all of them are shown at /metrics."""

import sys
from typing import Any

{% if cookiecutter.worker == 'celery' -%}
from celery.signals import task_failure, task_retry
{% endif -%}
from django.core.signals import got_request_exception
from prometheus_client import Counter

ERRORS = Counter("service_errors", "Exceptions that nobody handled.", ["where", "exception"])
RETRIES = Counter("service_retries", "Attempts that failed and were made again.", ["operation"])


def connect() -> None:
    """Starts counting; called once, when Django is ready."""
    got_request_exception.connect(count_request_error, dispatch_uid="main.metrics")
{%- if cookiecutter.worker == 'celery' %}
    task_failure.connect(count_task_failure, dispatch_uid="main.metrics")
    task_retry.connect(count_task_retry, dispatch_uid="main.metrics")
{%- endif %}


def count_request_error(**details: Any) -> None:
    kind = sys.exc_info()[0]
    ERRORS.labels("request", kind.__name__ if kind else "unknown").inc()
{%- if cookiecutter.worker == 'celery' %}


def count_task_failure(exception: BaseException, **details: Any) -> None:
    ERRORS.labels("task", type(exception).__name__).inc()


def count_task_retry(sender: Any, **details: Any) -> None:
    RETRIES.labels(sender.name).inc()
{%- endif %}
