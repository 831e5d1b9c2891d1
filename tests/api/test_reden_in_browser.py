"""Whoever tries the API out in the browser of the admin says why: it is a person who corrects."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from contactmomenten import geschiedenis
from contactmomenten.models import Contactmomentdetail
from tests.api.schrijven import UUID_1, delete, faults, patch, post, put
from tests.factories import contactmomentdetail, invoer

pytestmark = pytest.mark.django_db(transaction=True)

REDEN = "X-Audit-Toelichting"


@pytest.fixture
def browser(db: None) -> Client:
    """A beheerder who is logged in to the admin."""
    client = Client(raise_request_exception=False)
    client.force_login(
        User.objects.create_superuser("beheerder", "beheerder@gemeente.example"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.mark.parametrize(
    ("reden", "code"),
    [(None, "required"), ("", "unreadable"), (" ", "unreadable"), ("\t", "unreadable")],
)
def test_without_a_reason_nothing_is_written(browser: Client, reden: str | None, code: str) -> None:
    record = contactmomentdetail(1)
    headers = {} if reden is None else {"X_Audit_Toelichting": reden}

    for response in (
        post(browser, invoer(2), **headers),
        put(browser, record.uuid, invoer(1), **headers),
        put(browser, UUID_1, invoer(2), **headers),
        patch(browser, record.uuid, {"vraag": "Anders"}, **headers),
        delete(browser, record.uuid, **headers),
    ):
        assert faults(response) == [(REDEN, code)]

    assert Contactmomentdetail.objects.get().gewijzigd_op == record.gewijzigd_op


def test_it_is_asked_together_with_all_else(browser: Client) -> None:
    assert faults(post(browser, invoer(1, vraag=""))) == [(REDEN, "required"), ("vraag", "blank")]


def test_with_a_reason_it_is_in_the_history_as_theirs(browser: Client) -> None:
    record = contactmomentdetail(1)

    response = patch(browser, record.uuid, {"vraag": "Anders"}, X_Audit_Toelichting=" Tikfout ")

    assert response.status_code == 200
    changed, _ = geschiedenis.of_record(record.uuid)
    assert (changed.medewerker, changed.applicatie) == ("beheerder@gemeente.example", None)
    assert (changed.kanaal, changed.reden) == ("api", "Tikfout")


def test_an_application_need_not_say_why(schrijver: Client) -> None:
    record = contactmomentdetail(1)

    assert patch(schrijver, record.uuid, {"vraag": "Anders"}).status_code == 200

    assert geschiedenis.of_record(record.uuid)[0].reden == ""
