"""The identityprovider itself, before other tests rely on it."""

import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests

from tests.identityprovider.aanmelden import cancel_log_in, log_in, log_out, new_session
from tests.identityprovider.proces import (
    ANDER_SYSTEEM,
    AUTHORIZATION,
    CLIENT_ID,
    DISCOVERY,
    END_SESSION,
    JWKS,
    USERINFO,
    IdentityProvider,
    Medewerker,
)

KIM = Medewerker("kim", "k.medewerker", ("contactmomenten-lezen", "beheer"), "kim@gemeente.example")
SAM = Medewerker("sam", "s.medewerker")

TERUG = "http://testserver/oidc/callback/"
UITGELOGD = "http://testserver/"


@pytest.fixture(autouse=True)
def medewerkers(identityprovider: IdentityProvider) -> None:
    """Two people at work, and the register that they log in to."""
    identityprovider.set_medewerkers(KIM, SAM)
    identityprovider.set_redirects(TERUG, na_uitloggen=(UITGELOGD,))


def get(identityprovider: IdentityProvider, path: str, **options: Any) -> requests.Response:
    with new_session() as session:
        return session.get(f"{identityprovider.authority}{path}", timeout=30, **options)


def verified(
    identityprovider: IdentityProvider, token: str, audience: str = CLIENT_ID
) -> dict[str, Any]:
    """The claims of a token that the published keys signed."""
    keys = jwt.PyJWKSet.from_dict(get(identityprovider, JWKS).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token, key, audience=audience, issuer=identityprovider.authority
    )
    return claims


def authorization_url(identityprovider: IdentityProvider, **changes: str) -> str:
    query = {
        "client_id": CLIENT_ID,
        "response_type": "code",
        "scope": "openid email profile",
        "redirect_uri": TERUG,
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        "state": "abc",
    }
    return f"{identityprovider.authority}{AUTHORIZATION}?{urlencode(query | changes)}"


def answer(url: str) -> dict[str, str]:
    return {name: value for name, [value] in parse_qs(urlsplit(url).query).items()}


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_both_tokens_are_signed_and_have_the_claims(
    identityprovider: IdentityProvider, algorithm: str
) -> None:
    identityprovider.set_algorithm(algorithm)
    tokens = identityprovider.tokens(KIM.sub)
    for token in (tokens["access_token"], tokens["id_token"]):
        claims = verified(identityprovider, token)
        assert jwt.get_unverified_header(token)["alg"] == algorithm
        assert claims["sub"] == "kim"
        assert claims["email"] == "kim@gemeente.example"
        assert claims["preferred_username"] == "k.medewerker"
        assert claims["roles"] == ["contactmomenten-lezen", "beheer"]
        assert claims["realm_access"] == {"roles": ["contactmomenten-lezen", "beheer"]}


def test_without_an_email_there_is_no_such_claim(identityprovider: IdentityProvider) -> None:
    assert "email" not in verified(identityprovider, identityprovider.access_token(SAM.sub))
    assert "email" not in verified(identityprovider, identityprovider.id_token(SAM.sub))


def test_another_client_gets_another_audience(identityprovider: IdentityProvider) -> None:
    token = identityprovider.access_token(KIM.sub, client=ANDER_SYSTEEM)
    assert verified(identityprovider, token, ANDER_SYSTEEM)["client_id"] == ANDER_SYSTEEM


def test_withdrawn_roles_are_not_in_the_next_token(identityprovider: IdentityProvider) -> None:
    identityprovider.access_token(KIM.sub)
    identityprovider.set_medewerkers(Medewerker("kim", "k.medewerker", ("beheer",)))
    assert verified(identityprovider, identityprovider.access_token("kim"))["roles"] == ["beheer"]


def test_rotation_withdraws_the_old_keys_or_keeps_them(identityprovider: IdentityProvider) -> None:
    first = identityprovider.access_token(KIM.sub)
    identityprovider.rotate_keys(keep=True)
    second = identityprovider.access_token(KIM.sub)
    assert verified(identityprovider, first)
    assert verified(identityprovider, second)
    kids = {jwt.get_unverified_header(token)["kid"] for token in (first, second)}
    assert len(kids) == 2
    identityprovider.rotate_keys()
    assert kids.isdisjoint(key["kid"] for key in get(identityprovider, JWKS).json()["keys"])


def test_published_keys_are_public(identityprovider: IdentityProvider) -> None:
    keys = get(identityprovider, JWKS).json()["keys"]
    assert [key["alg"] for key in keys] == ["RS256", "ES256"]
    assert not any("d" in key for key in keys)


def test_slow_is_slow_where_asked_and_nowhere_else(identityprovider: IdentityProvider) -> None:
    identityprovider.slow(3)
    with pytest.raises(requests.Timeout), new_session() as session:
        session.get(f"{identityprovider.authority}{DISCOVERY}", timeout=0.5)
    begin = time.monotonic()
    assert identityprovider.access_token(KIM.sub)
    assert time.monotonic() - begin < 3
    assert get(identityprovider, JWKS).status_code == 200
    assert time.monotonic() - begin > 3


def test_requests_are_counted_also_over_a_restart(identityprovider: IdentityProvider) -> None:
    before = identityprovider.requests_for(JWKS)
    get(identityprovider, f"{JWKS}?x=1")
    identityprovider.stop()
    with pytest.raises(requests.ConnectionError):
        get(identityprovider, JWKS)
    identityprovider.start()
    get(identityprovider, JWKS)
    assert identityprovider.requests_for(JWKS) == before + 2


def test_a_token_expires(identityprovider: IdentityProvider) -> None:
    identityprovider.set_token_lifetime(40)
    claims = verified(identityprovider, identityprovider.access_token(KIM.sub))
    assert claims["exp"] - claims["iat"] == 40


def test_userinfo_is_for_opaque_tokens(identityprovider: IdentityProvider) -> None:
    header = {"Authorization": f"Bearer {identityprovider.access_token(KIM.sub)}"}
    assert get(identityprovider, USERINFO, headers=header).status_code == 401
    identityprovider.set_opaque(True)
    header = {"Authorization": f"Bearer {identityprovider.access_token(KIM.sub)}"}
    assert get(identityprovider, USERINFO, headers=header).json() == {
        "sub": "kim",
        "email": "kim@gemeente.example",
        "preferred_username": "k.medewerker",
        "roles": ["contactmomenten-lezen", "beheer"],
        "realm_access": {"roles": ["contactmomenten-lezen", "beheer"]},
    }


def test_a_session_lasts_until_logging_out(identityprovider: IdentityProvider) -> None:
    url = authorization_url(identityprovider)
    silent = authorization_url(identityprovider, prompt="none")
    end = {"client_id": CLIENT_ID, "post_logout_redirect_uri": UITGELOGD, "state": "xyz"}
    with new_session() as session:
        back = log_in(session, url, KIM.sub)
        assert back.startswith(f"{TERUG}?")
        assert answer(back)["state"] == "abc"
        assert "code" in answer(log_in(session, silent, KIM.sub))
        end_url = f"{identityprovider.authority}{END_SESSION}?{urlencode(end)}"
        assert log_out(session, end_url) == f"{UITGELOGD}?state=xyz"
        assert answer(log_in(session, silent, KIM.sub))["error"] == "login_required"
        assert log_out(session, end_url) == f"{UITGELOGD}?state=xyz"


def test_logging_in_again_as_somebody_else(identityprovider: IdentityProvider) -> None:
    with new_session() as session:
        log_in(session, authorization_url(identityprovider), KIM.sub)
        again = authorization_url(identityprovider, prompt="login consent")
        assert "code" in answer(log_in(session, again, SAM.sub))


def test_somebody_who_left_has_to_log_in(identityprovider: IdentityProvider) -> None:
    with new_session() as session:
        log_in(session, authorization_url(identityprovider), KIM.sub)
        identityprovider.set_medewerkers(SAM)
        silent = authorization_url(identityprovider, prompt="none")
        assert answer(log_in(session, silent, KIM.sub))["error"] == "login_required"


def test_logging_in_can_be_cancelled(identityprovider: IdentityProvider) -> None:
    with new_session() as session:
        back = cancel_log_in(session, authorization_url(identityprovider))
        assert answer(back)["error"] == "access_denied"


@pytest.mark.parametrize(
    "changes", [{"redirect_uri": "http://elders.example/"}, {"client_id": "onbekend"}]
)
def test_an_unknown_register_is_refused_here(
    identityprovider: IdentityProvider, changes: dict[str, str]
) -> None:
    with new_session() as session:
        response = session.get(authorization_url(identityprovider, **changes), timeout=30)
        assert response.status_code == 400


def test_pkce_is_required(identityprovider: IdentityProvider) -> None:
    url = authorization_url(identityprovider, code_challenge="", code_challenge_method="")
    with new_session() as session:
        assert answer(log_in(session, url, KIM.sub))["error"] == "invalid_request"
