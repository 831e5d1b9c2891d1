"""Configuration of the app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContactmomentenConfig(AppConfig):
    name = "contactmomenten"
    verbose_name = "Contactmomenten"

    def ready(self) -> None:
        """Listen to logins, and keep the groups of the admin as the code says."""
        from contactmomenten.toegang import (
            aanmeldingen,
            groepen,
            schema,  # noqa: F401 - drf-spectacular finds it once it is imported
        )

        aanmeldingen.connect()
        post_migrate.connect(groepen.set_up_groups, sender=self, dispatch_uid="groepen")
