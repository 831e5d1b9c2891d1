"""Removing a record in the admin: with the right, a reason, and after seeing what goes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from contactmomenten import services
from contactmomenten.models import (
    Bron,
    Bronversie,
    Contactmomentdetail,
    Contactmomentdetailversie,
    Wijziging,
)
from contactmomenten.services import Herkomst, Kanaal
from tests.admin.formulier import LIST, correct
from tests.database import just_before
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


def removal_of(record: Contactmomentdetail) -> str:
    return reverse("admin:contactmomenten_contactmomentdetail_delete", args=[record.pk])


def remove(client: Client, record: Contactmomentdetail, **changes: str) -> Any:
    sent = {"reden": "Hoort hier niet", "versie": record.gewijzigd_op.isoformat()}
    return client.post(removal_of(record), sent | changes)


def test_the_page_shows_what_goes_and_what_stays(beheerder: Client) -> None:
    record = contactmomentdetail(1, bronnen=2, vraag="Afvalpas aanvragen")
    correct(beheerder, record, vraag="Afvalpas")

    html = beheerder.get(removal_of(record)).content.decode()

    for tekst in ("03-02-2026 10:18:02", "Afvalpas", "Artikel 0", "Artikel 1", "1 eerdere versie"):
        assert tekst in html
    assert str(record.uuid) in html


def test_nothing_is_left_but_that_it_is_gone_and_why(beheerder: Client) -> None:
    record = contactmomentdetail(1, bronnen=2)
    correct(beheerder, record, vraag="Andere vraag", **{"bronnen-0-titel": "Andere titel"})
    record.refresh_from_db()

    assert remove(beheerder, record).status_code == 302

    for model in (Contactmomentdetail, Bron, Contactmomentdetailversie, Bronversie):
        assert model._default_manager.count() == 0
    *others, last = Wijziging.objects.order_by("nummer")
    assert (last.soort, last.uuid) == ("verwijderd", record.uuid)
    assert last.context == {
        "wie": "beheerders@gemeente.example",
        "kanaal": "admin",
        "reden": "Hoort hier niet",
    }
    assert {other.context for other in others} == {None}


def test_django_keeps_nothing_of_it_either(beheerder: Client) -> None:
    record = contactmomentdetail(1)
    remove(beheerder, record)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_admin_log")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("reden", ["", " ", "x"])
def test_without_a_reason_nothing_goes(beheerder: Client, reden: str) -> None:
    record = contactmomentdetail(1)

    response = remove(beheerder, record, reden=reden)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Contactmomentdetail.objects.count() == 1


@pytest.mark.django_db(transaction=True)  # a conflict ends the transaction
@pytest.mark.parametrize("versie", ["", "2026-02-03T09:17:02+00:00"])
def test_what_changed_meanwhile_is_looked_at_again(beheerder: Client, versie: str) -> None:
    record = contactmomentdetail(1)

    response = remove(beheerder, record, versie=versie)

    assert response.status_code == 302
    assert response["Location"] == removal_of(record)
    assert "Er is niets verwijderd" in beheerder.get(removal_of(record)).content.decode()
    assert Contactmomentdetail.objects.count() == 1


def test_what_is_gone_already_is_said_to_be_so(beheerder: Client) -> None:
    record = contactmomentdetail(1)
    remove(beheerder, record)

    response = beheerder.get(removal_of(record), follow=True)

    assert "zijn er niet, of niet meer" in response.content.decode()


@pytest.mark.django_db(transaction=True)  # what is not there ends the transaction
def test_what_goes_in_between_is_said_to_be_gone(beheerder: Client) -> None:
    record = contactmomentdetail(1)
    by_another = Herkomst(wie="baas@gemeente.example", kanaal=Kanaal.ADMIN, reden="Dubbel")

    with just_before("FOR UPDATE", lambda: services.remove(uuid=record.uuid, herkomst=by_another)):
        response = remove(beheerder, record)

    assert response["Location"] == LIST
    assert "zijn er niet, of niet meer" in beheerder.get(LIST).content.decode()


def test_only_who_may_remove_sees_the_page(redacteur: Client, rapportage: Client) -> None:
    record = contactmomentdetail(1)

    for client in (redacteur, rapportage):
        assert client.get(removal_of(record)).status_code == 403
        assert remove(client, record).status_code == 403
    assert Contactmomentdetail.objects.count() == 1
