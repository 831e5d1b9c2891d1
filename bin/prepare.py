"""Make ``.venv`` and install the packages in it, where that was not done for these requirements.

Needs nothing but Python: it runs before anything is installed. Needs no network where nothing
changed since the last time.
"""

from __future__ import annotations  # an older Python must get as far as being told so

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements-dev.txt"
STAMP = VENV / "installed"


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Het register heeft Python 3.11 of nieuwer nodig.")
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("De pakketten worden geïnstalleerd in .venv. Dat duurt de eerste keer even.", flush=True)
    run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        "De virtuele omgeving kon niet worden gemaakt. Op Debian en Ubuntu helpt: "
        "apt install python3-venv",
    )
    run(
        [PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", REQUIREMENTS],
        "De pakketten konden niet worden geïnstalleerd. Is er verbinding met een pakketregister?",
    )
    STAMP.write_text(wanted)


def run(command: list[str | Path], explanation: str) -> None:
    if subprocess.run(command, check=False).returncode:
        sys.exit(explanation)


main()
