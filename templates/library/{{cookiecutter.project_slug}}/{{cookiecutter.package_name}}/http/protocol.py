"""What the library needs of the HTTP layer: any client that fits can be given to it."""

from collections.abc import Collection
from typing import Any, Protocol


class HttpResponse(Protocol):
    """An answer that was read to its end."""

    @property
    def status_code(self) -> int:
        """The status."""

    def json(self) -> Any:
        """Return the decoded body."""


class HttpClient(Protocol):
    """A client that knows the service's base URL, token and time limits."""

    def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        expect: Collection[int],
        route: str,
    ) -> HttpResponse:
        """Call a path below the base URL; a status not in ``expect`` is an error.

        ``route`` is the path's pattern, for metrics.
        """
