"""Client secrets, encrypted at rest, and keys that are derived from ``SECRET_KEY``.

The keys are in the environment and the ciphertexts in the database: a dump of the latter opens
nothing. What an older ``SECRET_KEY`` (``SECRET_KEY_FALLBACKS``) encrypted can still be read.
"""

from base64 import urlsafe_b64encode
from functools import cache, lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"contactmomenten.toegang.client_geheim"


class UnreadableSecretError(Exception):
    """The secret was encrypted with a key that this installation does not have (any more)."""


def encrypt(secret: str) -> str:
    """The secret as it may be stored."""
    fernet = _fernet_of(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return fernet.encrypt(secret.encode()).decode()


def decrypt(stored: str) -> str:
    """The secret again.

    Raises:
        UnreadableSecretError: no key of this installation opens it.
    """
    try:
        return _decrypt(stored, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    except InvalidToken:
        raise UnreadableSecretError from None


@lru_cache(maxsize=256)  # every request of an application that signs asks for the same one
def _decrypt(stored: str, *secret_keys: str) -> str:
    return _fernet_of(*secret_keys).decrypt(stored.encode()).decode()


def derive_key(secret_key: str, purpose: bytes) -> bytes:
    """32 bytes for one purpose; knowing them tells nothing of ``secret_key`` or other purposes."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret_key.encode())


@cache
def _fernet_of(*secret_keys: str) -> MultiFernet:
    keys = (urlsafe_b64encode(derive_key(key, _PURPOSE)) for key in secret_keys)
    return MultiFernet([Fernet(key) for key in keys])
