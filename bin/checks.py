"""Run the checks and then the tests; stop at the first that fails. Arguments go to pytest."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# Enough for the checks that read the settings; the tests have their own (pyproject.toml).
ENVIRONMENT = os.environ | {
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    "OMGEVING": "ontwikkeling",
    "SECRET_KEY": "only-for-the-checks-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "localhost",
    "DEBUG": "false",
    "LOG_LEVEL": "INFO",
    "POSTGRES_HOST": "",
    "DATA_DIR": str(ROOT / ".data" / "test"),
}
CHECKS = (
    "ruff check .",
    "ruff format --check .",
    "mypy .",
    "lint-imports",
    "python manage.py makemigrations --check --dry-run",
    "sphinx-build -W -n -q -b html docs docs/_build/html",
)

# Each process has a database of its own. The tests of a file share what takes long to start. Left
# to itself, xdist keeps files of few tests for the end, and those take longest.
TWO_AT_ONCE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def main() -> None:
    """Run them all."""
    for check in CHECKS:
        run(check.split())
    run(["djade", "--check", *map(str, ROOT.glob("contactmomenten/templates/**/*.html"))])
    run(["python", "-m", "pytest", *TWO_AT_ONCE, *sys.argv[1:]])


def run(command: list[str]) -> None:
    """Run one, and stop where it fails."""
    print(f"== {' '.join(command)}", flush=True)
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=False)
    if done.returncode:
        sys.exit(f"Mislukt: {' '.join(command)}")


if __name__ == "__main__":
    main()
