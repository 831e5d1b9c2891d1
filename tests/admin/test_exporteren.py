"""Exporting what the list is narrowed to."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contactmomenten.exports import KOLOMMEN
from contactmomenten.models import Export
from contactmomenten.models.export import EXPORT_LOCK
from tests.dienst.conftest import database_url_of_tests
from tests.factories import KCM, contactmomentdetail

pytestmark = pytest.mark.django_db

LIST = reverse("admin:contactmomenten_contactmomentdetail_changelist")
PAGE = reverse("admin:contactmomentdetail_exporteren")
KOP_KCM = "E-mailadres KCM"
WITHOUT_KCM = [kolom.naam for kolom in KOLOMMEN if kolom.naam != "emailadresKcm"]


def somebody(group: str, **changes: Any) -> Client:
    """A browser in which somebody of this group is logged in."""
    account = User.objects.create_user(
        group.lower(), email=f"{group.lower()}@gemeente.example", is_staff=True, **changes
    )
    account.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def beheerder() -> Client:
    return somebody("Beheerders")


def form(**changes: Any) -> dict[str, Any]:
    return {"formaat": "csv", "kolommen": WITHOUT_KCM} | changes


def download(client: Client, query: str = "", **changes: Any) -> list[list[str]]:
    """The rows of a CSV, headings first."""
    response: Any = client.post(f"{PAGE}{query}", form(**changes))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv"), response.content.decode()
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_list_leads_to_the_page_with_what_it_is_narrowed_to(beheerder: Client) -> None:
    html = beheerder.get(f"{LIST}?q=pas+%26+poort&p=1").content.decode()

    assert f'href="{PAGE}?q=pas+%26+poort"' in html
    assert "Zoekterm: pas &amp; poort" in beheerder.get(f"{PAGE}?q=pas+%26+poort").content.decode()


def test_the_page_tells_what_and_how_much(beheerder: Client) -> None:
    for nummer in range(3):
        contactmomentdetail(nummer)

    html = beheerder.get(PAGE).content.decode()

    assert "<strong>3</strong>" in html
    assert "het hele register" in html
    assert 'value="xlsx" id="id_formaat_0" required checked' in html


@pytest.mark.parametrize(
    ("formaat", "media_type", "begin"),
    [
        ("csv", "text/csv; charset=utf-8; header=present", b"\xef\xbb\xbf"),
        ("ndjson", "application/x-ndjson", b'{"url":"http://testserver/contactmomentdetails/'),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"PK\x03\x04",
        ),
    ],
)
def test_the_file_is_sent_as_what_it_is(
    beheerder: Client, formaat: str, media_type: str, begin: bytes
) -> None:
    contactmomentdetail(1)

    response: Any = beheerder.post(PAGE, form(formaat=formaat))

    assert response.getvalue().startswith(begin)
    assert response["Content-Type"] == media_type
    name = f"contactmomentdetails-{timezone.localdate():%Y-%m-%d}.{formaat}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_file_has_what_the_list_is_narrowed_to(beheerder: Client) -> None:
    contactmomentdetail(1, vraag="Paspoort aanvragen")
    contactmomentdetail(2, vraag="Afvalpas")

    koppen, *rows = download(beheerder, "?q=paspoorten", kolommen=["vraag"])

    assert (koppen, rows) == (["Vraag"], [["Paspoort aanvragen"]])


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"vraag": "Vraag van De Vries"}, "met een filter op vraag"),
        ({"bron": '["vac","Van De Vries",""]'}, "met een filter op bron"),
        ({"afdeling": "Burgerzaken"}, "Afdeling: Burgerzaken"),
    ],
)
def test_it_is_recorded_without_what_can_lead_to_a_person(
    beheerder: Client, query: dict[str, str], kept: str
) -> None:
    contactmomentdetail(1)

    download(beheerder, f"?{urlencode(query)}")

    assert Export.objects.get().filters == kept


def test_it_is_recorded_without_the_words_that_were_searched(beheerder: Client) -> None:
    """They can be a name, and an export has to be accounted for, not whom somebody looked for."""
    contactmomentdetail(1, vraag="Vraag van De Vries")

    download(beheerder, "?q=De+Vries")

    export = Export.objects.get()
    assert (export.wie, export.kanaal) == ("beheerders@gemeente.example", "admin")
    assert export.filters == "met een zoekterm"
    assert (export.uitkomst, export.aantal) == ("voltooid", 1)
    assert export.kolommen == sorted(WITHOUT_KCM)


@pytest.mark.parametrize("group", ["Beheerders", "Redacteuren"])
def test_the_employee_only_for_who_asks_and_may_see(group: str) -> None:
    client = somebody(group)
    contactmomentdetail(1, emailadres_kcm=KCM)

    html = client.get(PAGE).content.decode()
    assert KOP_KCM in html
    assert html.count('name="kolommen"') == html.count(" checked") == len(KOLOMMEN)  # one radio
    assert KOP_KCM not in download(client)[0]
    koppen, row = download(client, kolommen=["vraag", "emailadresKcm"])
    assert (koppen, row) == (["Vraag", KOP_KCM], ["Vraag 1", KCM])


@pytest.mark.parametrize("formaat", Export.Formaat.values)
@pytest.mark.parametrize("kolommen", [["emailadresKcm"], ["vraag", "emailadresKcm"]])
def test_never_the_employee_for_who_may_not_see(formaat: str, kolommen: list[str]) -> None:
    """Also not where the page did not offer it."""
    client = somebody("Rapportage")
    contactmomentdetail(1, emailadres_kcm=KCM)
    assert KOP_KCM not in client.get(PAGE).content.decode()

    response: Any = client.post(PAGE, form(formaat=formaat, kolommen=kolommen))

    assert response["Content-Type"].startswith("text/html")
    assert KCM not in response.content.decode()
    assert not Export.objects.exists()
    everything: Any = client.post(PAGE, form(formaat=formaat))
    assert KCM.encode() not in everything.getvalue()


def test_nobody_without_the_permission(client: Client) -> None:
    account = User.objects.create_user("iemand", is_staff=True)
    client.force_login(account)
    contactmomentdetail(1)

    assert client.post(PAGE, form()).status_code == 403
    account.user_permissions.set([permission("export_contactmomentdetail")])
    assert client.post(PAGE, form()).status_code == 403  # without the right to see them
    account.user_permissions.set([permission("view_contactmomentdetail")])
    assert client.get(PAGE).status_code == client.post(PAGE, form()).status_code == 403
    assert "Exporteren" not in client.get(LIST).content.decode()
    assert not Export.objects.exists()


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


@pytest.mark.parametrize(
    ("changes", "fout"),
    [
        ({"formaat": ""}, "Kies een soort bestand."),
        ({"formaat": "pdf"}, "pdf"),
        ({"kolommen": []}, "Kies ten minste één kolom."),
        ({"kolommen": ["zoekvector"]}, "Een van deze kolommen kunt u niet kiezen."),
    ],
)
def test_what_is_wrong_is_told(beheerder: Client, changes: dict[str, Any], fout: str) -> None:
    contactmomentdetail(1)

    html = beheerder.post(PAGE, form(**changes)).content.decode()

    assert fout in html
    assert "Het bestand is niet gemaakt." in html
    assert not Export.objects.exists()


def test_an_address_that_the_list_does_not_have_leads_to_the_list(beheerder: Client) -> None:
    query = "van=gisteren"

    for response in (beheerder.get(f"{PAGE}?{query}"), beheerder.post(f"{PAGE}?{query}", form())):
        assert (response.status_code, response["Location"]) == (302, f"{LIST}?{query}")


def test_the_page_of_the_list_does_not_matter(beheerder: Client) -> None:
    contactmomentdetail(1)

    assert beheerder.get(f"{PAGE}?p=9").status_code == 200


def test_an_empty_list_says_what_to_do(beheerder: Client) -> None:
    html = beheerder.get(f"{PAGE}?q=bestaatniet").content.decode()

    assert "Er zijn geen contactmomenten om te exporteren." in html
    assert "<button" not in html.partition('id="content-main"')[2]


@pytest.fixture
def two_running(transactional_db: None) -> Iterator[None]:
    with psycopg.connect(database_url_of_tests()) as other:
        for nummer in (1001, 1002):
            other.execute("SELECT pg_advisory_xact_lock(%s, %s)", [EXPORT_LOCK, nummer])
        yield


def test_where_others_export_already_one_has_to_wait(two_running: None) -> None:
    contactmomentdetail(1)

    html = somebody("Beheerders").post(PAGE, form()).content.decode()

    assert "Er lopen al 2 exports. Probeer het over een paar minuten opnieuw." in html
    assert not Export.objects.exists()


# 1 session, 2 user, 3 and 4 permissions, 5 count, 6 records and 7 bronnen of the list
@pytest.mark.parametrize("records", [3, 4])
def test_the_page_takes_as_many_queries_for_any_number_of_records(
    beheerder: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=2)

    with django_assert_num_queries(7):
        beheerder.get(PAGE)


# 1 session, 2 user, 3 and 4 permissions, 5 count, 6 records and 7 bronnen of the list
# 8 to 16: the export (tests/exports/test_lezen.py)
@pytest.mark.parametrize("records", [3, 4])
def test_the_file_takes_as_many_queries_for_any_number_of_records(
    beheerder: Client, django_assert_num_queries: DjangoAssertNumQueries, records: int
) -> None:
    for nummer in range(records):
        contactmomentdetail(nummer, bronnen=2)

    with django_assert_num_queries(16):
        assert len(download(beheerder)) == records + 1
