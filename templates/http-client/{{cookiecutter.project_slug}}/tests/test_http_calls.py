"""Calls and answers, over real connections."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from {{ cookiecutter.package_name }} import (
    Client,
    InvalidBody,
)
from {{ cookiecutter.package_name }}.testing import (
    Answer,
)


def test_calls_use_one_connection(server, client):
    for _ in range(5):
        client.get("/orders")
    client.post("/orders", json={})

    assert len(server.requests) == 6
    assert len({request.connection for request in server.requests}) == 1


@pytest.mark.parametrize("status", [204, 304, 404, 500])
def test_an_answer_of_any_status_keeps_the_connection(server, client, status):
    server.answers.append(Answer(status, b""))

    client.get("/orders", expect=[status])
    client.get("/orders")

    first, second = server.requests
    assert first.connection == second.connection


def test_a_closed_client_has_no_connection_left(server, client):
    with client:
        client.get("/orders")
    client.get("/orders")

    first, second = server.requests
    assert first.connection != second.connection


def test_threads_share_the_client(server, client):
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(client.get, [f"/orders/{n}" for n in range(40)]))

    assert {answer.status_code for answer in answers} == {200}
    assert len({request.connection for request in server.requests}) <= 4


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "head"])
def test_every_method_sends_its_name(server, client, method):
    getattr(client, method)("/orders")

    assert server.requests[0].method == method.upper()


def test_the_path_is_below_the_base_url(server, make_client):
    client = make_client(server.url + "/api/")

    client.get("/orders", params={"state": "new & old"})
    client.get("http://elsewhere.example/")

    paths = [request.path for request in server.requests]
    assert paths == ["/api/orders?state=new+%26+old", "/api/http://elsewhere.example/"]


def test_json_and_forms_are_sent_as_such(server, client):
    client.post("/orders", json={"sku": "ä"})
    client.post("/orders", data={"sku": "a b"})

    first, second = server.requests
    assert json.loads(first.body) == {"sku": "ä"}
    assert first.headers["Content-Type"] == "application/json"
    assert second.body == b"sku=a+b"


def test_headers_go_with_every_call(server, make_client):
    client = make_client(headers={"User-Agent": "billing/1.0", "Accept": "text/csv"})

    client.get("/orders", headers={"Accept": "application/json"})

    headers = server.requests[0].headers
    assert headers["User-Agent"] == "billing/1.0"
    assert headers["Accept"] == "application/json"


def test_cookies_are_not_kept(server, client):
    server.answers.append(Answer(headers={"Set-Cookie": "session=1; Path=/"}))

    client.get("/orders")
    client.get("/orders")

    assert "Cookie" not in server.requests[1].headers


def test_an_answer_has_json_text_and_headers(server, client):
    server.answers.append(Answer(body=b'{"name": "\xc3\xa4"}', headers={"X-Page": "2"}))

    answer = client.get("/orders")

    assert answer.json() == {"name": "ä"}
    assert answer.text == '{"name": "ä"}'
    assert answer.headers["x-page"] == "2"
    assert answer.url == server.url + "/orders"


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain; charset=utf-16-le", "ä".encode("utf-16-le"), "ä"),
        ("text/plain; charset=unheard-of", "ä".encode(), "ä"),
        ("text/plain", "ä".encode(), "ä"),
        ("application/octet-stream", b"\xff", "\ufffd"),
    ],
)
def test_text_is_decoded_as_the_server_says(server, client, kind, body, text):
    server.answers.append(Answer(body=body, headers={"Content-Type": kind}))

    assert client.get("/orders").text == text


def test_a_compressed_answer_is_unpacked(server, client):
    content = b"[" + b"1," * 500_000 + b"1]"
    packed = Answer(body=gzip.compress(content), headers={"Content-Encoding": "gzip"})
    server.answers.append(packed)

    assert client.get("/orders").content == content


def test_an_answer_in_chunks_is_joined(server, client):
    chunks = b"3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"
    headers = {"Transfer-Encoding": "chunked"}
    server.answers.append(Answer(body=chunks, headers=headers))

    assert client.get("/orders").json() == [1, 2]


def test_a_body_that_is_not_json_is_an_error(server, client):
    server.answers.append(Answer(body=b"<html>"))

    with pytest.raises(InvalidBody, match="/orders: the body isn't JSON"):
        client.get("/orders").json()


@pytest.mark.parametrize(
    "base_url",
    ["", "orders", "ftp://orders", "http:///x", "http://a:b@orders", "http://orders?x"],
)
def test_a_base_url_has_to_be_a_plain_one(base_url):
    with pytest.raises(ValueError, match="base_url has to be"):
        Client(base_url)
