"""Migrations of a district's own file."""
