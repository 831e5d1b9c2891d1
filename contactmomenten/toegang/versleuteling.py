"""Encryption with keys that are derived from ``SECRET_KEY``: of client secrets at rest, and more.

The keys are in the environment and the ciphertexts in the database: a dump of the latter opens
nothing. What an older ``SECRET_KEY`` (``SECRET_KEY_FALLBACKS``) encrypted can still be read.
"""

from base64 import urlsafe_b64encode
from functools import cache, lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

CLIENT_SECRET = b"contactmomenten.toegang.client_geheim"


class UnreadableSecretError(Exception):
    """No key that this installation has (still) was it encrypted with."""


def encrypt(secret: str, purpose: bytes = CLIENT_SECRET) -> str:
    """The secret as it may be stored, in characters that an address can have."""
    fernet = _fernet_of(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return fernet.encrypt(secret.encode()).decode()


def decrypt(stored: str, purpose: bytes = CLIENT_SECRET) -> str:
    """The secret again.

    Raises:
        UnreadableSecretError: no key of this installation opens it.
    """
    try:
        return _decrypt(stored, purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    except (InvalidToken, ValueError):
        raise UnreadableSecretError from None


@lru_cache(maxsize=256)  # every request of an application that signs asks for the same one
def _decrypt(stored: str, purpose: bytes, *secret_keys: str) -> str:
    return _fernet_of(purpose, *secret_keys).decrypt(stored.encode()).decode()


def derive_key(secret_key: str, purpose: bytes) -> bytes:
    """32 bytes for one purpose; knowing them tells nothing of ``secret_key`` or other purposes."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret_key.encode())


@cache
def _fernet_of(purpose: bytes, *secret_keys: str) -> MultiFernet:
    keys = (urlsafe_b64encode(derive_key(key, purpose)) for key in secret_keys)
    return MultiFernet([Fernet(key) for key in keys])
