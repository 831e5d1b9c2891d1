"""What the settings need and the environment of a try-out lacks."""

import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What is made where the environment does not have it, with its bytes of chance.
SECRETS = {
    "SECRET_KEY": 64,
    "MANAGEMENTINFORMATIE_API_KEY": 48,
    "KISS_CLIENT_SECRET": 48,
}


class KeptSecretsError(Exception):
    """The file with what was made the last time cannot be used."""


def prepare_environment(host: str) -> str:
    """Set what the settings need and the environment lacks, and keep what was made for next time.

    Returns:
        The password of the sample administrator.

    Raises:
        KeptSecretsError: with a Dutch sentence that says what to do.
    """
    os.environ.setdefault("OMGEVING", "ontwikkeling")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiss_details.settings")
    # A line for each request would push the welcome out of sight.
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("GEMEENTE_NAAM", "Gemeente Voorbeeld")
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - whoever starts it chose so
    names = ["*"] if everywhere else ["localhost", "127.0.0.1", "[::1]", host]
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(names))
    if not os.environ.get("KISS_CLIENT_ID_FILE"):
        os.environ.setdefault("KISS_CLIENT_ID", "kiss")

    file = Path(os.environ.get("DATA_DIR", ROOT / ".data")) / "geheimen.json"
    try:
        kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        for name, size in SECRETS.items():
            if not os.environ.get(name) and not os.environ.get(f"{name}_FILE"):
                os.environ[name] = kept.setdefault(name, secrets.token_urlsafe(size))
        password = kept.setdefault("wachtwoord", secrets.token_urlsafe(12))
        _write(file, json.dumps(kept, indent=2))
    except (OSError, ValueError) as error:
        raise KeptSecretsError(
            f"{file} kan niet worden gelezen of geschreven. Is de map van een andere gebruiker? "
            f"Gooi {file.parent} weg om opnieuw te beginnen."
        ) from error
    return password


def _write(file: Path, text: str) -> None:
    """Write a file that its owner alone can read; an interruption leaves the old one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    with open(unfinished, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as output:
        output.write(text)
    unfinished.replace(file)
