"""DELETE: the record is gone, and so is all that it ever held."""

import pytest
from django.test import Client

from contactmomenten.models import Contactmomentdetail, Scope, Wijziging
from tests.api.schrijven import UUID_1, assert_problem, delete, faults, patch, put, send, url_of
from tests.database import dump
from tests.factories import client_with, contactmomentdetail, invoer

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one


def test_it_leaves_nothing_but_that_it_happened(schrijver: Client) -> None:
    secret = {"vraag": "Geheim 1", "bronnen": [{"soort": "vac", "titel": "Geheim 2"}]}
    secret["bronnen"][0]["url"] = "https://geheim.example/3"  # type: ignore[index]
    put(schrijver, UUID_1, invoer(1, **secret), X_Audit_Toelichting="Gemaakt")
    patch(schrijver, UUID_1, {"vraag": "Geheim 4", "bronnen": []}, X_Audit_Toelichting="Gewijzigd")
    assert "Geheim 1" in dump()

    response = delete(schrijver, UUID_1, X_Audit_Toelichting="Verzoek van de inwoner")

    assert (response.status_code, response.content) == (204, b"")
    assert response["API-Version"] == "1.1.0"
    left = dump()
    for text in ("Geheim", "geheim", "Gemaakt", "Gewijzigd", "klantcontacten/1"):
        assert text not in left
    last = Wijziging.objects.order_by("nummer").last()
    assert last is not None
    assert last.context == {
        "wie": "Dataplatform",
        "applicatie": "Dataplatform",
        "kanaal": "api",
        "reden": "Verzoek van de inwoner",
    }


def test_it_is_nowhere_any_more(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    delete(schrijver, UUID_1)

    for response in (
        schrijver.get(url_of(UUID_1)),
        schrijver.get(f"{url_of(UUID_1)}/wijzigingen"),
        patch(schrijver, UUID_1, {"vraag": "Anders"}),
        delete(schrijver, UUID_1),
    ):
        assert_problem(response, 404, "contactmomentdetails_unknown")


def test_it_needs_a_right_of_its_own(db: None) -> None:
    record = contactmomentdetail(1)
    others = [scope for scope in Scope if scope != Scope.VERWIJDEREN]

    assert_problem(delete(client_with(*others[:3]), record.uuid), 403, "permission_denied")
    assert delete(client_with(Scope.VERWIJDEREN), record.uuid).status_code == 204


def test_a_parameter_is_refused_and_nothing_is_removed(schrijver: Client) -> None:
    record = contactmomentdetail(1)

    response = schrijver.delete(f"{url_of(record.uuid)}?reden=Daarom")

    assert faults(response) == [("reden", "unknown")]
    assert Contactmomentdetail.objects.exists()


def test_a_body_is_not_read(schrijver: Client) -> None:
    record = contactmomentdetail(1)

    response = send(schrijver, "DELETE", url_of(record.uuid), "{", content_type="text/plain")

    assert response.status_code == 204
