"""GET /contactmomentdetails/{uuid}/wijzigingen: who changed what, when, where and why."""

from dataclasses import replace as with_
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contactmomenten.models import Contactmomentdetail, Scope
from contactmomenten.services import Herkomst, Kanaal, register
from tests.api.schrijven import UUID_1, assert_problem, delete, faults, patch, post, put, url_of
from tests.api.terugzien import by_hand, differences, history
from tests.factories import (
    HERKOMST,
    KCM,
    applicatie,
    applicatie_jwt,
    bearer,
    body,
    bron,
    client_with,
    contactmomentdetail,
    gegevens,
    invoer,
    opslaan,
)

pytestmark = pytest.mark.django_db(transaction=True)  # as the triggers know one

MEMBERS = {"moment", "soort", "kanaal", "applicatie", "medewerker", "reden", "verschillen"}


def test_a_record_that_was_only_made(schrijver: Client) -> None:
    made = post(schrijver, invoer(1, bronnen=2), X_Audit_Toelichting="Overgezet").json()

    assert history(schrijver, made["uuid"]) == [
        {
            "moment": made["gewijzigdOp"],
            "soort": "aangemaakt",
            "kanaal": "api",
            "applicatie": "Dataplatform",
            "medewerker": None,
            "reden": "Overgezet",
            "verschillen": [],
        }
    ]


def test_every_property_that_changed_with_its_old_and_new_value(schrijver: Client) -> None:
    first = put(schrijver, UUID_1, invoer(1, bronnen=1)).json()
    second = put(schrijver, UUID_1, invoer(2, vraag=None, specifiekeVraag=" x ")).json()

    changed, made = history(schrijver, UUID_1)

    assert changed.keys() == made.keys() == MEMBERS
    assert (changed["moment"], made["moment"]) == (second["gewijzigdOp"], first["gewijzigdOp"])
    names = ["contactmoment", "startdatum", "einddatum", "vraag", "specifiekeVraag", "bronnen"]
    assert differences(changed) == {name: (first[name], second[name]) for name in names}
    assert [each["veld"] for each in changed["verschillen"]] == names


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([], [bron(1)]),
        ([bron(1)], []),
        ([bron(1), bron(2)], [bron(2), bron(1)]),
        ([bron(1)], [bron(1), bron(1)]),
        ([bron(1), bron(2), bron(3)], [bron(1), bron(3)]),
        ([bron(1)], [bron(1) | {"titel": "Anders"}]),
    ],
)
def test_bronnen_as_whole_lists(schrijver: Client, old: Any, new: Any) -> None:
    put(schrijver, UUID_1, invoer(1, bronnen=old))
    patch(schrijver, UUID_1, {"bronnen": new})

    changed, _ = history(schrijver, UUID_1)

    assert differences(changed) == {"bronnen": (old, new)}


def test_a_long_life_of_bronnen_step_by_step(schrijver: Client) -> None:
    lists = [[bron(n) for n in range(k % 4)] + [bron(9)] * (k % 3) for k in range(8)]
    for step in lists:
        put(schrijver, UUID_1, invoer(1, bronnen=step))

    life = history(schrijver, UUID_1)[:-1]

    steps = [differences(event)["bronnen"] for event in reversed(life)]
    assert steps == list(pairwise(lists))


def test_who_did_it_through_which_channel_and_why(schrijver: Client, medewerker: Client) -> None:
    assert opslaan(medewerker, body(1, bronnen=1)).status_code == 200
    uuid = Contactmomentdetail.objects.get().uuid
    patch(schrijver, uuid, {"vraag": "1"}, X_Audit_Toelichting="Tikfout")
    own = bearer(applicatie_jwt(applicatie("Zaaksysteem", client_id="zaaksysteem"), user_id=KCM))
    patch(own, uuid, {"vraag": "2"})
    opslaan(medewerker, body(1, bronnen=2))
    by_hand("UPDATE contactmomenten_contactmomentdetail SET vraag = '3'")

    life = history(schrijver, uuid)

    told = ("kanaal", "applicatie", "medewerker", "reden")
    assert [tuple(event[name] for name in told) for event in life] == [
        (None, None, None, ""),
        ("kiss", "KISS", KCM, ""),
        ("api", "Zaaksysteem", KCM, ""),
        ("api", "Dataplatform", None, "Tikfout"),
        ("kiss", "KISS", KCM, ""),
    ]
    assert differences(life[1]) == {
        "vraag": ("2", "Vraag 1"),
        "bronnen": ([bron(0)], [bron(0), bron(1)]),
    }
    moments = [event["moment"] for event in life]
    assert moments == sorted(moments, reverse=True)
    assert moments[0] == schrijver.get(url_of(uuid)).json()["gewijzigdOp"]


def test_saving_the_same_again_is_no_change(schrijver: Client, medewerker: Client) -> None:
    for _ in range(2):
        opslaan(medewerker, body(1, bronnen=2))
    uuid = Contactmomentdetail.objects.get().uuid
    put(schrijver, uuid, schrijver.get(url_of(uuid)).json())

    assert len(history(schrijver, uuid)) == 1


def test_who_may_not_know_sees_no_employee(schrijver: Client) -> None:
    record = contactmomentdetail(1, emailadres_kcm=KCM)
    register(
        gegevens=gegevens(1, emailadres_kcm="ander@gemeente.example", vraag="Anders"),
        herkomst=with_(HERKOMST, applicatie="KISS"),
    )

    seen = history(client_with(Scope.LEZEN), record.uuid)
    assert "@" not in str(seen)
    assert [event.keys() for event in seen] == [MEMBERS - {"medewerker"}] * 2
    assert differences(seen[0]) == {"vraag": ("Vraag 1", "Anders")}
    assert [event["applicatie"] for event in seen] == ["KISS", None]
    whole = history(schrijver, record.uuid)
    assert differences(whole[0]) == {
        "vraag": ("Vraag 1", "Anders"),
        "emailadresKcm": (KCM, "ander@gemeente.example"),
    }
    assert [event["medewerker"] for event in whole] == [KCM, KCM]


def test_a_change_of_only_the_employee_is_an_empty_one_for_who_may_not_know(
    schrijver: Client,
) -> None:
    record = contactmomentdetail(1, emailadres_kcm=KCM)
    register(gegevens=gegevens(1, emailadres_kcm="x@gemeente.example"), herkomst=HERKOMST)

    seen = history(client_with(Scope.LEZEN), record.uuid)

    assert [event["verschillen"] for event in seen] == [[], []]


def test_a_record_that_is_gone_has_no_history(schrijver: Client) -> None:
    put(schrijver, UUID_1, invoer(1))
    patch(schrijver, UUID_1, {"vraag": "Anders"})
    delete(schrijver, UUID_1)

    for uuid in (UUID_1, "00000000-0000-4000-8000-00000000000f"):
        response = schrijver.get(f"{url_of(uuid)}/wijzigingen")
        assert_problem(response, 404, "contactmomentdetails_unknown")

    put(schrijver, UUID_1, invoer(1), X_Audit_Toelichting="Opnieuw")
    (made,) = history(schrijver, UUID_1)
    assert made["reden"] == "Opnieuw"


def test_it_needs_the_right_to_read(schrijver: Client, anoniem: Client) -> None:
    record = contactmomentdetail(1)
    url = f"{url_of(record.uuid)}/wijzigingen"

    assert_problem(anoniem.get(url), 401)
    assert_problem(client_with(*list(Scope)[1:4]).get(url), 403, "permission_denied")
    assert faults(schrijver.get(f"{url}?pageSize=1")) == [("pageSize", "unknown")]
    assert_problem(schrijver.get(f"{url}/"), 404, "not_found")


def test_an_employee_with_the_name_of_the_application_is_the_application(
    schrijver: Client,
) -> None:
    herkomst = Herkomst(wie="Zaaksysteem", kanaal=Kanaal.API, applicatie="Zaaksysteem")
    register(gegevens=gegevens(1), herkomst=herkomst)

    (made,) = history(schrijver, Contactmomentdetail.objects.get().uuid)

    assert (made["applicatie"], made["medewerker"]) == ("Zaaksysteem", None)


# 1 SELECT: the token, and that it was used
# 2 BEGIN
# 3 SET TRANSACTION: one snapshot
# 4 SELECT: the record
# 5 SELECT: its bronnen
# 6 SELECT: its versions
# 7 SELECT: those of its bronnen
# 8 SELECT: who made it
# 9 COMMIT
@pytest.mark.parametrize("changes", [1, 2, 20])
def test_the_number_of_queries_is_the_same_for_any_life(
    schrijver: Client, django_assert_num_queries: DjangoAssertNumQueries, changes: int
) -> None:
    for nummer in range(changes + 1):
        put(schrijver, UUID_1, invoer(1, vraag=f"Versie {nummer}", bronnen=nummer % 5))

    with django_assert_num_queries(9):
        response = schrijver.get(f"{url_of(UUID_1)}/wijzigingen")

    assert len(response.json()["results"]) == changes + 1
