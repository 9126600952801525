"""Labels of a district's files: known ones, those the district confirmed, and why a new one may tell who somebody is.

A label is text that stands beside many students: target group, language, next step. Nothing else of what a person typed
may be loaded or published, for a column of labels is where names end up.
"""

from walks.labels.doubts import Doubt, doubt_of
from walks.labels.known import LABELED, OTHER, STANDARD, KnownLabels, LabelField, may_tell, plain_label

__all__ = [
    "LABELED",
    "OTHER",
    "STANDARD",
    "Doubt",
    "KnownLabels",
    "LabelField",
    "doubt_of",
    "may_tell",
    "plain_label",
]
