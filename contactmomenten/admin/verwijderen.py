"""Removing a record for good, with its history: only with the right, a reason and a second look."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contactmomenten import services
from contactmomenten.admin.reden import RedenField, herkomst_of
from contactmomenten.admin.versie import is_still, versie_of
from contactmomenten.admin.weergave import local
from contactmomenten.models import Contactmomentdetail, Contactmomentdetailversie
from contactmomenten.services import VersionConflictError

CHANGED_MEANWHILE = (
    "Deze gegevens zijn intussen veranderd door iemand anders. Er is niets verwijderd. Kijk "
    "hieronder wat er nu staat."
)
GONE = "Deze contactmomentdetails zijn er niet, of niet meer."


class VerwijderForm(forms.Form):
    """Why it goes, and which version somebody was looking at."""

    reden = RedenField(
        help_text="Waarom verwijdert u dit? De reden blijft bewaard. Noem geen namen of andere "
        "gegevens van klanten."
    )
    versie = forms.CharField(widget=forms.HiddenInput, required=False)


class Verwijderen(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin of contactmomentdetails in which a record can be removed, one at a time."""

    delete_confirmation_template = "admin/contactmomenten/contactmomentdetail/verwijderen.html"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's own removal of many at once, which asks for no reason."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what goes and ask why; then remove it through the services."""
        record: Contactmomentdetail | None = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, record):
            raise PermissionDenied
        if record is None:
            messages.warning(request, GONE)
            return _to_list()
        form = VerwijderForm(request.POST or None)
        if form.is_valid():
            gone = self._remove(request, record, form)
            return _to_list() if gone else HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Contactmomentdetails verwijderen",
            "record": record,
            "begin": local(record.startdatum),
            "bronnen": record.bronnen.all(),
            "versies": Contactmomentdetailversie.objects.filter(pgh_obj_id=record.pk).count(),
            "versie": versie_of(record.gewijzigd_op),
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, self.delete_confirmation_template, context)

    def _remove(
        self, request: HttpRequest, record: Contactmomentdetail, form: VerwijderForm
    ) -> bool:
        """Whether it is gone, by this or by somebody else."""
        try:
            services.remove(
                uuid=record.uuid,
                herkomst=herkomst_of(request, form.cleaned_data["reden"]),
                condition=is_still(form.cleaned_data["versie"]),
            )
        except VersionConflictError:
            messages.error(request, CHANGED_MEANWHILE)
            return False
        except Contactmomentdetail.DoesNotExist:
            messages.warning(request, GONE)
            return True
        messages.success(request, "De contactmomentdetails zijn verwijderd, met hun geschiedenis.")
        return True


def _to_list() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:contactmomenten_contactmomentdetail_changelist"))
