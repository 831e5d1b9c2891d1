"""Reading the environment, and what kind of installation it says that this is.

Each variable can also be given as NAME_FILE, the path of a file that holds the value (a Docker or
Kubernetes secret).
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv

BASE_DIR = Path(__file__).resolve().parent.parent.parent
_env = FileAwareEnv(strip_whitespace=True)

# What is missing or wrong, as Dutch sentences that say what to set.
problems: list[str] = []


def text(name: str, default: str = "") -> str:
    """The value of a variable."""
    try:
        return _env.str(name, default)
    except ValueError:  # its file cannot be read
        problems.append(f"Zet {name}_FILE op een bestand dat het register kan lezen.")
        return default


def names(name: str, between: str = ",") -> list[str]:
    """The values of a variable that has several."""
    return [part.strip() for part in text(name).split(between) if part.strip()]


def flag(name: str, default: bool) -> bool:
    """Whether a variable says true or false."""
    try:
        return _env.bool(name, default)
    except (EnvError, ValueError):
        problems.append(f"Zet {name} op true of false.")
        return default


def refuse_problems() -> None:
    """Tell everything that is missing or wrong at once.

    Raises:
        ImproperlyConfigured: there is something.
    """
    if problems:
        raise ImproperlyConfigured("\n".join(["Het register kan niet starten:", *problems]))


OMGEVING = text("OMGEVING", "productie")
PRODUCTIE = OMGEVING == "productie"
if OMGEVING not in {"productie", "ontwikkeling"}:
    problems.append("Zet OMGEVING op 'productie' of 'ontwikkeling'.")

# A folder for what a try-out keeps: the embedded database and the secrets that bin/start made.
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / ".data")))
