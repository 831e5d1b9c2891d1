"""What an admin does not allow, whatever rights somebody has."""

from django.db.models import Model
from django.http import HttpRequest


class OnlyOurConditions:
    """Mixed into an admin whose lists take no conditions from the address but those that it offers.

    Django lets people filter on any column that way, secrets included, with slow expressions too.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Nothing of one's own."""
        return False


class ReadOnly:
    """Mixed into an admin of which nothing may be added, changed or removed."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody may."""
        return False
