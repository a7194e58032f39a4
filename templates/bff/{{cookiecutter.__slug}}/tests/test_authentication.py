import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from main import backends


def test_the_token_says_who_calls(signed_in):
    answer = signed_in(name="Ann Example", scope="orders:write orders:read").get("/api/me")
    assert answer.json() == {
        "subject": "ann",
        "name": "Ann Example",
        "scopes": ["orders:read", "orders:write"],
    }


def test_without_a_name_the_subject_is_shown(signed_in):
    assert signed_in().get("/api/me").json()["name"] == "ann"


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": ""}])
def test_without_a_token_nothing_is_answered(client, issuer, header):
    answer = client.get("/api/me", headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": time.time() - 60},
        {"exp": None},
        {"iss": "https://somebody.example.com"},
        {"aud": "another-front-end"},
        {"aud": None},
        {"sub": None},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"key": "a shared secret that is long enough", "algorithm": "HS256"},
        {"algorithm": "none"},
    ],
)
def test_a_token_that_is_not_valid_is_refused(signed_in, claims):
    answer = signed_in(**claims).get("/api/me")
    assert answer.status_code == 401
    assert answer.json()["detail"].startswith("The token is not valid: ")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a b", "\xe4"])
def test_a_malformed_token_is_refused(client, issuer, token):
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert client.get("/api/me").status_code == 401


def test_when_the_keys_are_away_the_caller_may_try_again(signed_in, httpserver):
    httpserver.clear()
    httpserver.expect_request("/keys").respond_with_data("", status=502)
    assert signed_in().get("/api/me").status_code == 503


def test_the_token_is_forgotten_with_the_request(signed_in):
    signed_in().get("/api/me")
    assert backends.current_token() == ""
