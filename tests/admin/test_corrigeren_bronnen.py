"""Correcting the bronnen of a record."""

import pytest
from django.test import Client

from contactmomenten.models import Bron, Contactmomentdetail
from contactmomenten.services import Bronvermelding
from tests.admin.formulier import correct, faults, last_event
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db


# --- Bronnen -------------------------------------------------------------------------------
def stored_bronnen() -> list[tuple[str, str, str]]:
    return list(Bron.objects.order_by("volgorde").values_list("soort", "titel", "url"))


@pytest.mark.django_db(transaction=True)  # triggers tell transactions apart
def test_bronnen_are_added_changed_and_removed(redacteur: Client) -> None:
    record = contactmomentdetail(1, bronnen=3)
    nieuw = {"soort": "vac", "titel": "Mag dat?", "url": "https://www.gemeente.example/vac/1"}

    correct(
        redacteur,
        record,
        **{f"bronnen-3-{name}": value for name, value in nieuw.items()},
        **{"bronnen-0-DELETE": "on", "bronnen-1-titel": "Andere titel"},
    )

    assert [titel for _, titel, _ in stored_bronnen()] == ["Andere titel", "Artikel 2", "Mag dat?"]
    (verschil,) = last_event(record.uuid).verschillen
    assert verschil.veld == "bronnen"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("soort", "", "Dit veld is vereist."),
        ("soort", "folder", "Selecteer een geldige keuze"),
        ("titel", "  ", "Dit veld is vereist."),
        ("titel", "x" * 1001, "Dit mag hoogstens 1000 tekens lang zijn."),
        ("url", "www.gemeente.example", "Vul een volledig adres in"),
        ("url", "javascript:alert(1)", "Vul een volledig adres in"),
    ],
)
def test_a_faulty_bron_is_refused(redacteur: Client, field: str, value: str, fault: str) -> None:
    record = contactmomentdetail(1, bronnen=1)
    before = stored_bronnen()

    html = faults(correct(redacteur, record, vraag="Anders", **{f"bronnen-0-{field}": value}))

    assert fault in html
    assert stored_bronnen() == before
    assert Contactmomentdetail.objects.get().vraag == "Vraag 1"


def test_a_soort_that_only_kiss_knows_may_stay(redacteur: Client) -> None:
    folder = Bronvermelding(soort="folder", titel="Folder", url="s3://folder")
    record = contactmomentdetail(1, bronnen=[folder])

    assert correct(redacteur, record, **{"bronnen-0-titel": "De folder"}).status_code == 302

    assert stored_bronnen() == [("folder", "De folder", "s3://folder")]
