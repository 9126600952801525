"""Every change of the tables, in order. Run by ``database.migrate``."""
