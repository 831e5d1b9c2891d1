"""Going on with a file whose download broke off, after the last row that arrived."""

from uuid import UUID

from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.models.geschiedenis import Contactmomentdetailversie


class PlaceLostError(Exception):
    """Nobody knows any more where this row stood: another row has to be named."""


def after_row(records: ContactmomentdetailQuerySet, uuid: UUID) -> ContactmomentdetailQuerySet:
    """Those of these records that come after the row of this record in a file. Two queries.

    The row itself need not be one of these records any more. A file has the newest first, so its
    place is that of its startdatum. One that ever had another startdatum may stand elsewhere in the
    file that broke off: going on from where it is now would repeat rows or miss them.

    Raises:
        PlaceLostError: the record was removed, or had another startdatum.
    """
    place = records.model.objects.filter(uuid=uuid).values_list("startdatum", "id").first()
    if place is None:
        raise PlaceLostError
    startdatum, id_ = place
    versions = Contactmomentdetailversie.objects.filter(pgh_obj_id=id_)
    if versions.exclude(startdatum=startdatum).exists():
        raise PlaceLostError
    return records.after_place("startdatum", startdatum, id_, descending=True)
