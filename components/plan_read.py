"""What a plan's form holds, as its callbacks get it: every box by the path of its field, every tick by its task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from werkzeug.exceptions import BadRequest

from components.plan_fields import NO_CHOICE
from operations.plans import PlanId, from_form
from walks.planning import Fields, Plan
from walks.planning.fields import YES

Value = TypeVar("Value")
LONGEST = 400
MOST_FIELDS = 6000
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}(\.[a-z0-9_-]{1,40}){0,2}$")]
Text = Annotated[str, StringConstraints(max_length=LONGEST)]


class _Id(BaseModel):
    model_config = ConfigDict(extra="forbid")
    type: str
    name: Path


class _Box(BaseModel):
    """One box: its id and what is in it."""

    id: _Id
    prop: Annotated[str, Field(alias="property")]
    value: bool | Text | int | Annotated[float, Field(allow_inf_nan=False)] | None = None

    @property
    def text(self) -> str:
        """As text; an empty box and one without its tick are ""."""
        if isinstance(self.value, bool) or self.value is None:
            return YES if self.value else ""
        if self.value == NO_CHOICE:
            return ""
        return repr(self.value).removesuffix(".0") if isinstance(self.value, float) else str(self.value)


class Which(BaseModel):
    """Which version of which plan a form was made from, and who fills it in."""

    model_config = ConfigDict(frozen=True)
    plan: PlanId
    version: Annotated[int, Field(ge=1)]
    by: Text = ""


class Then(Which):
    """An earlier version to take back: of which plan, and which version stands now."""

    then: Annotated[int, Field(ge=1)]


WHICH, THEN = TypeAdapter(Which), TypeAdapter(Then)
ACT: TypeAdapter[str] = TypeAdapter(Annotated[str, StringConstraints(pattern=r"^(remove|merge\.[1-9]\d{0,8})$")])
_BOXES: TypeAdapter[list[_Box]] = TypeAdapter(Annotated[list[_Box], Field(max_length=MOST_FIELDS)])
_SIDES: TypeAdapter[Literal["mine", "theirs"]] = TypeAdapter(Literal["mine", "theirs"])


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands: texts by path, ticks by task."""

    fields: Fields
    ticked: dict[str, bool]

    def plan(self, before: Plan, by: str, day: date) -> Plan:
        """The plan it holds. Raises as ``from_form``."""
        return from_form(self.fields, self.ticked, before, by, day)


def read_form(boxes: object, ticks: object) -> Form:
    """A form from the boxes and ticks of ``ctx.inputs_list`` or ``ctx.states_list``.

    Raises:
        BadRequest: a box is none of a plan's.
    """
    fields = {box.id.name: box.text for box in read(_BOXES, boxes)}
    return Form(fields, {box.id.name: bool(box.text) for box in read(_BOXES, ticks)})


def read_kept(radios: object) -> dict[str, Literal["mine", "theirs"]]:
    """Whose version to keep of each field, where somebody has chosen."""
    return {box.id.name: read(_SIDES, box.value) for box in read(_BOXES, radios) if box.value}


def read(kind: TypeAdapter[Value], value: object) -> Value:
    """What a browser sent, checked.

    Raises:
        BadRequest: it is not of this kind: no page of this program sends that.
    """
    try:
        return kind.validate_python(value)
    except ValidationError:
        raise BadRequest("The form does not hold what the form of a plan holds. Reload the page.") from None
