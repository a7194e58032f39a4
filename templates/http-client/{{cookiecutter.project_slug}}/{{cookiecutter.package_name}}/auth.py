"""Authentication by a header whose value comes from outside."""

from collections.abc import Callable

from requests import PreparedRequest
from requests.auth import AuthBase


class Token(AuthBase):
    """Sets ``Authorization: Bearer …``, or another header.

    The source is the token itself, or a function that is asked for it before every
    attempt, so that a token can be renewed. The token is in no message and no repr.
    """

    def __init__(
        self,
        source: str | Callable[[], str],
        *,
        header: str = "Authorization",
        scheme: str = "Bearer",
    ) -> None:
        self._source = source if callable(source) else lambda: source
        self._header = header
        self._scheme = scheme

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        value = f"{self._scheme} {self._source()}".lstrip()
        request.headers[self._header] = value
        return request

    def __repr__(self) -> str:
        return f"Token(***, header={self._header!r})"


def no_authentication(request: PreparedRequest) -> PreparedRequest:
    """Leave the request alone; without this, requests would look into ``.netrc``."""
    return request
