"""What a municipality is asked, and by which afdeling it is handled. Everything here is made up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """A subject that people call about.

    ``secties`` are those of its kennisartikel, ``vacs`` the ready-made questions about it, and
    ``specifiek`` what people ask that no source covers. ``gewicht`` is how often it comes up.
    """

    titel: str
    gewicht: int
    secties: tuple[str, ...]
    vacs: tuple[str, ...]
    specifiek: tuple[str, ...]


AFDELINGEN: dict[str, tuple[Product, ...]] = {
    "Burgerzaken": (
        Product(
            "Paspoort aanvragen",
            95,
            ("Wat neem ik mee?", "Wat kost het?", "Hoe lang duurt het?", "Spoed"),
            (
                "Hoe vraag ik een paspoort aan?",
                "Mag mijn kind mee voor een paspoort?",
                "Hoe lang is mijn paspoort geldig?",
            ),
            (
                "Wat betekent de sticker in mijn paspoort?",
                "Mag de pasfoto van vorig jaar zijn?",
                "Kan ik het paspoort laten bezorgen op mijn werk?",
            ),
        ),
        Product(
            "Identiteitskaart aanvragen",
            70,
            ("Wat neem ik mee?", "Wat kost het?", "Voor kinderen"),
            ("Heb ik een identiteitskaart nodig naast mijn rijbewijs?",),
            ("Kan mijn zoon van 15 de kaart zelf ophalen?",),
        ),
        Product(
            "Rijbewijs aanvragen of verlengen",
            75,
            ("Aanvragen", "Verlengen", "Gezondheidsverklaring"),
            ("Wanneer moet ik mijn rijbewijs verlengen?", "Is mijn rijbewijs al klaar?"),
            ("Mijn gezondheidsverklaring is nog niet binnen, mag ik toch komen?",),
        ),
        Product(
            "Verhuizing doorgeven",
            80,
            ("Binnen de gemeente", "Vanuit een andere gemeente", "Naar het buitenland"),
            ("Hoe geef ik mijn verhuizing door?", "Kan ik een verhuizing nog wijzigen?"),
            ("Ik woon tijdelijk bij mijn dochter, moet ik mij inschrijven?",),
        ),
        Product(
            "Uittreksel basisregistratie personen",
            45,
            ("Aanvragen", "Wat kost het?"),
            ("Hoe vraag ik een uittreksel aan?",),
            ("Mag het uittreksel ouder zijn dan zes maanden?",),
        ),
        Product(
            "Trouwen en geregistreerd partnerschap",
            25,
            ("Melden", "Getuigen", "Locaties"),
            ("Hoe meld ik een voorgenomen huwelijk?",),
            ("Kan onze eigen babs de bruiloft doen?", "Mogen we in het bos trouwen?"),
        ),
        Product(
            "Geboorte aangeven",
            30,
            ("Termijn", "Wat neem ik mee?", "Achternaam kiezen"),
            ("Binnen hoeveel dagen doe ik aangifte van een geboorte?",),
            ("Mijn vriendin is in Duitsland bevallen, waar geef ik het aan?",),
        ),
    ),
    "Stadsbeheer": (
        Product(
            "Afvalpas aanvragen",
            60,
            ("Nieuwe pas", "Pas kwijt", "Hoe vraag ik een nieuwe afvalpas aan?"),
            ("Mag iemand anders mijn afvalpas ophalen?", "Mijn afvalpas werkt niet"),
            ("Kan ik twee passen krijgen voor een mantelzorger?",),
        ),
        Product(
            "Grofvuil laten ophalen",
            55,
            ("Afspraak maken", "Wat mag mee?", "Kosten"),
            ("Hoe maak ik een afspraak voor grofvuil?",),
            ("Nemen jullie ook een aquarium mee?", "Het grofvuil is niet opgehaald"),
        ),
        Product(
            "Milieustraat",
            50,
            ("Openingstijden", "Wat kan ik brengen?", "Tarieven"),
            ("Wat zijn de openingstijden van de milieustraat?",),
            ("Mag ik met een bestelbus van mijn baas komen?",),
        ),
        Product(
            "Minicontainer",
            40,
            ("Kapot", "Extra container", "Ophaaldagen"),
            ("Mijn container is niet geleegd", "Wanneer wordt mijn container geleegd?"),
            ("Er zit een wespennest in mijn container",),
        ),
    ),
    "Wijkbeheer": (
        Product(
            "Melding openbare ruimte",
            85,
            ("Melding doen", "Melding volgen"),
            ("Hoe meld ik een losse stoeptegel?", "Een lantaarnpaal is kapot"),
            (
                "Wanneer wordt de stoeptegel voor ons huis hersteld?",
                "De boom voor de deur verliest takken",
            ),
        ),
        Product(
            "Gladheid bestrijden",
            12,
            ("Strooiroutes", "Zoutbakken"),
            ("Wordt er in mijn straat gestrooid?",),
            ("Mag ik zelf zout halen?",),
        ),
        Product(
            "Ratten en ander ongedierte",
            20,
            ("Ratten", "Wespen", "Eikenprocessierups"),
            ("Wat doe ik tegen ratten?",),
            ("De buurman voert duiven en nu komen er ratten",),
        ),
    ),
    "Parkeren": (
        Product(
            "Parkeervergunning bewoners",
            60,
            ("Aanvragen", "Kenteken wijzigen", "Wachtlijst", "Tarieven"),
            ("Hoe wijzig ik mijn kenteken?", "Hoe vraag ik een parkeervergunning aan?"),
            ("Ik heb een leenauto deze week, geldt mijn vergunning?",),
        ),
        Product(
            "Gehandicaptenparkeerkaart",
            25,
            ("Aanvragen", "Keuring", "Verlengen"),
            ("Hoe vraag ik een gehandicaptenparkeerkaart aan?",),
            ("Mijn kaart verloopt tijdens mijn vakantie in Spanje",),
        ),
        Product(
            "Naheffing parkeerbelasting",
            35,
            ("Betalen", "Bezwaar maken"),
            ("Hoe maak ik bezwaar tegen een parkeerboete?",),
            ("De automaat was stuk en toch kreeg ik een boete",),
        ),
    ),
    "Belastingen": (
        Product(
            "Aanslag gemeentelijke belastingen",
            55,
            ("Betalen in termijnen", "Bezwaar", "Uitleg van de aanslag"),
            ("Kan ik in termijnen betalen?", "Ik heb geen aanslag gekregen"),
            ("Waarom is mijn aanslag hoger dan die van de buren?",),
        ),
        Product(
            "WOZ-waarde",
            35,
            ("Taxatieverslag", "Bezwaar"),
            ("Hoe maak ik bezwaar tegen de WOZ-waarde?",),
            ("Telt mijn schuur mee voor de WOZ-waarde?",),
        ),
        Product(
            "Kwijtschelding",
            30,
            ("Voorwaarden", "Aanvragen"),
            ("Kom ik in aanmerking voor kwijtschelding?",),
            ("Ik ben net gescheiden, kan ik nog kwijtschelding krijgen?",),
        ),
    ),
    "Werk en Inkomen": (
        Product(
            "Bijstandsuitkering",
            45,
            ("Aanvragen", "Wijzigingen doorgeven", "Betaaldata"),
            ("Wanneer wordt de uitkering betaald?", "Hoe vraag ik bijstand aan?"),
            ("Ik ga een week bij mijn moeder logeren, moet ik dat melden?",),
        ),
        Product(
            "Bijzondere bijstand",
            25,
            ("Voorwaarden", "Aanvragen"),
            ("Waarvoor kan ik bijzondere bijstand krijgen?",),
            ("Kan ik een bril vergoed krijgen?",),
        ),
        Product(
            "Energietoeslag",
            15,
            ("Voorwaarden", "Aanvragen"),
            ("Heb ik recht op energietoeslag?",),
            ("Ik woon op een boot, geldt de toeslag ook voor mij?",),
        ),
    ),
    "Maatschappelijke Ondersteuning": (
        Product(
            "Hulp in de huishouding",
            35,
            ("Aanvragen", "Eigen bijdrage"),
            ("Hoe vraag ik huishoudelijke hulp aan?",),
            ("Mijn hulp is ziek en er komt niemand anders",),
        ),
        Product(
            "Vervoer met de regiotaxi",
            20,
            ("Pas aanvragen", "Rit boeken"),
            ("Hoe vraag ik een pas voor de regiotaxi aan?",),
            ("De taxi kwam gisteren een uur te laat",),
        ),
        Product(
            "Woningaanpassing",
            15,
            ("Aanvragen", "Traplift"),
            ("Hoe vraag ik een traplift aan?",),
            ("De traplift piept sinds de reparatie",),
        ),
    ),
    "Vergunningen": (
        Product(
            "Omgevingsvergunning",
            40,
            ("Vergunningcheck", "Aanvragen", "Termijnen"),
            ("Heb ik een vergunning nodig voor een dakkapel?",),
            ("Mag ik een schutting van 2,10 meter plaatsen?",),
        ),
        Product(
            "Evenement melden",
            18,
            ("Melding of vergunning?", "Straatfeest"),
            ("Hoe meld ik een straatfeest?",),
            ("Mag er een springkussen op het pleintje?",),
        ),
        Product(
            "Kapvergunning",
            12,
            ("Aanvragen", "Zonder vergunning"),
            ("Heb ik een vergunning nodig om een boom te kappen?",),
            ("De boom van de buren hangt over mijn dak",),
        ),
    ),
    "Leerlingzaken": (
        Product(
            "Leerlingenvervoer",
            15,
            ("Aanvragen", "Afmelden"),
            ("Hoe vraag ik leerlingenvervoer aan?",),
            ("Het busje staat al weken op de verkeerde hoek",),
        ),
        Product(
            "Verlof buiten de schoolvakantie",
            12,
            ("Voorwaarden", "Aanvragen"),
            ("Mag mijn kind verlof buiten de vakantie?",),
            ("We willen een dag eerder op vakantie, hoe streng zijn jullie?",),
        ),
    ),
}

# Ways in which an afdeling is sometimes misspelled, so that there is something to correct.
SCHRIJFWIJZEN: dict[str, str] = {
    "Burgerzaken": "burgerzaken",
    "Werk en Inkomen": "Werk & Inkomen",
    "Maatschappelijke Ondersteuning": "WMO",
    "Stadsbeheer": "Stadsbeheer ",
}

# The sample list of KISS and the two results that KISS sets itself (contract section 8).
GESPREKSRESULTATEN: dict[str, int] = {
    "Zelfstandig afgehandeld": 58,
    "Doorverbonden naar afdeling": 12,
    "Contactverzoek gemaakt": 10,
    "Doorverbonden naar collega": 5,
    "Afgehandeld na ruggespraak": 5,
    "Afgehandeld, klant belt terug": 3,
    "Verwezen naar ander instantie": 3,
    "Klant neemt opnieuw contact op": 2,
    "Verbinding verbroken": 1,
    "Onbekend": 1,
}

NIEUWSBERICHTEN = (
    "Gewijzigde openingstijden rond de feestdagen",
    "Storing bij het maken van afspraken",
    "Wegwerkzaamheden in het centrum",
    "Nieuwe tarieven vanaf januari",
)
WERKINSTRUCTIES = (
    "Spoedaanvraag doorzetten",
    "Terugbelverzoek vastleggen",
    "Boze beller",
    "Melding met gevaar voor de veiligheid",
)
VOORLETTERS = "abcdefhijklmnprst"
ACHTERNAMEN = (
    "bakker", "dejong", "visser", "smit", "mulder", "degroot", "bos", "vos", "peters", "hendriks",
    "dekker", "brouwer", "dewit", "dijkstra", "kok", "vanleeuwen", "yilmaz", "elamrani", "santos",
    "kowalski",
)  # fmt: skip
