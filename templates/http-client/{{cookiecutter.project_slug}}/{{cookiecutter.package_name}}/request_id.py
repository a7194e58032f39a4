"""The id that follows one request through all services."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

HEADER = "X-Request-ID"

#: The id of the request that is being served. The service sets it, the client sends
#: it on; a thread or task that has none gets a new id for each call.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_safe = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


def outgoing(source: Callable[[], str | None]) -> str:
    """Return the source's id, or a new one if it has none that is fit for a header."""
    given = source() or ""
    return given if _safe.fullmatch(given) else uuid.uuid4().hex
