"""History: what a record or bron looked like before each change, and who changed it why.

Kept by database triggers (django-pghistory), so ``update()``, bulk writes and SQL by hand are in it
too. Only replaced and removed versions are kept; the current one is the record itself. A change to
the bronnen alone also leaves a version of the record, because it moves ``gewijzigd_op``. So does
Django's ``delete()`` of a record with bronnen: it removes the bronnen first, and the record's last
version is then there twice, as ``gewijzigd`` and as ``verwijderd``.

``pgh_context`` is what ``services`` knows of it: ``{"wie", "kanaal", "reden"}``, ``"applicatie"``
where one says on whose behalf it calls, and ``"samenvoeging"`` where it was part of such a job;
NULL for SQL by hand. All that one change leaves shares its ``pgh_context_id``. What one transaction
of SQL by hand does is one change.
"""

import pghistory
from django.db import models

from contactmomenten.models.bron import Bron
from contactmomenten.models.contactmomentdetail import Contactmomentdetail

_KEPT = {
    "context_field": pghistory.ContextJSONField(),
    "context_id_field": pghistory.ContextUUIDField(),
}


class Contactmomentdetailversie(
    pghistory.create_event_model(  # type: ignore[misc]
        Contactmomentdetail,
        pghistory.UpdateEvent("gewijzigd", row=pghistory.Old),
        pghistory.DeleteEvent("verwijderd"),
        exclude=["zoekvector"],
        model_name="Contactmomentdetailversie",
        obj_field=pghistory.ObjForeignKey(related_name="+"),
        **_KEPT,
    )
):
    """A version of a record that was replaced or removed."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        verbose_name = "vorige versie van contactmomentdetails"
        verbose_name_plural = "vorige versies van contactmomentdetails"
        indexes = (
            models.Index(
                models.F("pgh_context__samenvoeging"),
                "pgh_id",
                condition=models.Q(pgh_context__has_key="samenvoeging"),
                name="versie_samenvoeging",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contactmoment} ({self.pgh_label} {self.pgh_created_at:%d-%m-%Y %H:%M})"


class Bronversie(
    pghistory.create_event_model(  # type: ignore[misc]
        Bron,
        pghistory.UpdateEvent("gewijzigd", row=pghistory.Old),
        pghistory.DeleteEvent("verwijderd"),
        model_name="Bronversie",
        # A save replaces bronnen by new rows; the record is what links the versions of a list.
        obj_field=None,
        **_KEPT,
    )
):
    """What happened to one bron of a record that was there already, in the order of ``pgh_id``.

    ``toegevoegd`` has the new bron, which a trigger of our own keeps (models/triggers.py);
    ``gewijzigd`` and ``verwijderd`` have the old one. So a list can be rolled back step by step.
    """

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        verbose_name = "vorige versie van een bron"
        verbose_name_plural = "vorige versies van bronnen"

    def __str__(self) -> str:
        return f"{self.soort} {self.volgorde}"
