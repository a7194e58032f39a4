"""What can go wrong with a call, as types.

No message holds a query string, a header or a body: those may be secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .response import Response

RETRIED_STATUSES = frozenset({502, 503, 504})


class HttpError(Exception):
    """A call that brought no usable answer; the base of all others here."""

    #: Whether the same call may work a moment later.
    retryable = False

    def __init__(self, method: str, url: str, reason: str) -> None:
        super().__init__(f"{method} {url}: {reason}")
        self.method = method
        self.url = url
        self.reason = reason


class ConnectionFailed(HttpError):
    """The server couldn't be reached, or broke off before the answer's end."""

    retryable = True


class TlsFailed(HttpError):
    """The server's certificate or its TLS isn't acceptable."""


class TimedOut(HttpError):
    """The server was reached, but the answer took too long.

    Not retried: the server may still be at work on the call.
    """


class InvalidBody(HttpError, ValueError):
    """A body that isn't the JSON that the caller asked for."""


class StatusError(HttpError):
    """An answer with a status that the caller didn't expect."""

    def __init__(self, response: Response) -> None:
        super().__init__(
            response.method, response.url, f"status {response.status_code}"
        )
        self.response = response
        self.status_code = response.status_code
        self.retryable = response.status_code in RETRIED_STATUSES


class ClientError(StatusError):
    """A status from 400 to 499."""


class NotFound(ClientError):
    """The status 404."""


class ServerError(StatusError):
    """A status of 500 or more."""


def status_error(response: Response) -> StatusError:
    """Return the error of the narrowest type for an unexpected status."""
    if response.status_code == 404:
        return NotFound(response)
    if response.status_code >= 500:
        return ServerError(response)
    if response.status_code >= 400:
        return ClientError(response)
    return StatusError(response)
