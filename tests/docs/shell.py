"""Running the examples of the handbook as they stand."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.dienst.conftest import database_url_of_tests


class Shell:
    """Runs examples with the machine's folders and addresses replaced."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.environment = os.environ | {
            "DATABASE_URL": database_url_of_tests(),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }

    def here(self, text: str) -> str:
        """The example for this machine."""
        text = text.replace("/run/secrets", str(self.folder))
        text = text.replace(".venv/bin/python manage.py", f"{sys.executable} {ROOT}/manage.py")
        return text.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")

    def run(self, *program: str) -> str:
        """Run it and give what it prints, without what it logs; it must end well."""
        done = subprocess.run(
            [self.here(part) for part in program],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
        return done.stdout

    def sh(self, text: str) -> str:
        """Run a shell example, every line of it; curl says what goes wrong, and nothing else."""
        return self.run("/bin/sh", "-e", "-c", text.replace("curl ", "curl -sS "))

    def export(self, text: str) -> None:
        """Run a shell example that sets variables, and keep them."""
        lines = self.sh(f"{text}\nenv").splitlines()
        values = dict(line.split("=", 1) for line in lines if "=" in line)
        for name in [line.split()[1].split("=")[0] for line in text.splitlines()]:
            self.environment[name] = values[name]

    def secret(self, name: str) -> str:
        """What an example wrote to ``/run/secrets``."""
        return (self.folder / name).read_text().strip()
