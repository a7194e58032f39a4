"""Errors, retries and time limits, with a server that really fails."""

import socket
import threading

import pytest

from {{ cookiecutter.package_name }} import (
    ClientError,
    ConnectionFailed,
    HttpError,
    NotFound,
    Retry,
    ServerError,
    StatusError,
    TimedOut,
    Timeout,
    TlsFailed,
)
from {{ cookiecutter.package_name }}.testing import (
    Answer,
)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(304, StatusError), (400, ClientError), (404, NotFound), (500, ServerError)],
)
def test_an_unexpected_status_is_a_typed_error(server, client, status, kind):
    server.answers.append(Answer(status, b""))

    with pytest.raises(StatusError, match=f"/orders: status {status}$") as caught:
        client.get("/orders", params={"secret": "1"})

    assert type(caught.value) is kind
    assert caught.value.status_code == caught.value.response.status_code == status
    assert len(server.requests) == 1


def test_a_status_that_the_caller_expects_is_an_answer(server, client):
    server.answers.append(Answer(503))

    assert client.get("/orders", expect=(200, 503)).status_code == 503


def test_redirects_are_not_followed(server, client):
    server.answers.append(Answer(302, headers={"Location": "/elsewhere"}))

    with pytest.raises(StatusError, match="status 302"):
        client.get("/orders")

    assert len(server.requests) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("failure", [502, 503, 504, "drop"])
def test_reading_is_tried_again_with_growing_pauses(
    server, client, pauses, method, failure
):
    bad = Answer(drop=True) if failure == "drop" else Answer(failure)
    server.answers.extend([bad, bad])

    assert client.request(method, "/orders").status_code == 200

    assert pauses == [0.2, 0.4]
    assert len({request.headers["X-Request-ID"] for request in server.requests}) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("failure", [502, 503, 504, "drop"])
def test_writing_is_never_tried_again(server, client, pauses, method, failure):
    bad = Answer(drop=True) if failure == "drop" else Answer(failure)
    server.answers.append(bad)

    with pytest.raises((ServerError, ConnectionFailed)):
        client.request(method, "/orders", json={})

    assert len(server.requests) == 1
    assert pauses == []


@pytest.mark.parametrize("status", [400, 404, 429, 500, 501])
def test_other_statuses_are_not_tried_again(server, client, status):
    server.answers.append(Answer(status))

    with pytest.raises(StatusError):
        client.get("/orders")

    assert len(server.requests) == 1


def test_retries_end(server, client, pauses):
    server.answers.extend([Answer(503)] * 9)

    with pytest.raises(ServerError, match="status 503"):
        client.get("/orders")

    assert len(server.requests) == 3
    assert pauses == [0.2, 0.4]


def test_a_server_that_is_not_there_is_tried_again(make_client, pauses):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(ConnectionFailed, match="no connection"):
            make_client(url).get("/orders")

    assert pauses == [0.2, 0.4]


def test_an_answer_that_breaks_off_is_tried_again(server, client):
    server.answers.append(
        Answer(headers={"Content-Length": "99", "Connection": "close"})
    )

    assert client.get("/orders").content == b"{}"
    assert len(server.requests) == 2


def test_the_server_may_ask_for_a_longer_pause(server, client, pauses):
    server.answers.append(Answer(503, headers={"Retry-After": "4"}))
    server.answers.append(Answer(503, headers={"Retry-After": "tomorrow"}))

    client.get("/orders")

    assert pauses == [4.0, 0.4]


def test_a_server_that_asks_for_too_much_patience_is_left(server, client, pauses):
    server.answers.append(Answer(503, headers={"Retry-After": "3600"}))

    with pytest.raises(ServerError):
        client.get("/orders")

    assert pauses == []


def test_pauses_are_limited_and_partly_random():
    retry = Retry(attempts=99, first_delay=1, max_delay=8, jitter=lambda: 0.5)
    error = ConnectionFailed("GET", "http://orders", "")

    assert retry.delay("GET", 1, error) == 0.75
    assert retry.delay("GET", 50, error) == 6.0


def test_there_is_at_least_one_attempt():
    with pytest.raises(ValueError, match="at least 1"):
        Retry(attempts=0)


@pytest.fixture
def stuck(server):
    event = threading.Event()
    server.answers.append(Answer(wait=event))
    yield
    event.set()


@pytest.mark.usefixtures("stuck")
def test_a_slow_answer_meets_the_limit_and_is_not_tried_again(client, pauses):
    with pytest.raises(TimedOut, match="no answer in time"):
        client.get("/orders", timeout=0.05)

    assert pauses == []


@pytest.mark.usefixtures("stuck")
def test_the_limit_of_the_client_holds_for_every_call(make_client):
    client = make_client(timeout=Timeout(read=0.05))

    with pytest.raises(TimedOut):
        client.post("/orders", json={})


def test_an_answer_without_an_end_meets_the_total_limit(server, make_client):
    server.answers.append(Answer(body=bytes(64_000_000)))
    seconds = iter(range(1000))
    client = make_client(clock=lambda: next(seconds))

    with pytest.raises(TimedOut):
        client.get("/orders")

    assert 30 < next(seconds) < 40


def test_a_body_that_stops_meets_the_read_limit(server, client):
    server.answers.append(Answer(headers={"Content-Length": "99"}))

    with pytest.raises(TimedOut):
        client.get("/orders", timeout=0.05)


def test_no_pause_reaches_beyond_the_total_limit(server, make_client, pauses):
    server.answers.append(Answer(503))
    client = make_client(retry=Retry(first_delay=5, jitter=lambda: 1.0))

    with pytest.raises(ServerError):
        client.get("/orders", timeout=Timeout(total=5))

    assert pauses == []


@pytest.mark.parametrize("seconds", [0, -1, float("inf"), float("nan")])
def test_a_limit_is_a_positive_time(client, seconds):
    with pytest.raises(ValueError, match="connect has to be a positive time"):
        client.get("/orders", timeout=seconds)


def test_limits_shrink_with_the_time_that_is_left():
    limit = Timeout(connect=3, read=10, total=30)

    assert limit.within(30) == (3, 10)
    assert limit.within(2) == (2, 2)
    assert limit.within(-1) == (0.001, 0.001)


def test_a_server_without_tls_is_not_tried_again(server, make_client, pauses):
    client = make_client(server.url.replace("http:", "https:"))

    with pytest.raises(TlsFailed, match="no trusted connection"):
        client.get("/orders")

    assert pauses == []


def test_a_call_that_cannot_be_made_is_an_error_too(server, client):
    with pytest.raises(HttpError, match="the call can't be made"):
        client.get("/orders", headers={"X-Bad": "a\nb"})

    assert server.requests == []
