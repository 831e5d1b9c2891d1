"""The versioned API (v1), for integrators and BI teams: strict, complete and described.

Follows the NLGov REST API Design Rules 2.2. Policy of versions: docs/api.md.
"""

VERSIE = "1.1.0"  # of the interface, not of the software
BASIS = "/contactmomentdetails/api/v1"
