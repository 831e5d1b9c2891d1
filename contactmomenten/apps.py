"""Configuration of the app."""

from django.apps import AppConfig


class ContactmomentenConfig(AppConfig):
    name = "contactmomenten"
    verbose_name = "Contactmomenten"
