"""The jobs that give many records another value: how far they are, and undoing them."""

from time import monotonic
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contactmomenten.admin import keuze
from contactmomenten.admin.beperkingen import OnlyOurConditions, ReadOnly
from contactmomenten.admin.rechten import may_correct
from contactmomenten.admin.reden import RedenField, herkomst_of
from contactmomenten.admin.samenvoegen import Samenvoegen
from contactmomenten.admin.titel import LijstMetNaam
from contactmomenten.admin.weergave import local, number
from contactmomenten.models import Contactmomentdetail, Samenvoeging
from contactmomenten.models.contactmomentdetail_queryset import ContactmomentdetailQuerySet
from contactmomenten.services import Herkomst, Kanaal, merge_batch, start_undo
from contactmomenten.toegang.versleuteling import UnreadableSecretError

SECONDS = 1.5  # of work in one request


class TerugdraaiForm(forms.Form):
    """Why a job is undone."""

    reden = RedenField(help_text="Waarom draait u dit terug? Dit komt in de geschiedenis.")


@admin.register(Samenvoeging)
class SamenvoegingAdmin(OnlyOurConditions, ReadOnly, LijstMetNaam):
    """List the jobs; go on with one, or undo it."""

    list_display = ("begonnen", "gegeven", "was", "wordt", "veranderd", "staat", "door", "reden")
    list_display_links = ("begonnen",)
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """How far a job is (GET); do the next batches, or start undoing it (POST)."""
        job = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, job):
            raise PermissionDenied
        if job is None:
            messages.warning(request, "Deze samenvoeging is er niet.")
            return HttpResponseRedirect(reverse("admin:contactmomenten_samenvoeging_changelist"))
        form = TerugdraaiForm()
        if request.method == "POST":
            if not may_correct(request.user):
                raise PermissionDenied
            if request.POST.get("stap") == "terugdraaien":
                form = TerugdraaiForm(request.POST)
                if form.is_valid():
                    return self._undo(request, job, form.cleaned_data["reden"])
            else:
                try:
                    self._go_on(request, job)
                except UnreadableSecretError:
                    messages.error(
                        request,
                        "Deze samenvoeging kan niet verder: SECRET_KEY is intussen vervangen. Wat "
                        "al veranderd is, blijft zo. Begin een nieuwe voor de rest.",
                    )
                return _to(job)
        return self._page(request, job, form)

    def _page(self, request: HttpRequest, job: Samenvoeging, form: TerugdraaiForm) -> HttpResponse:
        may = may_correct(request.user)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(job),
            "job": job,
            "begonnen": local(job.begonnen_op),
            "klaar": local(job.klaar_op) if job.klaar_op else None,
            "was": self.was(job),
            "wordt": self.wordt(job),
            "gegeven": self.gegeven(job),
            "mag": may,
            "kan_terug": may and _can_be_undone(job),
            "form": form,
            "media": self.media,
        }
        template = "admin/contactmomenten/samenvoeging/voortgang.html"
        return TemplateResponse(request, template, context)

    def _go_on(self, request: HttpRequest, job: Samenvoeging) -> None:
        """Do batches for a moment; the page asks for more."""
        herkomst = Herkomst(wie=job.door, kanaal=Kanaal.ADMIN, reden=job.reden)
        records = self._records(request, job)
        begin = monotonic()
        while job.klaar_op is None:
            merge_batch(samenvoeging=job, records=records, herkomst=herkomst)
            if monotonic() - begin > SECONDS:
                return

    def _records(self, request: HttpRequest, job: Samenvoeging) -> ContactmomentdetailQuerySet:
        request.GET = keuze.read(job.query)  # type: ignore[assignment]
        of_details = self.admin_site.get_model_admin(Contactmomentdetail)
        records, _words, _kept = cast(Samenvoegen, of_details).choose(request, job.ids)
        return records

    def _undo(self, request: HttpRequest, job: Samenvoeging, reden: str) -> HttpResponse:
        if not _can_be_undone(job):
            messages.error(request, "Deze samenvoeging kan niet (meer) worden teruggedraaid.")
            return _to(job)
        try:
            undo = start_undo(samenvoeging=job, herkomst=herkomst_of(request, reden))
        except IntegrityError:  # somebody else did just now
            messages.error(request, "Deze samenvoeging is al teruggedraaid.")
            return _to(job)
        return _to(undo)

    @admin.display(description="begonnen op")
    def begonnen(self, job: Samenvoeging) -> str:
        """When it began."""
        return local(job.begonnen_op)

    @admin.display(description="gegeven")
    def gegeven(self, job: Samenvoeging) -> str:
        """Which field."""
        return job.get_veld_display()

    @admin.display(description="was")
    def was(self, job: Samenvoeging) -> str:
        """The values that were replaced."""
        return ", ".join("(leeg)" if value is None else value for value in job.oud)

    @admin.display(description="wordt")
    def wordt(self, job: Samenvoeging) -> str:
        """What they became."""
        return "wat het was" if job.terug_van_id else job.nieuw

    @admin.display(description="veranderd")
    def veranderd(self, job: Samenvoeging) -> str:
        """How many records."""
        return number(job.aantal)

    @admin.display(description="staat")
    def staat(self, job: Samenvoeging) -> str:
        """Whether it is done."""
        return "klaar" if job.klaar_op else "niet klaar"


def _can_be_undone(job: Samenvoeging) -> bool:
    undone = Samenvoeging.objects.filter(terug_van=job).exists()
    return bool(job.klaar_op and job.aantal and not job.terug_van_id and not undone)


def _to(job: Samenvoeging) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:contactmomenten_samenvoeging_change", args=[job.pk]))
