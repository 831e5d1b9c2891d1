"""The admin, for beheerders: browsing the register."""

from django.contrib import admin

from contactmomenten.admin.contactmomentdetail import ContactmomentdetailAdmin

__all__ = ["ContactmomentdetailAdmin"]

admin.site.site_header = "Contactmomentdetails"
admin.site.site_title = "Contactmomentdetails"
admin.site.index_title = "Beheer"
admin.site.site_url = None  # there is no public site to view
