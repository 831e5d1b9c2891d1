"""Access tokens of employees on the KISS endpoints, from a real identity provider process."""

import time

import pytest
from pytest_django import Settings

from contactmomenten.models import Contactmomentdetail
from contactmomenten.toegang.weigering import Weigering
from tests.factories import ALLES, DETAILS_URL, FAQ_URL, RAPPORT_URL, bearer, body, opslaan
from tests.identityprovider.proces import JWKS, IdentityProvider, Medewerker
from tests.toegang.tokens import reason
from tests.toegang.uitgever import Uitgever

pytestmark = pytest.mark.django_db

KCM = Medewerker("kcm-1", "kcm", ("Klantcontactmedewerker",), "kcm@gemeente.example")


def test_an_access_token_works_on_the_kiss_endpoints(idp: IdentityProvider) -> None:
    idp.set_medewerkers(KCM)
    client = bearer(idp.access_token("kcm-1"))

    assert opslaan(client, body(1, emailadresKcm="ander@gemeente.example")).status_code == 200
    shown = client.get(DETAILS_URL, {"id": body(1)["id"]}).json()
    assert shown["emailadresKcm"] == "kcm@gemeente.example"
    assert client.get(FAQ_URL).json() == ["Vraag 1"]
    assert client.get(RAPPORT_URL, ALLES).status_code == 403


def test_without_any_name_no_address_is_kept(uitgever: Uitgever) -> None:
    token = uitgever.token(email=None)
    assert opslaan(bearer(token), body(1)).status_code == 200

    assert Contactmomentdetail.objects.get().emailadres_kcm is None


def test_without_an_identity_provider_no_token_of_an_employee_works(
    uitgever: Uitgever, settings: Settings
) -> None:
    settings.OIDC_AUTHORITY = ""

    assert reason(uitgever.token()) is Weigering.ONBEKEND


def test_somebody_whose_name_cannot_be_kept_is_refused(uitgever: Uitgever) -> None:
    assert reason(uitgever.token(email=None, sub="a\0b")) is Weigering.CLAIM


def test_without_an_email_the_user_name_is_kept(idp: IdentityProvider) -> None:
    idp.set_medewerkers(Medewerker("kcm-2", "k.cm", ("Klantcontactmedewerker",)))

    assert opslaan(bearer(idp.access_token("kcm-2")), body(1)).status_code == 200
    assert Contactmomentdetail.objects.get().emailadres_kcm == "k.cm"


def test_with_es256_and_roles_as_keycloak_has_them(
    idp: IdentityProvider, settings: Settings
) -> None:
    settings.OIDC_ROLE_CLAIM = ["realm_access.roles"]
    idp.set_algorithm("ES256")
    idp.set_medewerkers(KCM)

    assert bearer(idp.access_token("kcm-1")).get(FAQ_URL).status_code == 200


def test_tokens_that_are_not_for_us_are_refused(idp: IdentityProvider) -> None:
    idp.set_medewerkers(KCM)

    assert bearer(idp.id_token("kcm-1")).get(FAQ_URL).status_code == 401
    other = idp.access_token("kcm-1", client="ander-systeem")
    assert bearer(other).get(FAQ_URL).status_code == 401
    idp.set_opaque(True)
    assert bearer(idp.access_token("kcm-1")).get(FAQ_URL).status_code == 401


def test_keys_rotate_while_we_run(idp: IdentityProvider) -> None:
    idp.set_medewerkers(KCM)
    old = bearer(idp.access_token("kcm-1"))
    assert old.get(FAQ_URL).status_code == 200

    idp.rotate_keys()

    new = bearer(idp.access_token("kcm-1"))
    before = idp.requests_for(JWKS)
    assert new.get(FAQ_URL).status_code == 200
    assert idp.requests_for(JWKS) == before + 1
    assert old.get(FAQ_URL).status_code == 401


def test_a_provider_that_is_away_or_slow_stops_nobody_who_has_a_token(
    idp: IdentityProvider,
) -> None:
    idp.set_medewerkers(KCM)
    client = bearer(idp.access_token("kcm-1"))
    assert client.get(FAQ_URL).status_code == 200

    idp.slow(10)
    begin = time.perf_counter()
    assert client.get(FAQ_URL).status_code == 200
    assert time.perf_counter() - begin < 5  # of the 10 that the provider takes
    idp.stop()
    assert opslaan(client, body(1)).status_code == 200
