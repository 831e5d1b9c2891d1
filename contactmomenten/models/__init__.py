"""The register: contactmomentdetails and bronnen, their history, who may call, and exports."""

from contactmomenten.models.applicatie import Applicatie, Scope, Token
from contactmomenten.models.bron import Bron
from contactmomenten.models.cijfer import Cijfer, Geteld, Hertellen
from contactmomenten.models.contactmomentdetail import Contactmomentdetail
from contactmomenten.models.correctie import Correctie
from contactmomenten.models.datakwaliteit import Datakwaliteit
from contactmomenten.models.export import Export
from contactmomenten.models.geschiedenis import Bronversie, Contactmomentdetailversie
from contactmomenten.models.medewerker import Medewerker
from contactmomenten.models.samenvoeging import Samenvoeging
from contactmomenten.models.wijziging import Wijziging

__all__ = [
    "Applicatie",
    "Bron",
    "Bronversie",
    "Cijfer",
    "Contactmomentdetail",
    "Contactmomentdetailversie",
    "Correctie",
    "Datakwaliteit",
    "Export",
    "Geteld",
    "Hertellen",
    "Medewerker",
    "Samenvoeging",
    "Scope",
    "Token",
    "Wijziging",
]
