"""Paths of KISS, below ``/api/``. No slash at the end, as KISS."""

from django.urls import path

from contactmomenten.kiss.views import ContactmomentdetailsView, FaqView, RapportView

urlpatterns = [
    path("contactmomentdetails", ContactmomentdetailsView.as_view()),
    path("contactmomentendetails", RapportView.as_view()),
    path("faq", FaqView.as_view()),
]
