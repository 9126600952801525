"""What changes a district's file. Each function runs inside the caller's one write transaction; nothing here commits."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from database.district.errors import AlreadyHeld, AlreadyReleased, CannotUndo, ChangedMeanwhile, NoSuchVisit
from database.district.models import (
    Change,
    Correction,
    District,
    Label,
    Load,
    MadeRelease,
    OwnCode,
    Plan,
    SchoolYear,
    Secret,
    Spell,
    Student,
    Visit,
    WalkStudent,
)
from database.district.rows import Fields, fields, load_fields, numbered
from database.district.values import (
    CorrectionRecord,
    DistrictRecord,
    LabelRecord,
    MadeReleaseRecord,
    NewLoad,
    OwnCodeRecord,
    PlanRecord,
    SchoolYearRecord,
    SpellRecord,
    VisitRecord,
)
from database.writing import utc_now, without_zone

ONE = 1
SECRET_BYTES = 32
WALK_KEY_BYTES = 8
ROWS_OF: dict[str, type[Visit | Spell | Plan]] = {"visits": Visit, "spells": Spell, "plan": Plan}


def raise_version(connection: Connection) -> None:
    """A number never given before, also not by a copy of the file that was put back: the time, or one more."""
    last = connection.scalar(select(Change.number)) or 0
    number = max(last + 1, time.time_ns() // 1000)
    connection.execute(delete(Change))
    connection.execute(insert(Change).values(id=ONE, number=number))


def refuse_other_version(connection: Connection, seen: int) -> None:
    """Inside ``BEGIN IMMEDIATE``: nobody can change the file between this look and the writing.

    Raises:
        ChangedMeanwhile: The version is not ``seen``.
    """
    if (connection.scalar(select(Change.number)) or 0) != seen:
        raise ChangedMeanwhile("the data changed meanwhile; nothing was written")


def save_district(connection: Connection, district: DistrictRecord) -> None:
    """Say whose file it is."""
    connection.execute(delete(District))
    connection.execute(insert(District).values(id=ONE, **fields(district)))


def save_school_years(connection: Connection, years: Sequence[SchoolYearRecord]) -> None:
    """Exchange all school years."""
    connection.execute(delete(SchoolYear))
    for year in years:
        closed = json.dumps([day.isoformat() for day in year.closed])
        connection.execute(insert(SchoolYear).values(**{**fields(year), "closed": closed}))


def add_own_codes(connection: Connection, codes: Sequence[OwnCodeRecord]) -> None:
    """Add explained codes; one explained before for the same years is explained anew."""
    for code in codes:
        years = (OwnCode.from_fiscal_year == code.from_fiscal_year, OwnCode.to_fiscal_year == code.to_fiscal_year)
        connection.execute(delete(OwnCode).where(*years, OwnCode.code == code.code))
        connection.execute(insert(OwnCode).values(**fields(code)))


def add_labels(connection: Connection, labels: Iterable[LabelRecord]) -> None:
    """Keep confirmed labels; one confirmed before stays as it is."""
    held = {(row.field, row.label) for row in connection.execute(select(Label.field, Label.label))}
    new = [one for one in dict.fromkeys(labels) if (one.field, one.label) not in held]
    if new:
        connection.execute(insert(Label), [{**fields(one), "confirmed_at": utc_now()} for one in new])


def withdraw_label(connection: Connection, label: LabelRecord) -> bool:
    """Take a label off the list; say whether it was there."""
    where = (Label.field == label.field, Label.label == label.label)
    return connection.execute(delete(Label).where(*where)).rowcount > 0


def load_visits(connection: Connection, new: NewLoad, rows: Sequence[VisitRecord]) -> int:
    """Write a load of visits and draw the walk-scoped keys of students a walk did not name before.

    The file's secret is drawn with the first visits, so that looking at a release writes nothing.
    """
    load_id = _begin(connection, "visits", new, len(rows))
    make_secret(connection)
    values = numbered(rows, load_id, _numbers(connection, rows))
    _insert(connection, "visits", values)
    _draw_walk_keys(connection, values)
    return load_id


def load_spells(connection: Connection, new: NewLoad, rows: Sequence[SpellRecord]) -> int:
    """Write a load of spells; older ones of the same students stay for the day this load is undone."""
    load_id = _begin(connection, "spells", new, len(rows))
    _insert(connection, "spells", numbered(rows, load_id, _numbers(connection, rows)))
    return load_id


def load_plan(connection: Connection, new: NewLoad, rows: Sequence[PlanRecord]) -> int:
    """Write a load of plans."""
    load_id = _begin(connection, "plan", new, len(rows))
    _insert(connection, "plan", [{**fields(row), "load_id": load_id} for row in rows])
    return load_id


def undo(connection: Connection, load_id: int) -> int:
    """Delete the rows of a load, then walk-scoped keys and students that no row needs any more.

    Raises:
        CannotUndo: There is no such load, it is undone, or corrections stand on its visits.
    """
    load = connection.execute(select(Load.kind, Load.undone_at).where(Load.id == load_id)).first()
    if load is None:
        raise CannotUndo(f"there is no load {load_id}")
    if load.undone_at is not None:
        raise CannotUndo(f"load {load_id} was undone already, on {load.undone_at:%Y-%m-%d}")
    if load.kind == "visits":
        _refuse_corrected(connection, load_id)
    model = ROWS_OF[load.kind]
    removed = connection.execute(delete(model).where(model.load_id == load_id)).rowcount
    _forget_unnamed(connection)
    connection.execute(update(Load).where(Load.id == load_id).values(undone_at=utc_now()))
    return removed


def add_correction(connection: Connection, correction: CorrectionRecord) -> None:
    """Append a correction; ``student`` is our own number as text.

    Raises:
        NoSuchVisit: There is no such attempt.
    """
    number = int(correction.student) if correction.student.isdecimal() else 0
    values = {**fields(correction), "student": number, "at": without_zone(correction.at)}
    attempt = exists().where(*(getattr(Visit, name) == values[name] for name in _VISIT_KEY))
    if not connection.scalar(select(attempt)):
        walk = f"{correction.walk_day.isoformat()} {correction.organizer}"
        raise NoSuchVisit(f"the walk {walk} has no attempt {correction.attempt} at this student; nothing was written")
    connection.execute(insert(Correction).values(**values))


def add_release(connection: Connection, release: MadeReleaseRecord) -> None:
    """Append an approved release.

    Raises:
        AlreadyReleased: The same bytes were released before.
    """
    if connection.scalar(select(MadeRelease.id).where(MadeRelease.sha256 == release.sha256)):
        raise AlreadyReleased(f"the release {release.sha256[:12]} was made before; nothing was written")
    connection.execute(
        insert(MadeRelease).values(**{**fields(release), "approved_at": without_zone(release.approved_at)})
    )


def make_secret(connection: Connection) -> bytes:
    """The secret; drawn if nobody was quicker."""
    held: bytes | None = connection.scalar(select(Secret.value))
    if held is not None:
        return held
    drawn = secrets.token_bytes(SECRET_BYTES)
    connection.execute(insert(Secret).values(id=ONE, value=drawn))
    return drawn


_VISIT_KEY = ("student", "walk_day", "organizer", "attempt")


def _begin(connection: Connection, kind: str, new: NewLoad, kept: int) -> int:
    if new.kind != kind:
        raise ValueError(f"a load of {new.kind} brought as one of {kind}")
    # here, inside the transaction: the same file sent twice at once is one load too
    live = (Load.kind == kind, Load.sha256 == new.sha256, Load.as_of == new.as_of, Load.undone_at.is_(None))
    same = connection.scalar(select(Load.id).where(*live)) if kind != "visits" else None
    if same is not None:
        raise AlreadyHeld(f"the file is loaded already, by load {same}; nothing was written")
    return connection.execute(insert(Load).values(**load_fields(new, kept)).returning(Load.id)).scalar_one()


def _insert(connection: Connection, kind: str, rows: list[Fields]) -> None:
    if not rows:
        return
    try:
        connection.execute(insert(ROWS_OF[kind]), rows)
    except IntegrityError as error:
        if "UNIQUE" not in str(error.orig):
            raise
        raise AlreadyHeld(f"a row of {kind} is there twice, or was loaded before; nothing was written") from error


def _numbers(connection: Connection, rows: Iterable[VisitRecord | SpellRecord]) -> dict[str, int]:
    """Our own number of each student named; new students get one."""
    wanted = dict.fromkeys(row.student for row in rows)
    query = select(Student.key, Student.number)
    known = {row.key: row.number for row in connection.execute(query)}
    fresh = [{"key": key} for key in wanted if key not in known]
    if fresh:
        connection.execute(insert(Student), fresh)
        known = {row.key: row.number for row in connection.execute(query)}
    return known


def _draw_walk_keys(connection: Connection, visits: Iterable[Fields]) -> None:
    """Random, so that nothing leads back from a key to a student; a student has another one in every walk."""
    named = {(row["walk_day"], row["organizer"], row["student"]): None for row in visits}
    held = connection.execute(select(WalkStudent.walk_day, WalkStudent.organizer, WalkStudent.student))
    for row in held:
        named.pop((row.walk_day, row.organizer, row.student), None)
    drawn = [
        {"walk_day": day, "organizer": organizer, "student": number, "key": secrets.token_hex(WALK_KEY_BYTES)}
        for day, organizer, number in named
    ]
    if drawn:
        connection.execute(insert(WalkStudent), drawn)


def _refuse_corrected(connection: Connection, load_id: int) -> None:
    same = (getattr(Correction, name) == getattr(Visit, name) for name in _VISIT_KEY)
    query = select(func.count()).select_from(Correction, Visit).where(Visit.load_id == load_id, *same)
    count = connection.scalar(query) or 0
    if count:
        stand = "1 correction stands" if count == 1 else f"{count} corrections stand"
        raise CannotUndo(f"{stand} on visits of load {load_id}; what was put right stays, so the load does too")


def _forget_unnamed(connection: Connection) -> None:
    """Nothing is kept of a student whom no row names any more."""
    names_in_walk = (getattr(Visit, name) == getattr(WalkStudent, name) for name in _VISIT_KEY[:-1])
    connection.execute(delete(WalkStudent).where(~exists().where(*names_in_walk)))
    unnamed = (~exists().where(model.student == Student.number) for model in (Visit, Spell))
    connection.execute(delete(Student).where(*unnamed))
