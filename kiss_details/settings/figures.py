"""What the management information counts (docs/managementinformatie.md)."""

from kiss_details.settings.environment import names, problems, text

# The gespreksresultaten after which nobody else has to do anything; some have a comma in them.
ZELFSTANDIG_RESULTATEN: list[str] = names("ZELFSTANDIG_RESULTATEN", ";") or [
    "Zelfstandig afgehandeld"
]
_doel = text("ZELFSTANDIG_DOEL", "80")
if not (_doel.isascii() and _doel.isdigit() and int(_doel) <= 100):
    problems.append("Zet ZELFSTANDIG_DOEL op een heel percentage van 0 tot en met 100.")
    _doel = "0"
ZELFSTANDIG_DOEL = int(_doel)
