"""The answer to a call, read to its end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from requests.utils import get_encoding_from_headers

from .errors import InvalidBody


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; ``url`` is without the query, ``headers`` ignore case."""

    method: str
    url: str
    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    request_id: str

    @property
    def text(self) -> str:
        """The body in the encoding that the headers name, or else in UTF-8."""
        encoding = None
        # Without a charset, requests takes every text for ISO-8859-1.
        if "charset" in self.headers.get("Content-Type", "").lower():
            encoding = get_encoding_from_headers(self.headers)
        try:
            return self.content.decode(encoding or "utf-8", "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the decoded body; raises `InvalidBody`."""
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise InvalidBody(self.method, self.url, "the body isn't JSON") from error
