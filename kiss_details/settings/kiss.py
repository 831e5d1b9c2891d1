"""Who may call the KISS endpoints (docs/kiss.md)."""

from kiss_details.settings.environment import problems, text

# Empty means: nobody can call with such a token.
MANAGEMENTINFORMATIE_API_KEY = text("MANAGEMENTINFORMATIE_API_KEY")
KISS_CLIENT_ID = text("KISS_CLIENT_ID")
KISS_CLIENT_SECRET = text("KISS_CLIENT_SECRET")
SHORTEST_SECRET = 32  # bytes, as KISS demands and RFC 7518 section 3.2 asks for HS256
for _name, _secret in (
    ("MANAGEMENTINFORMATIE_API_KEY", MANAGEMENTINFORMATIE_API_KEY),
    ("KISS_CLIENT_SECRET", KISS_CLIENT_SECRET),
):
    if _secret and len(_secret.encode()) < SHORTEST_SECRET:
        problems.append(f"Maak {_name} ten minste {SHORTEST_SECRET} bytes lang.")
if bool(KISS_CLIENT_ID) != bool(KISS_CLIENT_SECRET):
    problems.append("Zet KISS_CLIENT_ID en KISS_CLIENT_SECRET allebei, of geen van beide.")
if KISS_CLIENT_SECRET and KISS_CLIENT_SECRET == MANAGEMENTINFORMATIE_API_KEY:
    problems.append("Geef KISS_CLIENT_SECRET en MANAGEMENTINFORMATIE_API_KEY elk een eigen waarde.")
