"""Asking for a record again: only what changed is sent."""

from uuid import uuid4

import pytest
from django.test import Client

from contactmomenten.models import Bron, Contactmomentdetail
from tests.factories import KCM, V1_URL, bron, contactmomentdetail

pytestmark = pytest.mark.django_db


def url_of(record: Contactmomentdetail) -> str:
    return f"{V1_URL}/{record.uuid}"


def test_who_has_it_already_gets_304_and_nothing_else(lezer: Client) -> None:
    record = contactmomentdetail(1)
    etag = lezer.get(url_of(record))["ETag"]
    assert etag.startswith('"')

    response = lezer.get(url_of(record), headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag
    assert "Content-Type" not in response


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("{etag}", 304),
        ("W/{etag}", 304),
        ('"anders", {etag}', 304),
        ('W/"anders",W/{etag} , "nog"', 304),
        ("*", 304),
        ('"anders"', 200),
        ('W/"anders"', 200),
        ("", 200),
        ("geen etag", 200),
        ("{bare}", 200),
    ],
)
def test_if_none_match(lezer: Client, header: str, status: int) -> None:
    record = contactmomentdetail(1)
    etag = lezer.get(url_of(record))["ETag"]

    tags = header.format(etag=etag, bare=etag.strip('"'))
    response = lezer.get(url_of(record), headers={"If-None-Match": tags})

    assert response.status_code == status


def test_if_none_match_of_a_record_that_is_not_there(lezer: Client) -> None:
    response = lezer.get(f"{V1_URL}/{uuid4()}", headers={"If-None-Match": "*"})

    assert response.status_code == 404


def test_who_sees_less_has_another_etag(lezer: Client, lezer_met_medewerkers: Client) -> None:
    url = url_of(contactmomentdetail(1, emailadres_kcm=KCM))
    without, with_ = lezer.get(url)["ETag"], lezer_met_medewerkers.get(url)["ETag"]

    assert without != with_
    assert lezer.get(url, headers={"If-None-Match": with_}).status_code == 200


def test_two_records_have_two_etags(lezer: Client) -> None:
    etags = {lezer.get(url_of(contactmomentdetail(nummer)))["ETag"] for nummer in range(3)}

    assert len(etags) == 3


# A change of bronnen alone moves gewijzigd_op once a transaction: each of these is its own.
@pytest.mark.django_db(transaction=True)
def test_the_etag_changes_with_every_change(lezer: Client) -> None:
    record = contactmomentdetail(1, bronnen=1)
    details = Contactmomentdetail.objects.filter(pk=record.pk)
    seen = [lezer.get(url_of(record))["ETag"]]

    for change in (
        lambda: details.update(vraag="Anders"),
        lambda: details.update(vraag="Vraag 1"),
        lambda: Bron.objects.update(titel="Anders"),
        lambda: Bron.objects.create(contactmomentdetail=record, volgorde=1, **bron(1)),
        lambda: Bron.objects.filter(volgorde=1).delete(),
        lambda: details.update(emailadres_kcm=KCM),
    ):
        change()
        seen.append(lezer.get(url_of(record))["ETag"])

    assert len(set(seen)) == len(seen)
    details.update(vraag="Vraag 1")
    assert lezer.get(url_of(record))["ETag"] == seen[-1], "nothing changed"
