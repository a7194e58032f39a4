import time
import uuid

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
from rest_framework.test import APIClient


class Issuer:
    """Whoever signs tokens: its key, and the address of the public half of it."""

    def __init__(self, settings, server):
        self.settings = settings
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = {**ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True), "kid": "first"}
        server.expect_request("/keys").respond_with_json({"keys": [{**public, "use": "sig"}]})
        # A query of its own, so that the keys of another test aren't remembered.
        self.keys_url = server.url_for(f"/keys?{uuid.uuid4()}")

    def token(self, key=None, algorithm="ES256", **claims):
        claims = {
            "iss": self.settings.TOKEN_ISSUER,
            "aud": self.settings.TOKEN_AUDIENCE,
            "exp": time.time() + 60,
            "sub": "ann",
            **claims,
        }
        known = {name: value for name, value in claims.items() if value is not None}
        key = None if algorithm == "none" else key or self.key
        return jwt.encode(known, key, algorithm=algorithm, headers={"kid": "first"})


@pytest.fixture
def issuer(settings, httpserver):
    issuer = Issuer(settings, httpserver)
    settings.TOKEN_KEYS_URL = issuer.keys_url
    return issuer


@pytest.fixture
def client():
    return APIClient()


@pytest.fixture
def signed_in(client, issuer):
    """Returns a client with the token of somebody."""

    def sign_in(**claims):
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {issuer.token(**claims)}")
        return client

    return sign_in
