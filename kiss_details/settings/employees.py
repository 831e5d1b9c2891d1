"""How employees log in: at the identity provider, or with a local account (docs/toegang.md)."""

from datetime import timedelta
from urllib.parse import urlsplit

from kiss_details.settings.environment import PRODUCTIE, names, problems, text

# --- The identity provider ---------------------------------------------------------------

# The names that KISS has for them. Without an authority there are only local accounts.
OIDC_AUTHORITY = text("OIDC_AUTHORITY").rstrip("/")
OIDC_CLIENT_ID = text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = text("OIDC_CLIENT_SECRET")
# For whom an access token must be meant (claim aud) to be good for the API.
OIDC_AUDIENCE: list[str] = names("OIDC_AUDIENCE") or [OIDC_CLIENT_ID]
# Where the roles stand in a token: names of claims, with dots for claims inside claims.
OIDC_ROLE_CLAIM: list[str] = names("OIDC_ROLE_CLAIM") or ["roles", "role"]
OIDC_KLANTCONTACTMEDEWERKER_ROLE = (
    text("OIDC_KLANTCONTACTMEDEWERKER_ROLE") or "Klantcontactmedewerker"
)
OIDC_REDACTEUR_ROLE = text("OIDC_REDACTEUR_ROLE") or "Redacteur"
OIDC_BEHEERDER_ROLE = text("OIDC_BEHEERDER_ROLE") or "Beheerder"
OIDC_RAPPORTAGE_ROLE = text("OIDC_RAPPORTAGE_ROLE") or "Rapportage"
if OIDC_AUTHORITY:
    _authority = urlsplit(OIDC_AUTHORITY)
    _try_out = not PRODUCTIE and _authority.hostname in {"localhost", "127.0.0.1"}
    if not _authority.hostname or (_authority.scheme != "https" and not _try_out):
        problems.append("Zet OIDC_AUTHORITY op een adres dat met https:// begint.")
    if not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
        problems.append("Zet bij OIDC_AUTHORITY ook OIDC_CLIENT_ID en OIDC_CLIENT_SECRET.")
_roles = {
    OIDC_KLANTCONTACTMEDEWERKER_ROLE,
    OIDC_REDACTEUR_ROLE,
    OIDC_BEHEERDER_ROLE,
    OIDC_RAPPORTAGE_ROLE,
}
if len(_roles) < 4:  # every KCM would be a beheerder, say
    problems.append("Geef elk van de vier rollen (OIDC_..._ROLE) een eigen naam.")

OIDC_RP_CLIENT_ID = OIDC_CLIENT_ID
OIDC_RP_CLIENT_SECRET = OIDC_CLIENT_SECRET
OIDC_RP_SCOPES = "openid profile email"
OIDC_AUTHENTICATION_CALLBACK_URL = "oidc-terug"
OIDC_USE_PKCE = True
LOGIN_REDIRECT_URL = "admin:index"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first, so that a locked account is not even tried
    "django.contrib.auth.backends.ModelBackend",
    "contactmomenten.toegang.oidc.backend.OIDCBackend",
]

# --- Local accounts: for an emergency ----------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # what 0.1.0 stored; replaced at login
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Both together: a stranger cannot lock a beheerder out, who comes from another address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "contactmomenten/geblokkeerd.html"
AXES_CLIENT_IP_CALLABLE = "contactmomenten.toegang.noodaccounts.address_of"
AXES_USERNAME_CALLABLE = "contactmomenten.toegang.noodaccounts.name_of"
AXES_WHITELIST_CALLABLE = "contactmomenten.toegang.noodaccounts.is_other_login"
AXES_DISABLE_ACCESS_LOG = True  # our own events tell it, without names
# What it keeps of a failed login must not have the address of the page that was asked for, which
# can be a search for somebody's name.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "next", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
