"""Callers prove who they are by a token from outside: a signed JSON Web Token (RFC 7519)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import jwt
from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import APIException, AuthenticationFailed
from rest_framework.request import Request

from main import backends


@dataclass(frozen=True)
class Caller:
    """Who calls, as the token says; there is no table of users."""

    subject: str
    name: str
    scopes: frozenset[str]
    is_authenticated: ClassVar[bool] = True


class KeysUnavailable(APIException):
    status_code = 503
    default_detail = "The token can't be checked at the moment."


class TokenAuthentication(BaseAuthentication):
    """Checks `Authorization: Bearer …`: signature, issuer, audience and expiry."""

    def authenticate(self, request: Request) -> tuple[Caller, str] | None:
        scheme, _, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        claims = _checked_claims(token.strip())
        backends.use_token(token.strip())
        scopes = frozenset(str(claims.get("scope", "")).split())
        return Caller(claims["sub"], claims.get("name", claims["sub"]), scopes), token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def _checked_claims(token: str) -> dict[str, Any]:
    try:
        key = _keys(settings.TOKEN_KEYS_URL).get_signing_key_from_jwt(token)
        return jwt.decode(
            token,
            key,
            algorithms=settings.TOKEN_ALGORITHMS,
            audience=settings.TOKEN_AUDIENCE,
            issuer=settings.TOKEN_ISSUER,
            options={"require": ["aud", "exp", "iss", "sub"]},
        )
    except jwt.PyJWKClientConnectionError as error:
        raise KeysUnavailable from error
    except jwt.PyJWTError as error:
        raise AuthenticationFailed(f"The token is not valid: {error}") from error


@lru_cache
def _keys(url: str) -> jwt.PyJWKClient:
    """Returns the issuer's keys; they are fetched again every five minutes."""
    return jwt.PyJWKClient(url, lifespan=300, timeout=5)


class TokenAuthenticationScheme(OpenApiAuthenticationExtension):
    """Describes the token on the OpenAPI page."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
