"""The identityprovider of the tests: a real OpenID Connect provider in a process of its own.

The protocol is that of the certified library ``oidc-provider``, which ``server.mjs`` configures.
What differs between tests goes to that process in a file, which it reads at every request.
"""

import json
import secrets
import shutil
import socket
import subprocess
import time
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from tests.identityprovider.aanmelden import TIMEOUT, log_in, new_session

FOLDER = Path(__file__).resolve().parent
NOT_INSTALLED = (
    "de identityprovider voor de tests is niet geïnstalleerd: "
    "npm ci --prefix tests/identityprovider (met Node.js 20.19 of nieuwer)"
)

CLIENT_ID = "kiss-register"
CLIENT_SECRET = "client-secret-of-the-register-only-for-the-tests"
ANDER_SYSTEEM = "ander-systeem"
OWN_REDIRECT_URI = "http://localhost/terug"  # nothing listens there: the code is in the address

AUTHORIZATION = "/auth"
TOKEN = "/token"
USERINFO = "/me"
JWKS = "/jwks"
END_SESSION = "/session/end"
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Medewerker:
    """Somebody who can log in. Without an email, no token has that claim."""

    sub: str
    preferred_username: str
    rollen: tuple[str, ...] = ()
    email: str | None = None


class IdentityProvider:
    """The process, from ``start`` to ``stop``. Its sessions end with it; its settings do not."""

    def __init__(self, folder: Path) -> None:
        """Keep the files that the process reads and writes in a folder."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._control_file = folder / "control.json"
        self._request_log = folder / "requests.log"
        self._output = folder / "output.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._request_log.touch()
        self._control: dict[str, Any] = {}
        self.reset()

    @property
    def authority(self) -> str:
        """The issuer, under which all its addresses are."""
        return f"http://localhost:{self.port}"

    @property
    def runs(self) -> bool:
        """Whether it was started and not stopped since."""
        return self._process is not None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start, also again: on the same port, and nobody is logged in."""
        assert self._process is None, "the identityprovider runs already"
        command = ["node", "server.mjs", str(self.port)]
        command += [str(self._control_file), str(self._request_log)]
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=output, stderr=output
            )
        deadline = time.monotonic() + 60
        while not self._listens():
            assert self._process.poll() is None, self._output.read_text()
            assert time.monotonic() < deadline, "the identityprovider does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop, at once: whoever waits for an answer gets none."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.communicate(timeout=20)  # which also closes the pipe

    def reset(self) -> None:
        """Back to nobody, no redirects, new keys and an ordinary pace."""
        clients = {CLIENT_ID: CLIENT_SECRET, ANDER_SYSTEEM: secrets.token_urlsafe()}
        self._control = {
            "medewerkers": [],
            "clients": [
                {
                    "client_id": name,
                    "client_secret": secret,
                    "audience": name,
                    # As KISS does it; the library itself expects "basic".
                    "token_endpoint_auth_method": "client_secret_post",
                    "redirect_uris": [OWN_REDIRECT_URI],
                    "post_logout_redirect_uris": [],
                }
                for name, secret in clients.items()
            ],
            "slow": {},
            "token_lifetime": 300,
            "algorithm": "RS256",
            "opaque": False,
        }
        self.rotate_keys()

    def set_medewerkers(self, *medewerkers: Medewerker) -> None:
        """From now on these, with these roles: the next token has them."""
        self._set(medewerkers=[asdict(medewerker) for medewerker in medewerkers])

    def set_redirects(self, *redirect_uris: str, na_uitloggen: tuple[str, ...] = ()) -> None:
        """Where the register is sent back to after logging in, and after logging out."""
        client = self._client(CLIENT_ID)
        client["redirect_uris"] = [OWN_REDIRECT_URI, *redirect_uris]
        client["post_logout_redirect_uris"] = list(na_uitloggen)
        self._set()

    def rotate_keys(self, *, keep: bool = False) -> None:
        """Sign with new keys; the old ones stay published only if kept."""
        old = self._control["jwks"]["keys"] if keep else []
        rsa_key = RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 2048), as_dict=True)
        ec_key = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()), as_dict=True)
        rsa_key.pop("key_ops")  # of PyJWT; says the same as the use below, not to be combined
        new = [
            rsa_key | {"use": "sig", "alg": "RS256", "kid": secrets.token_hex(8)},
            ec_key | {"use": "sig", "alg": "ES256", "kid": secrets.token_hex(8)},
        ]
        self._set(jwks={"keys": new + old})

    def set_algorithm(self, algorithm: str) -> None:
        """Sign with RS256 or ES256."""
        self._set(algorithm=algorithm)

    def set_audience(self, audience: str) -> None:
        """What access tokens for the register have as ``aud``."""
        self._client(CLIENT_ID)["audience"] = audience
        self._set()

    def set_token_lifetime(self, seconds: int) -> None:
        """How long the next tokens are valid."""
        self._set(token_lifetime=seconds)

    def set_opaque(self, opaque: bool) -> None:
        """Give access tokens that are no JWT, the only ones that the userinfo endpoint takes."""
        self._set(opaque=opaque)

    def slow(self, seconds: float, *paths: str) -> None:
        """Let these paths answer only after a while: discovery and JWKS if none is named."""
        self._set(slow=dict.fromkeys(paths or (DISCOVERY, JWKS), seconds))

    def requests_for(self, path: str) -> int:
        """How many requests came for a path, since the very first start."""
        return self._request_log.read_text().splitlines().count(path)

    def access_token(self, sub: str, *, client: str = CLIENT_ID) -> str:
        """An access token, for which a medewerker just logged in."""
        return str(self.tokens(sub, client=client)["access_token"])

    def id_token(self, sub: str, *, client: str = CLIENT_ID) -> str:
        """An ID token, for which a medewerker just logged in."""
        return str(self.tokens(sub, client=client)["id_token"])

    def tokens(self, sub: str, *, client: str = CLIENT_ID) -> dict[str, Any]:
        """The answer of the token endpoint, after an authorization code flow with PKCE."""
        verifier = secrets.token_urlsafe(48)
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        state = secrets.token_urlsafe()
        query = {
            "client_id": client,
            "response_type": "code",
            "scope": "openid email profile",
            "redirect_uri": OWN_REDIRECT_URI,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "state": state,
            "nonce": secrets.token_urlsafe(),
        }
        with new_session() as session:
            back = log_in(session, f"{self.authority}{AUTHORIZATION}?{urlencode(query)}", sub)
            answer = parse_qs(urlsplit(back).query)
            assert answer.get("state") == [state], back
            assert "code" in answer, back
            data = {
                "grant_type": "authorization_code",
                "code": answer["code"][0],
                "redirect_uri": OWN_REDIRECT_URI,
                "code_verifier": verifier,
            }
            data |= {"client_id": client, "client_secret": self._client(client)["client_secret"]}
            response = session.post(f"{self.authority}{TOKEN}", data, timeout=TIMEOUT)
        assert response.status_code == 200, response.text
        tokens: dict[str, Any] = response.json()
        return tokens

    def _client(self, client_id: str) -> dict[str, Any]:
        clients: list[dict[str, Any]] = self._control["clients"]
        return next(client for client in clients if client["client_id"] == client_id)

    def _set(self, **changes: Any) -> None:
        """Change the settings; the process sees the old ones or the new ones, never a half."""
        self._control |= changes
        new = self._control_file.with_suffix(".new")
        new.write_text(json.dumps(self._control))
        new.replace(self._control_file)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


def is_installed() -> bool:
    """Whether the provider can start here."""
    return shutil.which("node") is not None and (FOLDER / "node_modules" / "oidc-provider").is_dir()
