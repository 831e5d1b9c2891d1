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

_CLIENT_SECRET = b"contactmomenten.toegang.client_geheim"


class UnreadableSecretError(Exception):
    """No key that this installation has (still) was it encrypted with."""


def encrypt(content: bytes, purpose: bytes) -> str:
    """The content as it may be stored, in characters that an address can have."""
    return _fernet(purpose).encrypt(content).decode()


def decrypt(stored: str, purpose: bytes) -> bytes:
    """The content again.

    Raises:
        UnreadableSecretError: no key of this installation opens it for this purpose.
    """
    try:
        return _fernet(purpose).decrypt(stored.encode())
    except (InvalidToken, ValueError):
        raise UnreadableSecretError from None


def encrypt_client_secret(secret: str) -> str:
    """A client secret as it may be stored."""
    return encrypt(secret.encode(), _CLIENT_SECRET)


def decrypt_client_secret(stored: str) -> str:
    """The client secret again. Every request of an application that signs asks for the same one.

    Raises:
        UnreadableSecretError: no key of this installation opens it.
    """
    return _client_secret(stored, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=256)
def _client_secret(stored: str, *_secret_keys: str) -> str:
    return decrypt(stored, _CLIENT_SECRET).decode()


def derive_key(secret_key: str, purpose: bytes) -> bytes:
    """32 bytes for one purpose; knowing them tells nothing of ``secret_key`` or other purposes."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret_key.encode())


def _fernet(purpose: bytes) -> MultiFernet:
    return _fernet_of(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _fernet_of(purpose: bytes, *secret_keys: str) -> MultiFernet:
    keys = (urlsafe_b64encode(derive_key(key, purpose)) for key in secret_keys)
    return MultiFernet([Fernet(key) for key in keys])
