"""Install what the tests take from npm: every folder below ``tests`` that has a lock file.

A folder is done where that was not done for this lock file, so the second time needs no network.
Without npm or a network the tests that need it say that they are skipped. With ``--required``, as
CI has it, this then fails and says why.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
# Without a network npm would try for more than a minute.
COMMAND += ["--fetch-retries=2", "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=2000"]


def main() -> None:
    """Install, where need be."""
    problems = {folder: problem for folder in folders() if (problem := prepare(folder))}
    if problems and "--required" in sys.argv:
        sys.exit(
            "\n".join(f"{folder} is niet geïnstalleerd: {problems[folder]}" for folder in problems)
        )


def folders() -> list[Path]:
    """The folders of the tests that need packages, at most two deep."""
    locks = [
        lock for depth in ("*", "*/*") for lock in ROOT.glob(f"tests/{depth}/package-lock.json")
    ]
    return sorted(lock.parent for lock in locks if "node_modules" not in lock.parts)


def prepare(folder: Path) -> str | None:
    """Install what the lock file of a folder names; what went wrong, if anything did."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / "installed"  # npm ci throws it away with the rest
    if stamp.exists() and stamp.read_text() == wanted:
        return None
    if shutil.which("npm") is None:
        return "npm ontbreekt."
    done = subprocess.run(COMMAND, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        return done.stderr
    stamp.write_text(wanted)
    return None


main()
