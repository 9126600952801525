"""How data get in: published files are read (``sources``), put in order (``catalog_builder``), kept (``catalog``), loaded."""
