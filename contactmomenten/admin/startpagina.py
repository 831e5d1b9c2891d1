"""What the home page of the admin tells: what needs attention, and what was corrected lately.

Everything only for whoever may see it on the pages that it leads to. The number of queries is the
same whatever is in the register, and none reads more than some ten thousand rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from contactmomenten.admin.paginator import MOST
from contactmomenten.admin.weergave import contactmomenten, day, local, number
from contactmomenten.admin.wijziging import histories_of, wie_van
from contactmomenten.models import (
    Contactmomentdetail,
    Datakwaliteit,
    Samenvoeging,
    Token,
    Wijziging,
)

ENDING = 30  # days before a token stops working, for whoever has to give another one
MOST_TOKENS = 10
CORRECTIES = 10
SATURDAY = 5  # of datetime.weekday()
LIST = "admin:contactmomenten_contactmomentdetail_changelist"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signaal:
    """A signal that some records have: how many, and the list of those."""

    label: str
    aantal: str
    adres: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AflopendToken:
    """A token that stops working soon, and the page of its application."""

    applicatie: str
    kenmerk: str
    einde: str
    adres: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LaatsteVanKiss:
    """When KISS last stored something, and whether that is longer ago than one would expect."""

    moment: str
    is_lang_geleden: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Correctie:
    """Something that was corrected; without an address where nothing is left to look at."""

    moment: datetime
    wat: str
    wie: str
    reden: str
    adres: str

    @property
    def wanneer(self) -> str:
        """The moment as people read it."""
        return told(self.moment)


@dataclass(frozen=True, kw_only=True, slots=True)
class Overzicht:
    """The home page for one account; None for what it may not see."""

    lijst: str | None
    kiss: LaatsteVanKiss | None
    signalen: list[Signaal] | None
    tokens: list[AflopendToken] | None
    correcties: list[Correctie] | None


def overview(account: Any) -> Overzicht:
    """What this account may know. At most twelve queries."""
    may = {
        name: account.has_perm(f"contactmomenten.{name}")
        for name in (
            "view_contactmomentdetail",
            "view_emailadres_kcm",
            "view_samenvoeging",
            "view_applicatie",
        )
    }
    sees_details = may["view_contactmomentdetail"]
    return Overzicht(
        lijst=reverse(LIST) if sees_details else None,
        kiss=_last_of_kiss() if sees_details else None,
        signalen=_signals() if sees_details else None,
        tokens=_tokens() if may["view_applicatie"] else None,
        correcties=_corrections(
            with_medewerker=may["view_emailadres_kcm"], with_merging=may["view_samenvoeging"]
        )
        if sees_details
        else None,
    )


def told(moment: datetime) -> str:
    """A moment with the day as one would say it: ``vandaag om 10:17``, ``03-02-2026 om 10:17``."""
    today, date = timezone.localdate(), timezone.localtime(moment).date()
    names = {today: "vandaag", today - timedelta(days=1): "gisteren"}
    return f"{names.get(date) or day(date)} om {local(moment)[11:16]}"


def is_long_ago(moment: datetime, now: datetime) -> bool:
    """Whether a whole working day passed since, and today is one too. Holidays are not known."""
    if now.weekday() >= SATURDAY:
        return False
    before = now - timedelta(days=1)
    while before.weekday() >= SATURDAY:
        before -= timedelta(days=1)
    return moment < before


def _last_of_kiss() -> LaatsteVanKiss | None:
    moment = Wijziging.objects.through_kiss().values_list("moment", flat=True).first()
    if moment is None:
        return None
    return LaatsteVanKiss(
        moment=told(moment), is_lang_geleden=is_long_ago(moment, timezone.localtime())
    )


def _signals() -> list[Signaal]:
    """Those that some records have. A query for each."""
    found = []
    for signal in Datakwaliteit:
        aantal = Contactmomentdetail.objects.with_signal(signal).count_up_to(MOST)
        if aantal:
            text = f"meer dan {number(MOST)}" if aantal > MOST else number(aantal)
            adres = f"{reverse(LIST)}?{urlencode({'signaal': signal.value})}"
            found.append(Signaal(label=signal.label, aantal=text, adres=adres))
    return found


def _tokens() -> list[AflopendToken]:
    tokens = Token.objects.ending_within(ENDING).select_related("applicatie")[:MOST_TOKENS]
    return [
        AflopendToken(
            applicatie=token.applicatie.naam,
            kenmerk=token.kenmerk,
            einde=day(token.geldig_tot_en_met),
            adres=reverse("admin:contactmomenten_applicatie_change", args=[token.applicatie_id]),
        )
        for token in tokens
    ]


def _corrections(*, with_medewerker: bool, with_merging: bool) -> list[Correctie]:
    """The last corrections of single records, and of many at once; at most three queries."""
    changes = list(Wijziging.objects.corrections()[:CORRECTIES])
    histories = histories_of(changes)
    found = [
        _correction(c, histories.get(c.uuid, ""), with_medewerker=with_medewerker) for c in changes
    ]
    if with_merging:
        found += map(_merging, Samenvoeging.objects.all()[:CORRECTIES])
    return _newest(found)


def _newest(corrections: Iterable[Correctie]) -> list[Correctie]:
    return sorted(corrections, key=lambda c: c.moment, reverse=True)[:CORRECTIES]


def _correction(change: Wijziging, adres: str, *, with_medewerker: bool) -> Correctie:
    context = change.context or {}
    return Correctie(
        moment=change.moment,
        wat="Verwijderd" if change.soort == Wijziging.Soort.VERWIJDERD else "Gewijzigd",
        wie=wie_van(context, with_medewerker=with_medewerker),
        reden=context.get("reden", ""),
        adres=adres,
    )


def _merging(job: Samenvoeging) -> Correctie:
    return Correctie(
        moment=job.begonnen_op,
        wat=f"{job.get_veld_display()} veranderd van {contactmomenten(job.aantal)}",
        wie=job.door,
        reden=job.reden,
        adres=reverse("admin:contactmomenten_samenvoeging_change", args=[job.pk]),
    )
