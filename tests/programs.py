"""Programs and files of others that some tests need."""

import os

import pytest


def need(installed: bool, *, otherwise: str) -> None:
    """Skip the tests that need what is not there; in CI, where nobody would see that, they fail."""
    if installed:
        return
    if os.environ.get("CI"):
        pytest.fail(otherwise, pytrace=False)
    pytest.skip(otherwise)
