"""Logging in at the identity provider; mounted on ``/oidc/``."""

from django.urls import path

from contactmomenten.toegang.oidc.views import AanmeldenView, AfmeldenView, TerugView

urlpatterns = [
    path("aanmelden/", AanmeldenView.as_view(), name="oidc-aanmelden"),
    path("terug/", TerugView.as_view(), name="oidc-terug"),
    path("afmelden/", AfmeldenView.as_view(), name="oidc-afmelden"),
]
