"""Why a credential is refused: told to the log, never to the caller."""

from enum import Enum


class Weigering(Enum):
    """The reasons, as they stand in the events ``toegang.geweigerd`` and ``aanmelding.mislukt``."""

    ONLEESBAAR = "onleesbaar"
    ONBEKEND = "onbekend"
    HANDTEKENING = "handtekening"
    VERLOPEN = "verlopen"
    NOG_NIET_GELDIG = "nog_niet_geldig"
    UITGEVER = "andere_uitgever"
    BESTEMMING = "andere_bestemming"
    CLAIM = "claim_ontbreekt"
    SOORT = "geen_toegangstoken"
    SLEUTEL = "sleutel_onbekend"
    INGETROKKEN = "ingetrokken"
    APPLICATIE_GEEN_TOEGANG = "applicatie_niet_actief"
    GEHEIM_ONLEESBAAR = "geheim_onleesbaar"
    GEEN_RECHT = "geen_recht"
    # Only of logging in to the admin:
    ANDERE_AANMELDING = "andere_aanmelding"
    AFGEBROKEN = "afgebroken"
    CLIENT_GEWEIGERD = "client_geweigerd"
    GEEN_ROL = "geen_rol"
    ACCOUNT_GESLOTEN = "account_gesloten"


class WeigeringError(Exception):
    """A credential proves nothing. ``fields`` name whose it seems to be, for the log."""

    def __init__(self, reason: Weigering, **fields: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.fields = fields
