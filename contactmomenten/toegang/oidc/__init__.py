"""Employees, through the identity provider of the municipality (OpenID Connect)."""
