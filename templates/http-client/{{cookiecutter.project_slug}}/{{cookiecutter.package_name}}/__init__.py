"""The HTTP layer that our services share."""

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
from .request_id import request_id
from .response import Response
from .retry import Retry
from .timeout import Timeout

__version__ = "0.1.0"

__all__ = [
    "Attempt",
    "Client",
    "ClientError",
    "ConnectionFailed",
    "Hook",
    "HttpError",
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
