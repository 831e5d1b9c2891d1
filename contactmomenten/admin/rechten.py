"""What somebody who is logged in may, besides the rights that Django checks by itself."""

from django.contrib.auth.models import AnonymousUser, User


def knows_medewerkers(account: User | AnonymousUser) -> bool:
    """Whether somebody may see which employee had the contact, and which changed something."""
    return account.has_perm("contactmomenten.view_emailadres_kcm")


def may_correct(account: User | AnonymousUser) -> bool:
    """Whether somebody may change records."""
    return account.has_perm("contactmomenten.change_contactmomentdetail")


def may_export(account: User | AnonymousUser) -> bool:
    """Whether somebody may take records along as a file."""
    return account.has_perm("contactmomenten.export_contactmomentdetail")
