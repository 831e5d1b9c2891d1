"""Install the identityprovider of the tests, where that was not done for this lock file.

Without npm or a network this does nothing, and the tests that need it say that they are skipped.
With ``--required``, as CI has it, it then fails and says why.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "identityprovider"
STAMP = FOLDER / "node_modules" / "installed"


def main() -> None:
    """Install, if need be."""
    wanted = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    problem = install()
    if problem is None:
        STAMP.write_text(wanted)
    elif "--required" in sys.argv:
        sys.exit(f"De identityprovider voor de tests is niet geïnstalleerd: {problem}")


def install() -> str | None:
    """Install what the lock file names; what went wrong, if anything did."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm ontbreekt."
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
    # Without a network npm would try for more than a minute.
    command += [
        "--fetch-retries=2",
        "--fetch-retry-mintimeout=500",
        "--fetch-retry-maxtimeout=2000",
    ]
    done = subprocess.run(command, cwd=FOLDER, check=False, capture_output=True, text=True)
    return done.stderr if done.returncode else None


main()
