"""What a table has to have of each record, worked out from the model: independent of exports/."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from contactmomenten.models import Contactmomentdetail
from tests.exports.lastig import ADRES

KOPPEN = [
    "Startdatum",
    "Einddatum",
    "Gespreksduur in seconden",
    "Vraag",
    "Specifieke vraag",
    "Onderwerp",
    "Gespreksresultaat",
    "Verantwoordelijke afdeling",
    "E-mailadres KCM",
    "Aantal bronnen",
    "Soorten bronnen",
    "Titels van bronnen",
    "URL's van bronnen",
    "Adres in de API",
    "UUID",
    "Contactmoment",
    "Aangemaakt op",
    "Gewijzigd op",
]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Cell = str | int | datetime | None


def rows() -> list[list[Cell]]:
    """The cells of each record, newest first; moments as they are."""
    records = Contactmomentdetail.objects.order_by("-startdatum", "-id")
    return [_row(record) for record in records.prefetch_related("bronnen")]


def _row(record: Contactmomentdetail) -> list[Cell]:
    duur = record.gespreksduur
    bronnen = sorted(record.bronnen.all(), key=lambda bron: bron.volgorde)
    texts = [
        "\n".join(one_line(getattr(bron, name)) for bron in bronnen) if bronnen else None
        for name in ("soort", "titel", "url")
    ]
    return [
        record.startdatum,
        record.einddatum,
        None if duur is None else duur // timedelta(seconds=1),
        record.vraag,
        record.specifieke_vraag,
        record.onderwerp,
        record.gespreksresultaat,
        record.verantwoordelijke_afdeling,
        record.emailadres_kcm,
        len(bronnen),
        *texts,
        f"{ADRES}/{record.uuid}",
        str(record.uuid),
        record.contactmoment,
        record.aangemaakt_op,
        record.gewijzigd_op,
    ]


def one_line(tekst: str) -> str:
    """A text of a bron, with spaces where it has line breaks."""
    return tekst.replace("\n", " ").replace("\r", " ")


def on_the_wall(moment: datetime) -> datetime:
    """What a clock in the Netherlands shows, without a time zone, to the second."""
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None, microsecond=0)
