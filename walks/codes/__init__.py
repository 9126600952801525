"""Code tables: outcomes of a visit, and Arizona's withdrawal codes by fiscal year. Both are data files with sources."""

from walks.codes.outcomes import Answer, Outcome, UnknownOutcome, outcome, outcomes
from walks.codes.withdrawal import (
    CodeTable,
    ExitKind,
    UnknownCode,
    WithdrawalCode,
    code_table,
    fiscal_year,
    plain_code,
)

__all__ = [
    "Answer",
    "CodeTable",
    "ExitKind",
    "Outcome",
    "UnknownCode",
    "UnknownOutcome",
    "WithdrawalCode",
    "code_table",
    "fiscal_year",
    "outcome",
    "outcomes",
    "plain_code",
]
