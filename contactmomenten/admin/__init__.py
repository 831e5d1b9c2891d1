"""The admin, for beheerders: the register, what was exported of it, and who may call the API."""

import django.contrib.auth.admin  # noqa: F401 - registers what is unregistered below
from django.contrib import admin
from django.contrib.auth.models import Group, User

from contactmomenten.admin.applicatie import ApplicatieAdmin
from contactmomenten.admin.contactmomentdetail import ContactmomentdetailAdmin
from contactmomenten.admin.correctie import CorrectieAdmin
from contactmomenten.admin.export import ExportAdmin
from contactmomenten.admin.gebruiker import GebruikerAdmin
from contactmomenten.admin.samenvoeging import SamenvoegingAdmin

__all__ = [
    "ApplicatieAdmin",
    "ContactmomentdetailAdmin",
    "CorrectieAdmin",
    "ExportAdmin",
    "GebruikerAdmin",
    "SamenvoegingAdmin",
]

# What a group may do is in the code (toegang/groepen.py); who is in it, at the identity provider.
admin.site.unregister(Group)
admin.site.unregister(User)
admin.site.register(User, GebruikerAdmin)
