"""Which calls are tried again, and after which pause."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from .errors import HttpError, StatusError

RETRIED_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Retry:
    """The pauses double from ``first_delay`` to ``max_delay``, in seconds.

    Half of each pause is random, so that the clients of a server that comes back
    don't all call it at once. A call that may have changed something is never
    tried again, whatever happened to it.
    """

    attempts: int = 3
    first_delay: float = 0.2
    max_delay: float = 5.0
    jitter: Callable[[], float] = random.random

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError(f"attempts has to be at least 1, not {self.attempts}")

    def delay(self, method: str, attempt: int, error: HttpError) -> float | None:
        """Return the pause before the next attempt, or None if there is none.

        A server that asks for more patience (Retry-After, in seconds) than
        ``max_delay`` isn't asked again.
        """
        if method not in RETRIED_METHODS or not error.retryable:
            return None
        wanted = _retry_after(error)
        if attempt >= self.attempts or wanted > self.max_delay:
            return None
        longest = min(self.first_delay * 2.0 ** (attempt - 1), self.max_delay)
        return max(wanted, longest * (1 + self.jitter()) / 2)


def _retry_after(error: HttpError) -> float:
    if not isinstance(error, StatusError):
        return 0.0
    value = error.response.headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdigit() else 0.0
