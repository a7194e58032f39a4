{% if cookiecutter.http_layer == "bundled" -%}
"""The HTTP layer that our services share: a copy, never changed here."""

from .auth import Token
from .client import Client
from .errors import (
    ClientError,
    ConnectionFailed,
    HttpError,
    InvalidBody,
    NotFound,
    ServerError,
    StatusError,
    TimedOut,
    TlsFailed,
)
from .hooks import Attempt, Hook
from .protocol import HttpClient, HttpResponse
from .request_id import request_id
from .response import Response
from .retry import Retry
from .timeout import Timeout

__all__ = [
    "Attempt",
    "Client",
    "ClientError",
    "ConnectionFailed",
    "Hook",
    "HttpClient",
    "HttpError",
    "HttpResponse",
    "InvalidBody",
    "NotFound",
    "Response",
    "Retry",
    "ServerError",
    "StatusError",
    "TimedOut",
    "Timeout",
    "TlsFailed",
    "Token",
    "request_id",
]
{%- else -%}
"""What the library needs of the HTTP layer, which the service brings."""

from .protocol import HttpClient, HttpResponse

__all__ = ["HttpClient", "HttpResponse"]
{%- endif %}
