"""Make up contactmomenten: the same for the same seed, period and number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from contactmomenten.voorbeelddata import catalogus
from contactmomenten.voorbeelddata.catalogus import Product

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
KLANTCONTACTEN = "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/"
WEBSITE = "https://www.gemeente.example/"
KISS = "https://kiss.gemeente.example/"

# How busy the days are, Monday first; and the hours that the phones are open, from 8:30.
DRUKTE_PER_DAG = (140, 108, 100, 104, 90, 6, 0)
DRUKTE_PER_UUR = {8: 35, 9: 100, 10: 110, 11: 100, 12: 60, 13: 85, 14: 90, 15: 80, 16: 60}
KOOPAVOND = {17: 30, 18: 25, 19: 15}  # on Thursday
DONDERDAG = 3
VRAGEN_PER_GESPREK = (1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3)


@dataclass(slots=True)
class Contactmoment:
    """A made-up record. Moments are texts with an offset, ready for PostgreSQL."""

    uuid: str
    contactmoment: str
    startdatum: str
    einddatum: str
    vraag: str | None
    specifieke_vraag: str | None
    gespreksresultaat: str
    verantwoordelijke_afdeling: str | None
    emailadres_kcm: str
    bronnen: list[tuple[str, str, str]]


def contactmomenten(
    *, aantal: int, eerste_dag: date, dagen: int, seed: int
) -> Iterator[Contactmoment]:
    """Give ``aantal`` contactmomenten in order of time, in ``dagen`` days from ``eerste_dag``.

    The nth contactmoment of a seed has the same URL whatever the other arguments, so that loading
    a seed twice is noticed at once.
    """
    namen = Random(seed)  # noqa: S311 - nothing here is secret
    toeval = Random(f"inhoud {seed}")  # noqa: S311
    maker = _Maker(toeval)
    for dag, op_deze_dag in _spread(aantal, eerste_dag, dagen):
        for moment in maker.dag(dag, op_deze_dag):
            moment.uuid = str(UUID(int=namen.getrandbits(128), version=4))
            moment.contactmoment = f"{KLANTCONTACTEN}{UUID(int=namen.getrandbits(128), version=4)}"
            yield moment


def _spread(aantal: int, eerste_dag: date, dagen: int) -> Iterator[tuple[date, int]]:
    """Spread ``aantal`` over the days, by how busy each is."""
    lijst = [eerste_dag + timedelta(days=dag) for dag in range(dagen)]
    drukte = list(accumulate(DRUKTE_PER_DAG[dag.weekday()] for dag in lijst))
    if not drukte[-1]:  # a Sunday alone
        drukte = [1]
    vanaf = 0
    for dag, tot_nu_toe in zip(lijst, drukte, strict=True):
        tot = aantal * tot_nu_toe // drukte[-1]
        if tot > vanaf:
            yield dag, tot - vanaf
        vanaf = tot


class _Maker:
    """Makes the contactmomenten of a day, but for their URL and uuid."""

    def __init__(self, toeval: Random) -> None:
        self.toeval = toeval
        self.producten = [
            (afdeling, product)
            for afdeling, producten in catalogus.AFDELINGEN.items()
            for product in producten
        ]
        self.producten_gewicht = list(accumulate(product.gewicht for _, product in self.producten))
        self.resultaten = list(catalogus.GESPREKSRESULTATEN)
        self.resultaten_gewicht = list(accumulate(catalogus.GESPREKSRESULTATEN.values()))
        self.kcms = [
            f"{letter}.{naam}@gemeente.example"
            for letter, naam in zip(
                toeval.sample(catalogus.VOORLETTERS, len(catalogus.VOORLETTERS)),
                toeval.sample(catalogus.ACHTERNAMEN, len(catalogus.VOORLETTERS)),
                strict=True,
            )
        ]

    def dag(self, dag: date, aantal: int) -> Iterator[Contactmoment]:
        """Make the contactmomenten of one day, in order of time."""
        uren = DRUKTE_PER_UUR | (KOOPAVOND if dag.weekday() == DONDERDAG else {})
        middag = datetime.combine(dag, time(12), tzinfo=AMSTERDAM)
        zone = middag.strftime("%z")
        gekozen = self.toeval.choices(list(uren), list(uren.values()), k=aantal)
        begin = sorted(
            (uur * 3600 + (1800 if uur == 8 else 0)) * 1000
            + self.toeval.randrange((1800 if uur == 8 else 3600) * 1000)
            for uur in gekozen
        )
        over = 0
        for start in begin:
            if not over:
                over = self.toeval.choice(VRAGEN_PER_GESPREK)
                kcm = self.toeval.choice(self.kcms)
            over -= 1
            duur = self._duur()
            yield self._moment(f"{dag} ", zone, start, duur, kcm)

    def _duur(self) -> int:
        """Milliseconds: minutes mostly, seldom an hour, now and then a clock that ran behind."""
        if self.toeval.random() < 0.0005:
            return -self.toeval.randrange(1, 90_000)
        return int(min(self.toeval.lognormvariate(5.3, 0.75), 3 * 3600) * 1000)

    def _moment(self, dag: str, zone: str, start: int, duur: int, kcm: str) -> Contactmoment:
        toeval = self.toeval
        ((afdeling, product),) = toeval.choices(self.producten, cum_weights=self.producten_gewicht)
        (resultaat,) = toeval.choices(self.resultaten, cum_weights=self.resultaten_gewicht)
        soort = toeval.random()
        vraag: str | None = None
        specifiek: str | None = None
        bronnen: list[tuple[str, str, str]] = []
        if soort < 0.55:  # a kennisartikel, with the section that was consulted
            vraag = f"{product.titel} - {toeval.choice(product.secties)}"
            bronnen.append(_kennisartikel(product))
        elif soort < 0.80:
            vraag = toeval.choice(product.vacs)
            bronnen.append(_vac(product, vraag))
        if vraag is None or toeval.random() < 0.2:  # in no source, or not covered by it
            specifiek = toeval.choice(product.specifiek)
        if vraag is not None:
            while len(bronnen) < 6 and toeval.random() < 0.68:
                bronnen.append(self._andere_bron(product))
        schrijfwijze: str | None = afdeling
        kans = toeval.random()
        if kans < 0.03:
            schrijfwijze = None
        elif kans < 0.05:
            schrijfwijze = catalogus.SCHRIJFWIJZEN.get(afdeling, afdeling)
        return Contactmoment(
            uuid="",
            contactmoment="",
            startdatum=f"{dag}{_klok(start)}{zone}",
            einddatum=f"{dag}{_klok(start + duur)}{zone}",
            vraag=vraag,
            specifieke_vraag=specifiek,
            gespreksresultaat=resultaat,
            verantwoordelijke_afdeling=schrijfwijze,
            emailadres_kcm=kcm,
            bronnen=bronnen,
        )

    def _andere_bron(self, product: Product) -> tuple[str, str, str]:
        soort = self.toeval.randrange(10)
        if soort < 4:
            return ("website", product.titel, f"{WEBSITE}{_slug(product.titel)}")
        if soort < 7:
            return _vac(product, self.toeval.choice(product.vacs))
        if soort < 8:
            return _kennisartikel(product)
        if soort < 9:
            titel = self.toeval.choice(catalogus.NIEUWSBERICHTEN)
            return ("nieuwsbericht", titel, f"{KISS}nieuws/{_slug(titel)}")
        titel = self.toeval.choice(catalogus.WERKINSTRUCTIES)
        return ("werkinstructie", titel, f"{KISS}werkinstructies/{_slug(titel)}")


def _kennisartikel(product: Product) -> tuple[str, str, str]:
    return ("kennisartikel", product.titel, f"{WEBSITE}producten/{_slug(product.titel)}")


def _vac(product: Product, vraag: str) -> tuple[str, str, str]:
    return ("vac", vraag, f"{KISS}vac/{_slug(product.titel)}-{product.vacs.index(vraag) + 1}")


@cache
def _slug(titel: str) -> str:
    return slugify(titel)


def _klok(milliseconden: int) -> str:
    seconden, rest = divmod(milliseconden, 1000)
    minuten, seconde = divmod(seconden, 60)
    uur, minuut = divmod(minuten, 60)
    return f"{uur:02d}:{minuut:02d}:{seconde:02d}.{rest:03d}"
