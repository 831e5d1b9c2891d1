"""One contactmoment is found by what people copy from elsewhere, and otherwise words are."""

import pytest
from django.db import connection

from contactmomenten.models import Contactmomentdetail
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

UUID = "a3b8f3c2-7f5e-4d38-9a2e-b1f0c2d4e5f6"
KLANTCONTACTEN = "https://openklant.gemeente.example/klantcontacten/"


def found(tekst: str) -> list[str]:
    return [record.vraag or "" for record in Contactmomentdetail.objects.find(tekst).order_by("id")]


@pytest.fixture(autouse=True)
def records() -> None:
    contactmomentdetail(1, vraag="met uuid", contactmoment=f"{KLANTCONTACTEN}{UUID}")
    contactmomentdetail(2, vraag="met nummer", contactmoment=f"{KLANTCONTACTEN}12345")
    contactmomentdetail(3, vraag="met streep", contactmoment=f"{KLANTCONTACTEN}KC-2026-7/")
    contactmomentdetail(4, vraag="zonder streep", contactmoment="losse-tekst-8")
    contactmomentdetail(5, vraag="Wat is formulier 12345?")


@pytest.mark.parametrize(
    ("tekst", "vragen"),
    [
        (f"{KLANTCONTACTEN}{UUID}", ["met uuid"]),
        (f"{KLANTCONTACTEN}{UUID}/", ["met uuid"]),
        (f"{KLANTCONTACTEN}KC-2026-7", ["met streep"]),
        (f"{KLANTCONTACTEN}KC-2026-7/", ["met streep"]),
        (f"https://elders.example/{UUID}", []),
        (KLANTCONTACTEN, []),
        (UUID, ["met uuid"]),
        (UUID.upper(), ["met uuid"]),
        (UUID.replace("-", ""), ["met uuid"]),
        (f"{UUID}/", ["met uuid"]),
        (UUID[:-1] + "0", []),
        ("kc-2026-7", ["met streep"]),
        ("losse-tekst-8", ["zonder streep"]),
        ("12345", ["met nummer", "Wat is formulier 12345?"]),
        ("1234", ["Wat is formulier 12345?"]),
        ("formulier 12345", ["Wat is formulier 12345?"]),
        ("nummer", ["met nummer"]),
        ("streep/", ["met streep", "zonder streep"]),
        ("12/34", []),
        ("/", []),
        ("https://", []),
    ],
)
def test_what_is_found(tekst: str, vragen: list[str]) -> None:
    assert found(tekst) == vragen


def test_the_uuid_of_the_record_in_the_api_will_do() -> None:
    record = Contactmomentdetail.objects.get(vraag="met nummer")

    assert found(str(record.uuid)) == ["met nummer"]


@pytest.mark.parametrize(
    ("tekst", "index"),
    [
        (f"{KLANTCONTACTEN}{UUID}", "contactmomentdetail_contactmoment_uniek"),
        (UUID, "contactmomentdetail_kenmerk"),
        ("12345", "contactmomentdetail_kenmerk"),
        ("12345", "contactmomentdetail_zoekvector"),
    ],
)
def test_it_is_found_with_an_index(tekst: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in Contactmomentdetail.objects.find(tekst).explain()
