"""What goes out is what the described serializer gives, for any record."""

import json
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contactmomenten.api.rows import by_uuid, of_page
from contactmomenten.api.uitvoer import ContactmomentdetailsSerializer
from contactmomenten.models import Bron, Contactmomentdetail
from tests.factories import contactmomentdetail

pytestmark = pytest.mark.django_db

ADRES = "https://kcc.gemeente.example/"
# All that PostgreSQL can hold: no NUL, no half characters.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
blank_or_absent = st.none() | st.sampled_from(["", " ", "\t\n", "\u00a0"])
moments = st.datetimes(timezones=st.just(UTC)) | st.sampled_from(
    [
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime(999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC),
        datetime(2026, 2, 3, 9, 17, 2, 10, tzinfo=UTC),
        datetime(2026, 2, 3, 9, 17, 20, tzinfo=UTC),
    ]
)
columns = st.fixed_dictionaries(
    {
        "startdatum": moments,
        "einddatum": moments,
        "vraag": texts | blank_or_absent,
        "specifieke_vraag": texts | blank_or_absent,
        "gespreksresultaat": texts | st.none(),
        "verantwoordelijke_afdeling": texts | st.none(),
        "emailadres_kcm": texts | st.none(),
        "aangemaakt_op": moments,
    }
)
bronnen = st.lists(
    st.fixed_dictionaries({"soort": texts, "titel": texts, "url": texts}), max_size=3
)


def described(record: Contactmomentdetail) -> Any:
    setattr(record, "url", f"{ADRES}{record.uuid}")  # noqa: B010 - the model has none
    return json.loads(json.dumps(ContactmomentdetailsSerializer(record).data))


def sent(record: Contactmomentdetail, *, with_medewerker: bool = True) -> Any:
    (shown,) = of_page(
        Contactmomentdetail.objects.filter(pk=record.pk),
        address_of=lambda uuid: f"{ADRES}{uuid}",
        with_medewerker=with_medewerker,
    )
    return json.loads(orjson.dumps(shown))


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(columns=columns, bronnen=bronnen)
@example(columns={}, bronnen=[])
def test_rows_and_serializer_give_the_same(
    columns: dict[str, Any], bronnen: list[dict[str, str]]
) -> None:
    Contactmomentdetail.objects.all().delete()
    contactmomentdetail(1)
    Contactmomentdetail.objects.update(**columns)
    record = Contactmomentdetail.objects.get()
    Bron.objects.bulk_create(
        Bron(contactmomentdetail=record, volgorde=volgorde, **bron)
        for volgorde, bron in enumerate(bronnen)
    )

    assert sent(record) == described(record)
    assert list(sent(record)) == list(described(record)), "in the same order"


def test_without_the_employee_the_rest_is_the_same() -> None:
    record = contactmomentdetail(1, bronnen=2, emailadres_kcm="kcm@gemeente.example")

    expected = described(record)
    del expected["emailadresKcm"]

    assert sent(record, with_medewerker=False) == expected


def test_by_uuid_gives_those_that_exist() -> None:
    first, second = contactmomentdetail(1), contactmomentdetail(2, bronnen=1)
    removed = contactmomentdetail(3)
    Contactmomentdetail.objects.filter(pk=removed.pk).delete()

    found = by_uuid(
        [second.uuid, removed.uuid, first.uuid, second.uuid],
        address_of=lambda uuid: f"{ADRES}{uuid}",
        with_medewerker=True,
    )

    written = {uuid: json.loads(orjson.dumps(shown)) for uuid, shown in found.items()}
    assert written == {first.uuid: sent(first), second.uuid: sent(second)}
