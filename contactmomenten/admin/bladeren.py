"""Browsing contactmomentdetails: the columns of the list, its search and its filters."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from contactmomenten.admin.filters import DATUMS
from contactmomenten.admin.lijst import LONGEST_SHOWN, Lijst
from contactmomenten.admin.rechten import knows_medewerkers
from contactmomenten.admin.titel import LijstMetNaam
from contactmomenten.admin.weergave import gespreksduur, number, to_the_minute
from contactmomenten.models import Contactmomentdetail
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet


class Bladeren(LijstMetNaam):
    """An admin of contactmomentdetails with this list."""

    list_per_page = 50
    search_fields = ("zoekvector",)
    search_help_text = (
        "Zoek op woorden uit de vraag, de specifieke vraag, het gespreksresultaat of de afdeling. "
        "Of plak het adres (URL) van een contactmoment, of het laatste deel daarvan."
    )

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The columns; without the employee for whoever may not see who had the contact."""
        return (
            "moment",
            "duur",
            "onderwerp",
            "resultaat",
            "afdeling",
            *(["kcm"] if knows_medewerkers(request.user) else []),
            "bronnen",
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Lijst]:
        """Our own list."""
        return Lijst

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: ContactmomentdetailQuerySet,  # type: ignore[override]
        search_term: str,
    ) -> tuple[ContactmomentdetailQuerySet, bool]:
        """Search the stored Dutch words instead of every text, or find one contactmoment."""
        return (queryset.find(search_term) if search_term else queryset), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, at an address that has no more in it than what is asked for."""
        plain = without_empty(request.GET)
        if request.method == "GET" and plain != request.GET:
            return HttpResponseRedirect(f"{request.path}?{plain.urlencode()}".removesuffix("?"))
        return super().changelist_view(request, extra_context)

    @admin.display(description="moment")
    def moment(self, record: Contactmomentdetail) -> str:
        """When it began."""
        return to_the_minute(record.startdatum)

    @admin.display(description="duur")
    def duur(self, record: Contactmomentdetail) -> str:
        """How long it took."""
        return gespreksduur(record.gespreksduur)

    @admin.display(description="vraag")
    def onderwerp(self, record: Contactmomentdetail) -> SafeString | None:
        """The vraag, and below it the specifieke vraag, which says so."""
        lines = (("", _short(record, "vraag")), ("Specifiek: ", _short(record, "specifieke_vraag")))
        return format_html_join("", "<div>{}{}</div>", [line for line in lines if line[1]]) or None

    @admin.display(description="gespreksresultaat")
    def resultaat(self, record: Contactmomentdetail) -> str:
        """How it ended."""
        return _short(record, "gespreksresultaat")

    @admin.display(description="afdeling")
    def afdeling(self, record: Contactmomentdetail) -> str:
        """For which afdeling it was."""
        return _short(record, "verantwoordelijke_afdeling")

    @admin.display(description="KCM")
    def kcm(self, record: Contactmomentdetail) -> SafeString:
        """Who had the contact; a narrow column may break the address before its "@"."""
        name, at, host = (record.emailadres_kcm or "").partition("@")
        return format_html("{}<wbr>{}{}", name, at, host) if at else format_html("{}", name)

    @admin.display(description="bronnen")
    def bronnen(self, record: Contactmomentdetail) -> str:
        """How many bronnen were consulted."""
        return number(record.aantal_bronnen)  # type: ignore[attr-defined]


def _short(record: Contactmomentdetail, name: str) -> str:
    """A text of a record, cut off where it is long."""
    return Truncator((getattr(record, f"{name}_kort") or "").strip()).chars(LONGEST_SHOWN)


def without_empty(query: QueryDict) -> QueryDict:
    """Without what a form sends for a field that is empty, and without a period besides dates."""
    plain = QueryDict(mutable=True)
    for name, values in query.lists():
        if filled := [value for value in values if value.strip()]:
            plain.setlist(name, filled)
    if any(name in plain for name in DATUMS):
        plain.pop("periode", None)
    return plain
