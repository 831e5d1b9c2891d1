"""What is remembered of what was decrypted: client secrets, and nothing of callers."""

from contactmomenten.api.cursor import Lijstcursor
from contactmomenten.toegang import versleuteling
from tests.factories import BEGIN


def test_a_client_secret_is_decrypted_once() -> None:
    stored = versleuteling.encrypt_client_secret("geheim")
    before = versleuteling._client_secret.cache_info()

    for _ in range(3):
        assert versleuteling.decrypt_client_secret(stored) == "geheim"

    after = versleuteling._client_secret.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


def test_a_cursor_does_not_stay_in_memory() -> None:
    """It holds the filters, an employee's address among them, and would push the secrets out."""
    cursor = Lijstcursor(
        query="emailadresKcm=kcm@gemeente.example",
        value=BEGIN,
        id=1,
        back=False,
        few=False,
        telling=None,
    )
    before = versleuteling._client_secret.cache_info()

    assert Lijstcursor.read(cursor.write()) == cursor
    assert versleuteling._client_secret.cache_info() == before
