"""What metrics are told about each attempt."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .errors import HttpError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of a call, over.

    ``route`` is the path's pattern as the caller names it, such as
    ``/orders/{number}``: metrics with one label for every path would burst.
    ``status_code`` is None if there was no answer; ``retrying`` says that there will
    be another attempt.
    """

    method: str
    host: str
    route: str
    number: int
    seconds: float
    status_code: int | None
    error: HttpError | None
    retrying: bool
    request_id: str


Hook = Callable[[Attempt], object]


def tell(hooks: Iterable[Hook], attempt: Attempt) -> None:
    """Call every hook; one that fails is logged and harms nobody."""
    for hook in hooks:
        try:
            hook(attempt)
        except Exception:
            logger.exception("the hook %r failed", hook)
