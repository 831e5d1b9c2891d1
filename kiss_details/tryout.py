"""Set up and serve a try-out of the register: what ``bin/start`` does once the packages are there.

Everything it needs and does not get from the environment it makes, and keeps under ``.data/``: a
PostgreSQL with sample data, secrets, and an administrator for the admin. Not for production, where
the deployment sets these (docs/installatie.md).
"""

import ctypes
import http.client
import json
import os
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn

import django
import jwt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
BEHEERDER = "beheerder"
MEDEWERKER = "kcm@gemeente.example"
SAMPLE_SIZE = 2000
TOKEN_LIFETIME = timedelta(hours=12)
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PATIENCE = 60  # seconds for the service to answer
# What is made where the environment does not have it, with its bytes of chance.
SECRETS = {
    "SECRET_KEY": 64,
    "MANAGEMENTINFORMATIE_API_KEY": 48,
    "KISS_CLIENT_SECRET": 48,
}
EXAMPLE = {
    "id": "https://openklant.gemeente.example/klantinteracties/api/v1/klantcontacten/voorbeeld",
    "startdatum": "2026-02-03T09:17:02.044Z",
    "einddatum": "2026-02-03T09:21:47.318Z",
    "vraag": "Paspoort aanvragen - Wat neem ik mee?",
    "specifiekevraag": "Mag de foto van vorig jaar zijn?",
    "gespreksresultaat": "Zelfstandig afgehandeld",
    "verantwoordelijkeAfdeling": "Burgerzaken",
    "bronnen": [
        {
            "soort": "kennisartikel",
            "titel": "Paspoort aanvragen",
            "url": "https://www.gemeente.example/producten/paspoort",
        }
    ],
}


def main() -> None:
    """Prepare, serve, and stop everything again on Ctrl+C."""
    signal.signal(signal.SIGTERM, _interrupt)  # so that the exit handlers run
    host = os.environ.get("HOST", "127.0.0.1")
    port = os.environ.get("PORT", "8000")
    _check_address(host, port)
    password = prepare_environment(host)
    try:
        prepare_register(password)
        serve(host, port, password)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        _say("\nHet register is gestopt.")


def prepare_environment(host: str) -> str:
    """Set what the settings need and the environment lacks, and keep what was made for next time.

    Returns:
        The password of the sample administrator.
    """
    os.environ.setdefault("OMGEVING", "ontwikkeling")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiss_details.settings")
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - whoever starts it chose so
    names = ["*"] if everywhere else ["localhost", "127.0.0.1", "[::1]", host]
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(names))

    data = Path(os.environ.get("DATA_DIR", ROOT / ".data"))
    data.mkdir(parents=True, exist_ok=True)
    file = data / "geheimen.json"
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    for name, size in SECRETS.items():
        if not os.environ.get(name) and not os.environ.get(f"{name}_FILE"):
            os.environ[name] = kept.setdefault(name, secrets.token_urlsafe(size))
    if not os.environ.get("KISS_CLIENT_ID_FILE"):
        os.environ.setdefault("KISS_CLIENT_ID", "kiss")
    password = kept.setdefault("wachtwoord", secrets.token_urlsafe(12))
    with open(file, "w", opener=_owner_only) as output:
        json.dump(kept, output, indent=2)
    return password


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
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", host, "--port", port, "--blocking-threads", "4"]
    command += ["--log-level", "warning", "kiss_details.wsgi:application"]
    server = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=ROOT,
        env=environment,
        preexec_fn=_end_with_parent,
    )
    try:
        address = _reachable_address(host, port)
        _wait_until_ready(server, address)
        _welcome(address, password)
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


def _welcome(address: str, password: str) -> None:
    api = f"http://{address}/api/contactmomentdetails"
    employee = f"Authorization: Bearer {_employee_token()}"
    system = f"Authorization: Bearer {_system_token()}"
    now = datetime.now(UTC)
    period = f"from={now - timedelta(days=365):%Y-%m-%dT00:00:00Z}&to={now:%Y-%m-%dT23:59:59Z}"
    report = f"http://{address}/api/contactmomentendetails?{period}&pageSize=2"
    json_type, body = "Content-Type: application/json", json.dumps(EXAMPLE)
    lines = [
        f"Het register staat klaar op http://{address}/",
        "",
        f"Beheer       http://{address}/admin/",
        f"             gebruikersnaam {BEHEERDER}, wachtwoord {password}",
        f"Gezondheid   http://{address}/healthz",
        "",
        "Een contactmoment opslaan, zoals KISS dat doet (deze tokens gelden 12 uur):",
        _curl("-i", "-X", "PUT", api, "-H", employee, "-H", json_type, "-d", body),
        "",
        "Het contactmoment tonen:",
        _curl("-G", api, "-H", employee, "--data-urlencode", f"id={EXAMPLE['id']}"),
        "",
        "Managementinformatie ophalen:",
        _curl(report, "-H", system),
        "",
        "Stoppen: Ctrl+C.",
    ]
    _say("\n".join(lines))


def _employee_token() -> str:
    claims = {
        "client_id": settings.KISS_CLIENT_ID,
        "iss": settings.KISS_CLIENT_ID,
        "user_id": MEDEWERKER,
        "user_representation": "Voorbeeldmedewerker",
    }
    return _sign(claims, settings.KISS_CLIENT_SECRET)


def _system_token() -> str:
    return _sign({}, settings.MANAGEMENTINFORMATIE_API_KEY)


def _sign(claims: dict[str, str], secret: str) -> str:
    now = datetime.now(UTC)
    return jwt.encode({**claims, "iat": now, "exp": now + TOKEN_LIFETIME}, secret, "HS256")


def _curl(*arguments: str) -> str:
    return shlex.join(["curl", "-sS", "-w", r"\n", *arguments])


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


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


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
