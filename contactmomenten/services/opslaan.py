"""Registering a contactmoment as KISS does: new or again, in one go (contract section 1)."""

from operator import attrgetter

from django.db import connection

from contactmomenten.models import Contactmomentdetail
from contactmomenten.services.gegevens import Gegevens, Herkomst, Uitkomst
from contactmomenten.services.transactie import (
    add_bronnen,
    change_by,
    replace_bronnen,
    try_again,
)

# One statement decides between new, changed and unchanged, and leaves the row locked until the end
# of the transaction in all three cases: two callers with one contactmoment queue up, even where it
# does not exist yet. Only a changed row is written. xmax is 0 for a row that was inserted here.
_REGISTER = """
    INSERT INTO contactmomenten_contactmomentdetail AS opgeslagen (
        contactmoment, startdatum, einddatum, vraag, specifieke_vraag,
        gespreksresultaat, verantwoordelijke_afdeling, emailadres_kcm
    ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (contactmoment) DO UPDATE SET
        startdatum = EXCLUDED.startdatum,
        einddatum = EXCLUDED.einddatum,
        vraag = EXCLUDED.vraag,
        specifieke_vraag = EXCLUDED.specifieke_vraag,
        gespreksresultaat = EXCLUDED.gespreksresultaat,
        verantwoordelijke_afdeling = EXCLUDED.verantwoordelijke_afdeling,
        emailadres_kcm = EXCLUDED.emailadres_kcm
    WHERE (
        opgeslagen.startdatum, opgeslagen.einddatum, opgeslagen.vraag, opgeslagen.specifieke_vraag,
        opgeslagen.gespreksresultaat, opgeslagen.verantwoordelijke_afdeling,
        opgeslagen.emailadres_kcm
    ) IS DISTINCT FROM (
        EXCLUDED.startdatum, EXCLUDED.einddatum, EXCLUDED.vraag, EXCLUDED.specifieke_vraag,
        EXCLUDED.gespreksresultaat, EXCLUDED.verantwoordelijke_afdeling, EXCLUDED.emailadres_kcm
    )
    RETURNING id, xmax = 0
"""
_COLUMN_VALUES = attrgetter(  # in the order of the statement
    "contactmoment",
    "startdatum",
    "einddatum",
    "vraag",
    "specifieke_vraag",
    "gespreksresultaat",
    "verantwoordelijke_afdeling",
    "emailadres_kcm",
)


def register(*, gegevens: Gegevens, herkomst: Herkomst) -> Uitkomst:
    """Record a contactmoment, new or again, with exactly these bronnen in this order.

    What is stored already is left alone: no history, no new ``gewijzigd_op``. Concurrent calls for
    one contactmoment leave one of their ``gegevens`` whole (contract sections 1 and 6.3).

    Raises:
        django.db.DatabaseError: nothing was written.
    """
    return try_again(lambda: _register(gegevens, herkomst))


def _register(gegevens: Gegevens, herkomst: Herkomst) -> Uitkomst:
    with change_by(herkomst):
        with connection.cursor() as cursor:
            cursor.execute(_REGISTER, _COLUMN_VALUES(gegevens))
            row = cursor.fetchone()
        if row is None:
            id_ = Contactmomentdetail.objects.values_list("id", flat=True).get(
                contactmoment=gegevens.contactmoment
            )
            bronnen_changed = replace_bronnen(id_, gegevens.bronnen)
            return Uitkomst.GEWIJZIGD if bronnen_changed else Uitkomst.ONGEWIJZIGD
        id_, inserted = row
        if inserted:
            add_bronnen(id_, gegevens.bronnen)
            return Uitkomst.NIEUW
        replace_bronnen(id_, gegevens.bronnen)
        return Uitkomst.GEWIJZIGD
