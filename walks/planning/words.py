"""Short texts of a plan, and what they may not hold: a plan is about adults and tasks, never about a student."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from walks.importing.identity import Identity, identity_in

LONGEST_LINE = 120
REASONS = {
    Identity.ADDRESS: "it looks like a street address; write the name of the building instead",
    Identity.EMAIL: "it looks like an e-mail address; no plan needs one",
    Identity.PHONE: "it looks like a phone number; the one that families call has a box of its own",
    Identity.NUMBER: "it looks like a student or social security number; no student belongs in a plan",
}
_LONG_NUMBER = re.compile(r"(?<![\d,.])[A-Za-z]?\d{6,}(?!\d)")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?!\d)")
_BORN = re.compile(r"\b(?:dob|born|birth ?da(?:y|te)s?|nacid[oa])\b", re.IGNORECASE)
_STUDENT_NUMBER = re.compile(r"\b(?:sais|ssid|matric|student (?:id|number|no\.?))\b.*\d", re.IGNORECASE)


def refused(text: str) -> str:
    """Say why a text may not stand in a plan; "" where it may."""
    if _DATE.search(text) or _BORN.search(text):
        return "it looks like a birth date; days belong in the boxes for dates"
    if _LONG_NUMBER.search(text) or _STUDENT_NUMBER.search(text):
        return REASONS[Identity.NUMBER]
    kind = identity_in(text)
    return REASONS[kind] if kind else ""


def _checked(text: str) -> str:
    reason = refused(text)
    if reason:
        raise ValueError(reason)
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE, pattern=r"^[^\x00-\x1f\x7f]*$"),
    AfterValidator(_checked),
]
MaybeLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_LINE, pattern=r"^[^\x00-\x1f\x7f]*$"),
    AfterValidator(_checked),
]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(\(?[2-9]\d{2}\)?[-. ]?\d{3}[-. ]?\d{4})?$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
