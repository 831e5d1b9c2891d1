"""Prepare, serve and stop the try-out."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import NoReturn

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError

from kiss_details.tryout.environment import ROOT, KeptSecretsError, prepare_environment
from kiss_details.tryout.welcome import BEHEERDER, welcome

SAMPLE_SIZE = 2000
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PATIENCE = 60  # seconds for the service to answer


def main() -> None:
    """Prepare, serve, and stop everything again on Ctrl+C."""
    signal.signal(signal.SIGTERM, _interrupt)  # so that the exit handlers run
    host = os.environ.get("HOST", "127.0.0.1")
    port = os.environ.get("PORT", "8000")
    _check_address(host, port)
    try:
        password = prepare_environment(host)
        prepare_register(password)
        serve(host, port, password)
    except (ImproperlyConfigured, KeptSecretsError) as error:
        sys.exit(str(error))
    except OperationalError:
        sys.exit("De database antwoordt niet. Klopt DATABASE_URL, en draait PostgreSQL daar?")
    except KeyboardInterrupt:
        _say("\nHet register is gestopt.")


def prepare_register(password: str) -> None:
    """Start the database, migrate it, and the first time fill it and make an administrator."""
    _say("De database wordt klaargezet.")
    django.setup()
    from django.contrib.auth.models import User

    from contactmomenten.models import Contactmomentdetail

    call_command("migrate", verbosity=0)
    if User.objects.exists():
        return
    if not Contactmomentdetail.objects.exists():
        call_command("voorbeelddata", aantal=SAMPLE_SIZE)
    # Last, so that an interrupted first time is done over.
    User.objects.create_superuser(BEHEERDER, password=password)


def serve(host: str, port: str, password: str) -> None:
    """Run the server until it is interrupted; tell the address once it answers."""
    environment = dict(os.environ)
    if settings.DATABASE_URL:  # of the embedded PostgreSQL too: this process keeps that alive
        environment["DATABASE_URL"] = settings.DATABASE_URL
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"]
    command += ["--host", host, "--port", port, "--blocking-threads", "4"]
    command += ["--log-config", "kiss_details/granian.json", "--log-level", "warning"]
    command += ["kiss_details.wsgi:application"]
    server = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=ROOT,
        env=environment,
        preexec_fn=_end_with_parent,
    )
    try:
        address = _reachable_address(host, port)
        _wait_until_ready(server, address)
        _say(welcome(address, password))
        server.wait()
        sys.exit("De server is onverwacht gestopt.")
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_until_ready(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit("De server kon niet starten.")
        if _answers(address):
            return
        time.sleep(0.1)
    sys.exit(f"De server antwoordt na {PATIENCE} seconden nog niet.")


def _answers(address: str) -> bool:
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _check_address(host: str, port: str) -> None:
    """Say at once, and not after half a minute of preparations, that the address is taken."""
    try:
        family, *_, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
    except (OSError, OverflowError):
        sys.exit(f"Op {host} poort {port} kan het register niet luisteren. Kies HOST en PORT.")


def _reachable_address(host: str, port: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - listened on, not connected to
        host = "127.0.0.1"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _end_with_parent() -> None:
    """Let the kernel end the server when this process is killed and cannot do so itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a program for people


if __name__ == "__main__":
    main()
