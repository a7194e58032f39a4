"""The client: kept connections to one service."""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError as BodyError
from urllib3.exceptions import ReadTimeoutError

from .auth import Token, no_authentication
from .errors import ConnectionFailed, HttpError, TimedOut, TlsFailed, status_error
from .hooks import Attempt, Hook, tell
from .request_id import HEADER, outgoing, request_id
from .response import Response
from .retry import Retry
from .timeout import Timeout

logger = logging.getLogger(__name__)

SUCCESS = range(200, 300)
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Call:
    """What all attempts of one call have in common."""

    method: str
    url: str
    request_id: str
    limits: Timeout
    deadline: float
    options: Mapping[str, Any]
    headers: Mapping[str, str]


class Client:
    """Calls one service, from any number of threads.

    Connections are kept and used again, so make one client and keep it. Cookies
    aren't kept and redirects aren't followed: both would carry something from one
    caller, or one server, to another.
    """

    def __init__(
        self,
        base_url: str,
        *,
        token: str | Callable[[], str] | AuthBase | None = None,
        timeout: Timeout | float = Timeout(),
        retry: Retry = Retry(),
        hooks: Iterable[Hook] = (),
        request_id: Callable[[], str | None] = request_id.get,
        headers: Mapping[str, str] | None = None,
        pool_size: int = 10,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make a client; nothing is connected yet.

        ``headers`` go with every call. ``pool_size`` is how many connections are
        kept: as many as threads use the client. Raises ValueError for a ``base_url``
        that isn't plain http or https.
        """
        parts = urlsplit(base_url)
        extras = "@" in parts.netloc or parts.query or parts.fragment
        if parts.scheme not in {"http", "https"} or not parts.hostname or extras:
            raise ValueError("base_url has to be http(s)://host[:port][/path]")
        self._base_url = base_url.rstrip("/")
        self._host = parts.netloc
        self._timeout = Timeout.of(timeout)
        self._retry = retry
        self._hooks = tuple(hooks)
        self._request_id = request_id
        self._sleep = sleep
        self._clock = clock
        self._session = requests.Session()
        self._session.auth = _authentication(token)
        self._session.headers.update(headers or {})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_maxsize=pool_size)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        data: bytes | Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | float | None = None,
        expect: Collection[int] = SUCCESS,
        route: str = "",
    ) -> Response:
        """Call a path below the base URL and return the answer.

        A status that isn't in ``expect`` is an error. Without ``timeout`` the
        client's own holds; there is no way to have none. ``route`` is the path's
        pattern for the metrics. Raises `HttpError`.
        """
        limits = self._timeout if timeout is None else Timeout.of(timeout)
        call = _Call(
            method=method.upper(),
            url=f"{self._base_url}/{path.lstrip('/')}",
            request_id=outgoing(self._request_id),
            limits=limits,
            deadline=self._clock() + limits.total,
            options={"params": params, "json": json, "data": data},
            headers=headers or {},
        )
        number = 1
        while True:
            start = self._clock()
            outcome = self._outcome(call, expect)
            delay = self._delay(call, number, outcome)
            attempt = Attempt(
                method=call.method,
                host=self._host,
                route=route,
                number=number,
                seconds=self._clock() - start,
                status_code=getattr(outcome, "status_code", None),
                error=outcome if isinstance(outcome, HttpError) else None,
                retrying=delay is not None,
                request_id=call.request_id,
            )
            tell(self._hooks, attempt)
            if isinstance(outcome, Response):
                return outcome
            if delay is None:
                raise outcome
            number += 1
            logger.warning("%s; attempt %d in %.2f s", outcome, number, delay)
            self._sleep(delay)

    def get(self, path: str, **options: Any) -> Response:
        """Call `request` with GET."""
        return self.request("GET", path, **options)

    def head(self, path: str, **options: Any) -> Response:
        """Call `request` with HEAD."""
        return self.request("HEAD", path, **options)

    def post(self, path: str, **options: Any) -> Response:
        """Call `request` with POST."""
        return self.request("POST", path, **options)

    def put(self, path: str, **options: Any) -> Response:
        """Call `request` with PUT."""
        return self.request("PUT", path, **options)

    def patch(self, path: str, **options: Any) -> Response:
        """Call `request` with PATCH."""
        return self.request("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Response:
        """Call `request` with DELETE."""
        return self.request("DELETE", path, **options)

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _outcome(self, call: _Call, expect: Collection[int]) -> Response | HttpError:
        try:
            response = self._send(call)
        except HttpError as error:
            return error
        if response.status_code in expect:
            return response
        return status_error(response)

    def _delay(
        self, call: _Call, number: int, outcome: Response | HttpError
    ) -> float | None:
        if isinstance(outcome, Response):
            return None
        delay = self._retry.delay(call.method, number, outcome)
        if delay is None or self._clock() + delay >= call.deadline:
            return None
        return delay

    def _send(self, call: _Call) -> Response:
        method, url = call.method, call.url
        try:
            with self._session.request(
                method,
                url,
                headers={**call.headers, HEADER: call.request_id},
                timeout=call.limits.within(call.deadline - self._clock()),
                allow_redirects=False,
                stream=True,
                **call.options,
            ) as answer:
                content = self._read(answer, call.deadline)
        except (requests.ReadTimeout, ReadTimeoutError, TimeoutError) as error:
            raise TimedOut(method, url, "no answer in time") from error
        except requests.exceptions.SSLError as error:
            raise TlsFailed(method, url, "no trusted connection") from error
        except (requests.ConnectionError, BodyError) as error:
            raise ConnectionFailed(method, url, "no connection") from error
        except requests.RequestException as error:
            raise HttpError(method, url, "the call can't be made") from error
        return Response(
            method, url, answer.status_code, answer.headers, content, call.request_id
        )

    def _read(self, answer: requests.Response, deadline: float) -> bytes:
        """Read piece by piece, since a trickle of bytes meets every read limit."""
        chunks = []
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            chunks.append(chunk)
            if self._clock() > deadline:
                raise TimeoutError
        return b"".join(chunks)


def _authentication(
    token: str | Callable[[], str] | AuthBase | None,
) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    if token is None:
        return no_authentication
    return token if isinstance(token, AuthBase) else Token(token)
