"""The two documents that an identity provider publishes, served over HTTP, and its signature.

For tokens that a real provider would never sign, and for a provider that is slow, away or confused
at just the right moment. Logging in is tested with a real one (tests/identityprovider).
"""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from tests.toegang.server import serve_anything

CLIENT_ID = "kiss-register"
DISCOVERY = "/.well-known/openid-configuration"
JWKS = "/jwks"


class Uitgever:
    """Serves on loopback; what it answers can be changed while it runs."""

    def __init__(self, port: int) -> None:
        self.authority = f"http://localhost:{port}"
        self.hits: dict[str, int] = {DISCOVERY: 0, JWKS: 0}
        self.answering = threading.Event()  # cleared: it lets everybody wait
        self.answering.set()
        self.configuration: dict[str, Any] = {}  # changes to the discovery document
        self.broken: bytes | None = None  # what it answers instead of the documents
        self.use(*_first_keys())

    def rotate(self) -> None:
        """New keys; the old ones are gone."""
        self.use(*_new_keys())

    def use(self, rsa_key: rsa.RSAPrivateKey, ec_key: ec.EllipticCurvePrivateKey) -> None:
        """Sign with these, and publish them."""
        self.rsa_key, self.ec_key = rsa_key, ec_key
        self.kids = {"RS256": secrets.token_hex(8), "ES256": secrets.token_hex(8)}

    def documents(self) -> dict[str, Any]:
        """What is published now, by path."""
        public = {
            "RS256": RSAAlgorithm.to_jwk(self.rsa_key.public_key(), as_dict=True),
            "ES256": ECAlgorithm.to_jwk(self.ec_key.public_key(), as_dict=True),
        }
        keys = [
            {**jwk, "kid": self.kids[algorithm], "alg": algorithm, "use": "sig"}
            for algorithm, jwk in public.items()
        ]
        configuration = {
            "issuer": self.authority,
            "jwks_uri": f"{self.authority}{JWKS}",
            "authorization_endpoint": f"{self.authority}/auth",
            "token_endpoint": f"{self.authority}/token",
            "end_session_endpoint": f"{self.authority}/end",
        }
        return {DISCOVERY: configuration | self.configuration, JWKS: {"keys": keys}}

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Give the document at this address, once it answers at all."""
        self.hits[request.path] = self.hits.get(request.path, 0) + 1
        self.answering.wait(30)
        document = self.broken or json.dumps(self.documents()[request.path]).encode()
        request.send_response(200)
        request.end_headers()
        request.wfile.write(document)

    def token(
        self,
        *,
        algorithm: str = "RS256",
        key: Any = None,
        headers: dict[str, Any] | None = None,
        **changes: Any,
    ) -> str:
        """An access token of a KCM; a change to None leaves a claim out."""
        now = datetime.now(UTC)
        claims = {
            "iss": self.authority,
            "aud": CLIENT_ID,
            "sub": "b6b1c9e2",
            "email": "kcm@gemeente.example",
            "roles": ["Klantcontactmedewerker"],
            "iat": now,
            "exp": now + timedelta(minutes=5),
        } | changes
        own: dict[str, Any] = {"RS256": self.rsa_key, "ES256": self.ec_key}
        return jwt.encode(
            {name: value for name, value in claims.items() if value is not None},
            key or own[algorithm],
            algorithm,
            headers={
                name: value
                for name, value in ({"kid": self.kids.get(algorithm)} | (headers or {})).items()
                if value is not None
            },
        )


def _new_keys() -> tuple[rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey]:
    return rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())


# Making a key takes longer than most tests.
_first_keys = cache(_new_keys)


@contextmanager
def serve() -> Iterator[Uitgever]:
    """Publish until the end of the block."""
    with serve_anything() as server:
        uitgever = Uitgever(server.port)
        server.answer = uitgever.answer
        try:
            yield uitgever
        finally:
            uitgever.answering.set()
