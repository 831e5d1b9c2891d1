"""JSON Web Tokens that an application signs itself, with a secret that it shares with the register.

All are HS256. Whose secret has to prove one is in its claim ``client_id``:

- none: management information, ``MANAGEMENTINFORMATIE_API_KEY``, claims ``iat`` and ``exp``;
- ``KISS_CLIENT_ID``: the KISS backend, ``KISS_CLIENT_SECRET``, in the ZGW way: ``client_id``,
  ``iss``, ``iat``, ``exp``, ``user_id`` (the employee's e-mail address), ``user_representation``;
- any other: the ``Applicatie`` with that client id. With ``user_id`` it calls on behalf of that
  employee, without for itself.

Contract section 5. The two from the environment take no query, the third takes one.
"""

from collections.abc import Mapping
from typing import Any

import jwt
from django.db import connection
from django.utils import timezone

from contactmomenten.models import Scope
from contactmomenten.models.applicatie import has_access
from contactmomenten.toegang import omgeving
from contactmomenten.toegang.aanroeper import Aanroeper
from contactmomenten.toegang.jwt_claims import LEEWAY, readable_name, refusals_of_jwt
from contactmomenten.toegang.versleuteling import UnreadableSecretError, decrypt_client_secret
from contactmomenten.toegang.weigering import Weigering, WeigeringError

ALGORITHM = "HS256"

# As SQL: this is on the path of every request, and the ORM would take four times as long.
_OF_CLIENT = """
    SELECT naam, client_geheim, scopes, actief, geldig_tot_en_met
    FROM contactmomenten_applicatie WHERE client_id = %s AND client_geheim <> ''
"""


def read(token: str, claimed: Mapping[str, Any]) -> Aanroeper:
    """The caller that the token proves; ``claimed`` is what it says before anything is proved.

    Raises:
        WeigeringError: it proves nothing.
    """
    if "client_id" not in claimed:
        return _management_information(token)
    kiss = omgeving.kiss()
    if kiss and claimed["client_id"] == kiss.client_id:
        return _of_kiss(token, kiss)
    return _of_application(token, claimed["client_id"])


def _management_information(token: str) -> Aanroeper:
    external = omgeving.managementinformatie()
    if external is None:
        raise WeigeringError(Weigering.ONBEKEND)
    _verify(token, external.secret)
    return Aanroeper(applicatie=external.naam, scopes=external.scopes)


def _of_kiss(token: str, kiss: omgeving.Omgevingsapplicatie) -> Aanroeper:
    claims = _verify(token, kiss.secret, "user_id")
    return _on_behalf_of(claims, kiss.naam, kiss.scopes)


def _of_application(token: str, client_id: Any) -> Aanroeper:
    if not isinstance(client_id, str) or not client_id.isprintable():
        raise WeigeringError(Weigering.ONLEESBAAR)
    with connection.cursor() as cursor:
        cursor.execute(_OF_CLIENT, [client_id])
        row = cursor.fetchone()
    if row is None:
        raise WeigeringError(Weigering.ONBEKEND)
    naam, client_geheim, scopes, actief, einde = row
    try:
        claims = _verify(token, decrypt_client_secret(client_geheim))
    except UnreadableSecretError:
        raise WeigeringError(Weigering.GEHEIM_ONLEESBAAR, applicatie=naam) from None
    except WeigeringError as refusal:
        raise WeigeringError(refusal.reason, applicatie=naam) from None
    if not has_access(actief, einde, timezone.localdate()):
        raise WeigeringError(Weigering.APPLICATIE_GEEN_TOEGANG, applicatie=naam)
    granted = frozenset(Scope(name) for name in scopes)
    if claims.get("user_id") is None:
        return Aanroeper(applicatie=naam, scopes=granted)
    return _on_behalf_of(claims, naam, granted)


def _on_behalf_of(claims: dict[str, Any], naam: str, scopes: frozenset[Scope]) -> Aanroeper:
    email = readable_name(claims["user_id"])
    if email is None:
        raise WeigeringError(Weigering.CLAIM, applicatie=naam)
    return Aanroeper(applicatie=naam, medewerker=email, emailadres=email, scopes=scopes)


def _verify(token: str, secret: str, *required: str) -> dict[str, Any]:
    """The claims of a token that is signed with this secret and valid now."""
    with refusals_of_jwt():
        return jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            leeway=LEEWAY,
            options={"require": ["exp", *required], "verify_iat": False, "verify_aud": False},
        )
