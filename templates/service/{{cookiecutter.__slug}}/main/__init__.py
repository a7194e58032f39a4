{% if cookiecutter.worker == 'celery' -%}
"""The service's frame: settings, URLs, logs, metrics, the database's connections, the worker."""

from main.worker import app

__all__ = ["app"]
{% else -%}
"""The service's frame: settings, URLs, logs, metrics, the database's connections."""
{% endif -%}
