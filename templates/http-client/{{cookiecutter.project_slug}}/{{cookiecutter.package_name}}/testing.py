"""A real HTTP server on loopback for tests, which answers what it was told to."""

import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass
class Answer:
    """What the server does with one request.

    ``wait`` holds the answer back until the event is set, ten seconds at most.
    ``drop`` closes the connection without an answer.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    wait: threading.Event | None = None
    drop: bool = False


@dataclass(frozen=True)
class Request:
    """What came in; ``connection`` tells requests on one connection from others."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int


class Server:
    """Gives the answers in turn, then plain ones; remembers every request."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = deque(answers)
        self.requests: list[Request] = []
        self._http = _HTTPServer(self)
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL of the server."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join(10)
        self._http.server_close()


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, owner: Server) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.owner = owner


class _Handler(BaseHTTPRequestHandler):
    server: _HTTPServer
    protocol_version = "HTTP/1.1"
    # Without this, the kernel holds small answers back for 40 ms.
    disable_nagle_algorithm = True

    def handle_one_request(self) -> None:
        """Take it as no fault if a client hangs up."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        request = Request(
            self.command,
            self.path,
            dict(self.headers.items()),
            self.rfile.read(length),
            self.client_address[1],
        )
        self.server.owner.requests.append(request)
        answers = self.server.owner.answers
        answer = answers.popleft() if answers else Answer()
        if answer.wait:
            answer.wait.wait(10)
        if answer.drop:
            self.close_connection = True
        else:
            self._send(answer)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json", **answer.headers}
        if "Transfer-Encoding" not in headers:
            headers.setdefault("Content-Length", str(len(answer.body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""
