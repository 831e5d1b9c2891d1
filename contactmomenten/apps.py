"""Configuration of the app, and of the admin that it comes with."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class ContactmomentenConfig(AppConfig):
    name = "contactmomenten"
    verbose_name = "Contactmomenten"
    default = True

    def ready(self) -> None:
        """Listen to logins, keep the groups as the code says, name accounts plainly."""
        from contactmomenten.toegang import (
            aanmeldingen,
            groepen,
            schema,  # noqa: F401 - drf-spectacular finds it once it is imported
        )

        apps.get_app_config("auth").verbose_name = "Gebruikersbeheer"
        aanmeldingen.connect()
        post_migrate.connect(groepen.set_up_groups, sender=self, dispatch_uid="groepen")


class BeheerConfig(admin_apps.AdminConfig):
    """Django's admin, with our own header and home page."""

    default = False
    default_site = "contactmomenten.beheersite.Beheersite"
