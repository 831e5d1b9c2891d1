"""Filters that are refused: all faults at once, and never with what was sent."""

import pytest
from django.test import Client

from tests.api.lijst import faults, found
from tests.factories import KCM, V1_URL, contactmomentdetail

pytestmark = pytest.mark.django_db


def test_all_faults_are_named_at_once(lezer: Client) -> None:
    query = (
        "?kleur=rood&startdatum=2026-01-01T00:00:00Z&startdatum__gte=x&startdatumvanaf=x&page=2"
        "&vraag=a&vraag=b&zoek=&zonderVraag=ja&startdatumTot=morgen&bronSoort=vac&bronSoort="
        "&gespreksduurTot=-1&pageSize=0&ordering=vraag&telling=misschien&contactmoment=%00"
    )
    contactmomentdetail(0)

    assert faults(lezer.get(f"{V1_URL}{query}")) == [
        ("bronSoort", "blank"),
        ("contactmoment", "unreadable"),
        ("gespreksduurTot", "invalid"),
        ("kleur", "unknown"),
        ("ordering", "invalid_choice"),
        ("page", "unknown"),
        ("pageSize", "invalid"),
        ("startdatum", "unknown"),
        ("startdatumTot", "invalid"),
        ("startdatum__gte", "unknown"),
        ("startdatumvanaf", "unknown"),
        ("telling", "invalid_choice"),
        ("vraag", "repeated"),
        ("zoek", "blank"),
        ("zonderVraag", "invalid"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "startdatumVanaf",
        "startdatumTot",
        "einddatumVanaf",
        "einddatumTot",
        "gewijzigdVanaf",
        "gewijzigdTot",
        "vraag",
        "zonderVraag",
        "zoek",
        "gespreksduurVanaf",
        "gespreksduurTot",
        "emailadresKcm",
        "pageSize",
        "ordering",
        "telling",
    ],
)
def test_what_is_no_list_is_given_once(lezer: Client, name: str) -> None:
    value = {"pageSize": "1", "ordering": "startdatum", "telling": "ja", "zonderVraag": "true"}
    given = value.get(name, "2026-01-01T00:00:00Z" if name.endswith(("Vanaf", "Tot")) else "x")

    response = lezer.get(V1_URL, {name: [given, given]})

    assert faults(response) == [(name, "repeated")]


def test_a_list_has_an_end(lezer: Client) -> None:
    for name in ("contactmoment", "gespreksresultaat", "bronUrl"):
        assert found(lezer, **{name: [str(n) for n in range(100)]}) == []
        response = lezer.get(V1_URL, {name: [str(n) for n in range(101)]})
        assert faults(response) == [(name, "max_items")]


@pytest.mark.parametrize("name", ["vraag", "zoek", "bronUrl", "gespreksresultaat"])
def test_a_text_has_an_end(lezer: Client, name: str) -> None:
    assert found(lezer, **{name: "x" * 2000}) == []
    assert faults(lezer.get(V1_URL, {name: "x" * 2001})) == [(name, "max_length")]


@pytest.mark.parametrize("tekst", ["", " ", "\t\n"])
def test_empty_is_not_the_same_as_absent(lezer: Client, tekst: str) -> None:
    for name in ("vraag", "zoek", "zonderVraag", "startdatumTot", "gespreksduurTot", "bronUrl"):
        assert faults(lezer.get(V1_URL, {name: tekst})) == [(name, "blank")]


def test_no_fault_repeats_what_was_sent(lezer: Client) -> None:
    response = lezer.get(V1_URL, {"startdatumTot": "geheim", "ordering": "geheim", "x": "geheim"})

    assert response.status_code == 400
    assert "geheim" not in response.content.decode()


@pytest.mark.parametrize(
    "tekst",
    [
        "2027-11-30",
        "2027-11-30T09:17",
        "2027-11-30T09:17:02",
        "2027-11-30 09:17:02Z",
        "2027-02-30T09:17:02Z",
        "2027-11-30T25:17:02Z",
        "2027-11-30T09:17:02,5Z",
        "2027-11-30T09:17:02+0100",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "٢027-11-30T09:17:02Z",
        "vandaag",
    ],
)
def test_what_is_no_date_time_with_an_offset_is_refused(lezer: Client, tekst: str) -> None:
    names = [
        f"{field}{end}"
        for field in ("einddatum", "gewijzigd", "startdatum")
        for end in ("Tot", "Vanaf")
    ]

    response = lezer.get(V1_URL, dict.fromkeys(names, tekst))

    assert faults(response) == [(name, "invalid") for name in names]
    assert tekst not in response.content.decode()


@pytest.mark.parametrize("tekst", ["-1", "+1", "1.5", "1e3", "²", "٣", "een", "1 ", str(2**31)])
def test_what_is_no_number_of_seconds_is_refused(lezer: Client, tekst: str) -> None:
    response = lezer.get(V1_URL, {"gespreksduurVanaf": tekst, "gespreksduurTot": tekst})

    assert faults(response) == [("gespreksduurTot", "invalid"), ("gespreksduurVanaf", "invalid")]


def test_who_may_not_know_the_employee_cannot_filter_on_it(
    lezer: Client, lezer_met_medewerkers: Client
) -> None:
    """Not with a link of somebody who may, either; and that link does not say whom it was about."""
    for nummer in range(3):
        contactmomentdetail(nummer, emailadres_kcm=KCM)
    filters = {"emailadresKcm": KCM, "pageSize": "1"}
    link = lezer_met_medewerkers.get(V1_URL, filters).json()["next"]
    assert KCM not in link
    assert "emailadres" not in link
    assert lezer_met_medewerkers.get(link).status_code == 200

    for response in (lezer.get(V1_URL, filters), lezer.get(link)):
        assert response.status_code == 403
        assert response.json()["code"] == "permission_denied_medewerkers"
