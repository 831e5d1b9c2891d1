"""Contactmomentdetails in the admin, put together from its parts."""

from django.contrib import admin

from contactmomenten.admin.beperkingen import OnlyOurConditions
from contactmomenten.admin.bladeren import Bladeren
from contactmomenten.admin.corrigeren import Corrigeren
from contactmomenten.admin.exporteren import Exporteren
from contactmomenten.admin.geschiedenis import Geschiedenis
from contactmomenten.admin.samenvoegen import Samenvoegen
from contactmomenten.admin.verwijderen import Verwijderen
from contactmomenten.models import Contactmomentdetail


@admin.register(Contactmomentdetail)
class ContactmomentdetailAdmin(
    OnlyOurConditions,
    Bladeren,
    Corrigeren,
    Exporteren,
    Geschiedenis,
    Samenvoegen,
    Verwijderen,
    admin.ModelAdmin,  # type: ignore[type-arg]
):
    """Each part is in a file of its own."""
