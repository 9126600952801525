"""What the import page asks of the server: one act, what its controls say, and the file where the act needs it."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from operations.district.importing import CodeAnswer, Layout, Wishes
from walks.codes import ExitKind
from walks.importing import FileKind

MOST_BYTES = 10_000_000
MOST_TEXT = MOST_BYTES * 4 // 3 + 4
NOT_THERE = "(not in this file)"
"""What a list of columns says where none is chosen; an empty value would be the list's placeholder."""
MOST_ROWS = 100_000
MAP, MEANS, SAYS, FIRST, LAST = "map:", "means:", "says:", "from:", "to:"
OPEN, SHEET, HEADER_ROW, LOST, LABEL = "open:", "sheet:", "header row", "lost", "label:"
OPEN_ANSWER, SHEET_ANSWER, LOST_ANSWER = "open", "read", "unknown"
OF_FILE = 12
"""Letters of a file's hash before the name of a control that is about this file alone."""
Act = Literal["check", "load", "codes", "rejected", "template", "district", "undo", "year", "year-edit", "drop-year"]


class Unusable(ValueError):
    """What was sent cannot be used; the message says why, for the person who sent it."""


class Brought(BaseModel):
    """A file as the browser sent it: ``content`` in base64."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(max_length=255)
    content: str = Field(max_length=MOST_TEXT)

    def data(self) -> bytes:
        """The file's bytes.

        Raises:
            Unusable: it is no base64, or too large.
        """
        try:
            found = base64.b64decode(self.content, validate=True)
        except ValueError:
            raise Unusable("The file did not arrive whole: choose it again.") from None
        if len(found) > MOST_BYTES:
            raise Unusable("The file is larger than 10 MB: split it by school year.")
        return found


class Asked(BaseModel):
    """One act.

    Attributes:
        act: what to do.
        id: of the load or the school year the act is about.
        fresh: whether the file or its kind is new, so that the columns on screen are those of another file.
        number: of this act in the browser, sent back with the answer.
        fields: what each control says, by name.
        file: where the act needs it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    act: Act
    id: int | None = Field(default=None, ge=1)
    fresh: bool = False
    number: int = Field(ge=0)
    fields: dict[Annotated[str, Field(max_length=120)], Annotated[str, Field(max_length=4000)]] = Field(max_length=400)
    file: Brought | None = None

    @property
    def kind(self) -> FileKind:
        """Which of the three files.

        Raises:
            Unusable: none of them.
        """
        try:
            return FileKind(self.fields.get("kind", ""))
        except ValueError:
            raise Unusable("Say which of the three files it is: visits, spells or plan.") from None

    @property
    def mapping(self) -> dict[str, str] | None:
        """Header by field as chosen on screen; None where the program is to propose it."""
        chosen = {name.removeprefix(MAP): text for name, text in self.fields.items() if name.startswith(MAP)}
        return (
            None
            if self.fresh or not chosen
            else {name: text for name, text in chosen.items() if text not in ("", NOT_THERE)}
        )

    def wishes(self, data: bytes) -> Wishes:
        """What is said of the file; what a control says of a file chosen earlier is passed over."""
        own = of_file(hashlib.sha256(data).hexdigest(), "")
        said = {name.removeprefix(own): text for name, text in self.fields.items() if name.startswith(own)}
        sheets = [
            name.removeprefix(SHEET) for name, text in said.items() if name.startswith(SHEET) and text == SHEET_ANSWER
        ]
        row = said.get(HEADER_ROW, "")
        opens = [
            name.removeprefix(OPEN)
            for name, text in self.fields.items()
            if name.startswith(OPEN) and text == OPEN_ANSWER
        ]
        return Wishes(
            Layout(tuple(sheets), int(row) if row.isdecimal() and 0 < int(row) < MOST_ROWS else None),
            tuple(opens),
            said.get(LOST) == LOST_ANSWER,
            {name.removeprefix(LABEL): text for name, text in self.fields.items() if name.startswith(LABEL) and text},
        )

    def as_of(self, today: date) -> date:
        """Day the file was exported; today for files that are no exports.

        Raises:
            Unusable: none of spells, no date, or one that lies ahead.
        """
        day = read_day(self.fields.get("as_of", ""), "the day of export")
        if day is None and self.kind is FileKind.SPELLS:
            raise Unusable("Say first on which day the student system wrote the file: nothing after it is known.")
        day = day or today
        if day > today:
            raise Unusable(f"The day of export is {day.isoformat()}, which has not come yet: correct it.")
        return day

    def brought(self) -> Brought:
        """The file.

        Raises:
            Unusable: there is none.
        """
        if self.file is None:
            raise Unusable("Choose a file first.")
        return self.file


def of_file(sha256: str, name: str) -> str:
    """The name of a control that is about one file alone."""
    return f"{sha256[:OF_FILE]}:{name}"


class Meaning(BaseModel):
    """What the district says of one unknown code; fiscal years inclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: str = Field(min_length=1, max_length=12)
    kind: ExitKind
    meaning: str = Field(min_length=1, max_length=200)
    from_fiscal_year: int = Field(ge=2000, le=2100)
    to_fiscal_year: int = Field(ge=2000, le=2100)


def meanings(fields: dict[str, str]) -> list[CodeAnswer]:
    """What the district said of each code; codes without a choice are left out.

    Raises:
        Unusable: no code has a choice, a fiscal year cannot be, or the last comes before the first.
    """
    codes = [name.removeprefix(MEANS) for name, chosen in fields.items() if name.startswith(MEANS) and chosen]
    if not codes:
        raise Unusable("Choose what at least one of the codes means.")
    return [CodeAnswer(**_meaning(code, fields).model_dump()) for code in codes]


def _meaning(code: str, fields: dict[str, str]) -> Meaning:
    said = fields.get(SAYS + code, "").strip()
    values = {
        "code": code,
        "kind": fields[MEANS + code],
        "meaning": said or KIND_WORDS.get(fields[MEANS + code], ""),
        "from_fiscal_year": fields.get(FIRST + code, ""),
        "to_fiscal_year": fields.get(LAST + code, ""),
    }
    try:
        found = Meaning.model_validate(values)
    except ValidationError as problem:
        raise Unusable(f"{code}: {_wrong(problem)}.") from None
    if found.from_fiscal_year > found.to_fiscal_year:
        raise Unusable(f"{code}: its last fiscal year comes before its first.")
    return found


def _wrong(problem: ValidationError) -> str:
    place = str(problem.errors(include_url=False)[0]["loc"][0])
    if place in ("from_fiscal_year", "to_fiscal_year"):
        return "a fiscal year is a number such as 2016 (July 2015 to June 2016)"
    return "choose what it means" if place == "kind" else "say it in 200 letters or fewer"


def read_day(text: str, what: str) -> date | None:
    """A day as date boxes send it; None where blank.

    Raises:
        Unusable: it is no date.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unusable(f"“{text.strip()[:20]}” is no date for {what}: choose one, or write it as 2016-08-03.") from None


KIND_WORDS = {
    ExitKind.DROPOUT.value: "Dropped out",
    ExitKind.UNKNOWN.value: "Left; nobody knows where to",
    ExitKind.SUMMER.value: "Did not come back after the summer",
    ExitKind.TRANSFER.value: "Moved to another school or program",
    ExitKind.GRADUATED.value: "Graduated",
    ExitKind.GED.value: "Earned a GED",
    ExitKind.STAYS.value: "Stays enrolled here: only the record changed",
    ExitKind.LEFT.value: "Left for another known reason, such as age or illness",
    ExitKind.DECEASED.value: "Died",
}
