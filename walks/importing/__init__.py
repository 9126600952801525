"""Reading a district's three files, purely: a ``Sheet`` and a mapping in, kept rows and findings out.

``read_visits``, ``read_spells`` and ``read_plan`` refuse a file with an identity column before they look at anything else,
reject row by row what cannot be, and account for every row: read = kept + rejected + blank.
"""

from walks.importing.fields import FIELDS, Field, FileKind, guess_mapping
from walks.importing.files import PlanRow, read_plan, read_spells, read_visits
from walks.importing.identity import Identity, identity_columns
from walks.importing.sheet import Finding, Refused, RejectedRow, Sheet, Value
from walks.importing.whole_file import Imported

__all__ = [
    "FIELDS",
    "Field",
    "FileKind",
    "Finding",
    "Identity",
    "Imported",
    "PlanRow",
    "Refused",
    "RejectedRow",
    "Sheet",
    "Value",
    "guess_mapping",
    "identity_columns",
    "read_plan",
    "read_spells",
    "read_visits",
]
