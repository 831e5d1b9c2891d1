"""Management information in the admin: one page of figures, charts and tables."""
