"""What a district says afterwards: what its own codes mean, and what an outcome should have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from database.district.store import NoSuchVisit
from database.district.values import CorrectionRecord, OwnCodeRecord
from operations.district.importing_model import CodeAnswer
from operations.district.side import DistrictSide, codes_with_own, own_code
from walks.codes import outcome as outcome_of
from walks.codes import plain_code
from walks.importing.identity import identity_in
from walks.keys import WalkKey
from walks.records import Correction

LONGEST = 200


def answer_codes(side: DistrictSide, answers: Sequence[CodeAnswer]) -> None:
    """Keep what the district says its codes mean: all of them or none.

    Raises:
        ValueError: A meaning is blank, a span is empty, or a code has a meaning already in one of its fiscal years.
    """
    for answer in answers:
        if not answer.meaning.strip() or not plain_code(answer.code):
            raise ValueError(f"say what {plain_code(answer.code) or 'the code'} means")
    records = [
        OwnCodeRecord(
            from_fiscal_year=answer.from_fiscal_year,
            to_fiscal_year=answer.to_fiscal_year,
            code=plain_code(answer.code),
            kind=answer.kind.value,
            meaning=answer.meaning.strip(),
        )
        for answer in answers
    ]
    codes_with_own(side.store).with_rows(map(own_code, records))
    side.store.add_own_codes(records)


def correct_visit(
    side: DistrictSide, walk: WalkKey, walk_scoped_key: str, attempt: int, outcome: str, who: str, why: str
) -> None:
    """Append a correction to a visit; the visit stays as it was loaded.

    Args:
        side: The district's file.
        walk: Date and organizer.
        walk_scoped_key: Of the student, as the walk's page shows it.
        attempt: As loaded; 0 for a student settled before the walk or not visited.
        outcome: The code that should have been entered.
        who: Who makes the correction.
        why: For what reason; no personal data.

    Raises:
        ValueError: There is no such visit, the outcome is no code, who or why is missing or too long, or why tells who
            somebody is.
    """
    student = next((one for one, key in side.walk_key_of(walk).items() if key == walk_scoped_key), None)
    nowhere = f"the walk {walk} has no attempt {attempt} under the key {walk_scoped_key}"
    if student is None:
        raise ValueError(nowhere)
    if max(len(who), len(why)) > LONGEST:
        raise ValueError(f"who and why: at most {LONGEST} characters each")
    if found := identity_in(why):
        raise ValueError(f"why holds {found}: say it without them")
    now = datetime.now(UTC).replace(tzinfo=None)
    one = Correction(walk, student, attempt, outcome_of(outcome), who.strip(), why.strip(), now)
    said = one.outcome.code, one.who, one.why, one.at
    try:
        side.store.add_correction(CorrectionRecord(walk.day, walk.organizer, student, attempt, *said))
    except NoSuchVisit:
        raise ValueError(nowhere) from None
