"""Request ids, authentication, and what hooks are told."""

import contextvars
import logging

import pytest

from {{ cookiecutter.package_name }} import (
    ConnectionFailed,
    ServerError,
    Token,
    request_id,
)
from {{ cookiecutter.package_name }}.testing import (
    Answer,
)


def test_the_id_of_the_served_request_is_sent_on(server, client):
    def serve():
        request_id.set("abc-1")
        return client.get("/orders")

    answer = contextvars.copy_context().run(serve)

    assert server.requests[0].headers["X-Request-ID"] == "abc-1"
    assert answer.request_id == "abc-1"


def test_calls_outside_of_a_request_get_ids_of_their_own(server, client):
    client.get("/orders")
    client.get("/orders")

    first, second = (request.headers["X-Request-ID"] for request in server.requests)
    assert len(first) == len(second) == 32
    assert first != second


@pytest.mark.parametrize("given", [None, "", "a b", "a\r\nX-Evil: 1", "ä", "x" * 129])
def test_an_id_that_is_not_fit_for_a_header_is_replaced(server, make_client, given):
    make_client(request_id=lambda: given).get("/orders")

    assert len(server.requests[0].headers["X-Request-ID"]) == 32


def test_a_call_cannot_forge_the_id(server, client):
    client.get("/orders", headers={"X-Request-ID": "forged"})

    assert server.requests[0].headers["X-Request-ID"] != "forged"


def test_the_token_is_sent_as_a_bearer(server, make_client):
    make_client(token="s3cret").get("/orders")

    assert server.requests[0].headers["Authorization"] == "Bearer s3cret"


def test_the_token_is_asked_for_at_every_attempt(server, make_client):
    server.answers.append(Answer(503))
    tokens = iter(["old", "new"])
    make_client(token=lambda: next(tokens)).get("/orders")

    sent = [request.headers["Authorization"] for request in server.requests]
    assert sent == ["Bearer old", "Bearer new"]


def test_the_token_may_go_in_another_header(server, make_client):
    make_client(token=Token("s3cret", header="X-Api-Key", scheme="")).get("/orders")

    assert server.requests[0].headers["X-Api-Key"] == "s3cret"
    assert "Authorization" not in server.requests[0].headers


def test_without_a_token_nothing_is_sent(server, client, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))

    client.get("/orders")

    assert "Authorization" not in server.requests[0].headers


def test_the_token_is_in_no_log_message_or_repr(server, make_client, caplog):
    caplog.set_level(logging.DEBUG)
    server.answers.extend([Answer(503)] * 3)
    client = make_client(token=Token("s3cret"))

    with pytest.raises(ServerError) as caught:
        client.get("/orders", params={"q": "pr1vate"})

    objects = [client, client._session, client._session.auth, caught.value]
    told = "".join(repr(vars(thing)) for thing in objects[:2] + objects[3:])
    own = [r.getMessage() for r in caplog.records if not r.name.startswith("urllib3")]
    assert "attempt 2 in 0.20 s" in own[0]
    assert "s3cret" not in caplog.text + told + repr(objects)
    assert "pr1vate" not in "".join(own) + told + str(caught.value)


def test_hooks_are_told_every_attempt(server, client, attempts):
    server.answers.append(Answer(503))

    answer = client.get("/orders/7", route="/orders/{number}")

    first, second = attempts
    assert (first.number, first.status_code, first.retrying) == (1, 503, True)
    assert (second.number, second.status_code, second.retrying) == (2, 200, False)
    assert isinstance(first.error, ServerError)
    assert second.error is None
    assert second.route == "/orders/{number}"
    assert second.host == server.url.removeprefix("http://")
    assert second.method == "GET"
    assert second.request_id == answer.request_id
    assert second.seconds > 0


def test_hooks_are_told_of_a_lost_connection(server, client, attempts):
    server.answers.append(Answer(drop=True))

    with pytest.raises(ConnectionFailed) as caught:
        client.post("/orders")

    assert attempts[0].error is caught.value
    assert attempts[0].status_code is None


def test_a_hook_that_fails_harms_no_call(make_client, caplog):
    client = make_client(hooks=[lambda attempt: 1 / 0])

    assert client.get("/orders").status_code == 200
    assert "ZeroDivisionError" in caplog.text
