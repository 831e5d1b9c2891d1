"""Set up and serve a try-out of the register: what ``bin/start`` does once the packages are there.

Everything it needs and does not get from the environment it makes, and keeps under ``.data/``: a
PostgreSQL with sample data, secrets, and an administrator for the admin. Not for production, where
the deployment sets these (docs/installatie.md).
"""
