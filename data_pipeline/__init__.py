"""How data get in: published files are read (``sources``), put in order (``catalog_builder``), kept (``catalog``), loaded."""

PROGRAM_VERSION = "0.1.0"
"""The version loads are recorded with; the same as in ``pyproject.toml``."""
