"""The register: contactmomentdetails and their bronnen, with their history."""

from contactmomenten.models.bron import Bron
from contactmomenten.models.contactmomentdetail import Contactmomentdetail
from contactmomenten.models.geschiedenis import Bronversie, Contactmomentdetailversie

__all__ = ["Bron", "Bronversie", "Contactmomentdetail", "Contactmomentdetailversie"]
