"""Whether the figures are those of plain Python."""

from dataclasses import asdict

import pytest

from contactmomenten.rapportages import (
    Bronnen,
    Dimensie,
    Selectie,
    Stap,
    Tijdvak,
    Vragen,
    Waarden,
    overzicht,
    rekenen,
    tel,
)
from tests.rapportages import los

LONGEST_WALK = 1000  # days


def check(tijdvak: Tijdvak, van: Waarden | None = None) -> None:
    """Every figure of this period, of the whole register or of some values.

    All but the gaps in the knowledge base, which test_kennisgaten.py has.
    """
    rows = los.records(tijdvak, van)
    vorige = los.records(tijdvak.vorige, van) if tijdvak.vorige else []
    found = overzicht(Selectie(tijdvak, van))

    assert found.nu.aantal == len(rows)
    for kern, own in ((found.nu, rows), (found.vorige, vorige)):
        if kern:
            assert asdict(kern.gespreksduur) == pytest.approx(los.gespreksduur(own))
            results = [(r.waarde, r.aantal, r.aandeel) for r in kern.gespreksresultaten.resultaten]
            assert results == los.per_resultaat(own)
            assert kern.gespreksresultaten.zelfstandig.aandeel == los.zelfstandig(own)
    assert found.drukte.uren == los.drukte(rows)
    per_afdeling = los.per_afdeling(rows, vorige)
    assert len(found.afdelingen) == len(per_afdeling)
    for afdeling in found.afdelingen:
        own_figures = {n: v for n, v in asdict(afdeling).items() if n != "afdeling"}
        assert own_figures == pytest.approx(per_afdeling[afdeling.afdeling])
    check_vragen(found.vragen, rows, vorige)
    check_bronnen(found.bronnen, rows)
    assert sum(punt.aantal for punt in found.verloop.punten) == len(rows)
    if tijdvak.dagen <= LONGEST_WALK and 1 < tijdvak.van.year < 9999:
        check_verloop(Selectie(tijdvak, van), rows)


def check_vragen(found: Vragen, rows: list[los.Los], vorige: list[los.Los]) -> None:
    for name, expected in los.vragen(rows, vorige).items():
        assert [(v.vraag, v.aantal, v.aantal_vorige) for v in getattr(found, name)] == expected
    assert found.zonder_vraag == sum(r.vraag is None for r in rows)
    assert found.met_vraag == len(rows) - found.zonder_vraag


def check_bronnen(found: Bronnen, rows: list[los.Los]) -> None:
    soorten = {(s.waarde,): (s.aantal, s.aandeel) for s in found.soorten}
    assert soorten == {key: (n, n / len(rows)) for key, n in los.once(rows, 1).items()}
    used = sorted(los.once(rows, 3).items(), key=lambda item: (-item[1], item[0]))
    assert [((b.soort, b.titel, b.url), b.aantal) for b in found.meest_gebruikt] == used[:10]
    assert found.zonder_bron == sum(not r.bronnen for r in rows)
    assert found.aandeel_zonder_bron == los.share(found.zonder_bron, len(rows))


def check_verloop(selectie: Selectie, rows: list[los.Los]) -> None:
    telling, tijdvak = tel(selectie, [Dimensie.UUR]), selectie.tijdvak
    for stap in Stap:
        punten = rekenen.verloop(telling, tijdvak, stap).punten
        expected = los.verloop(rows, tijdvak, stap)
        assert [punt.aantal for punt in punten] == [aantal for _, aantal in expected]
