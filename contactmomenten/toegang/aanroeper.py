"""The caller of an endpoint."""

from dataclasses import dataclass

from contactmomenten.models import Scope


@dataclass(frozen=True, kw_only=True, slots=True)
class Aanroeper:
    """A caller whose credential was checked.

    An employee calls with a token of the identity provider (``medewerker`` alone is set), an
    application with its own (``applicatie`` alone), or an application on behalf of an employee
    (both). ``emailadres`` is what the record keeps of the employee; not every provider tells it.
    ``in_browser`` is an employee who is logged in to the admin, and tries the API out.
    ``may_export`` is False for one who may see records there, and not take them as a file.
    """

    scopes: frozenset[Scope]
    applicatie: str | None = None
    medewerker: str | None = None
    emailadres: str | None = None
    in_browser: bool = False
    may_export: bool = True

    # What REST framework asks of a user.
    is_authenticated = True

    @property
    def naam(self) -> str:
        """Who it is, for the history."""
        return self.medewerker or self.applicatie or ""

    def may(self, scope: Scope) -> bool:
        """Whether this scope was granted."""
        return scope in self.scopes
