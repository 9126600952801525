from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import load_workbook

from data_pipeline.load import load
from data_pipeline.template import COLUMNS, Kind, as_csv, as_xlsx
from intake.findings import Refused

LOSS_COLUMNS = (
    "edition,data_year,place,population,measure,value,unit,dollar_year,"
    "source_title,source_address,location,qualifier,note"
)
INDICATOR_COLUMNS = "place,measure,period,value,low,high,source_title,source_address,location,note"


@pytest.mark.parametrize(("kind", "columns"), [(Kind.LOSSES, LOSS_COLUMNS), (Kind.INDICATORS, INDICATOR_COLUMNS)])
def test_the_columns_of_the_forms(kind: Kind, columns: str) -> None:
    header, explanation = csv.reader(io.StringIO(as_csv(kind).decode("utf-8-sig"), newline=""))
    assert ",".join(header) == columns
    assert len(explanation) == len(header)
    assert explanation[0].startswith("#")
    assert all(explanation)


def test_the_edition_is_explained_with_examples_not_a_closed_list() -> None:
    (edition,) = [column for column in COLUMNS[Kind.LOSSES] if column.name == "edition"]
    assert edition.wants == "year of the study's edition, such as 2014 or 2018"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_workbook_has_a_form_and_instructions_and_nothing_that_runs(kind: Kind) -> None:
    content = as_xlsx(kind)
    with load_workbook(io.BytesIO(content)) as book:
        assert book.sheet_names == [kind.value, "instructions"]
        form = book.get_sheet_by_name(kind.value).to_python()
        help_rows = book.get_sheet_by_name("instructions").to_python()
    assert form == [[column.name for column in COLUMNS[kind]]]
    assert [row[0] for row in help_rows[1 : len(COLUMNS[kind]) + 1]] == form[0]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("form", [as_csv, as_xlsx])
def test_an_empty_form_has_no_rows(url: str, tmp_path: Path, kind: Kind, form: Callable[[Kind], bytes]) -> None:
    file = tmp_path / "form"
    file.write_bytes(form(kind))
    with pytest.raises(Refused, match="form: has no rows"):
        load(url, kind, file)
