"""``dashboards walks import``: where it may run, what it says, what it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line.program import main
from database.district.store import DistrictStore
from database.district.values import DistrictRecord
from tests.operations.district.bringing import on_disk, spells, text, visits
from tests.walks.importing.sheets import VISIT_HEADER

NAMED = ("--district", "Testing Unified", "--organizer", "Testing")


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a district's own copy."""
    monkeypatch.setenv("DEPLOYMENT", "district")
    monkeypatch.setenv("HOST", "127.0.0.1")
    monkeypatch.setenv("DISTRICT_DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'district.sqlite'}")
    return tmp_path


def file(folder: Path, content: bytes, name: str = "file.csv") -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["walks", "import", *arguments])
    said = capsys.readouterr()
    code = stopped.value.code
    return (code if isinstance(code, int) else 0), " ".join((said.out + said.err).split())


def store(folder: Path) -> DistrictStore:
    return DistrictStore(f"sqlite:///{folder / 'data' / 'district.sqlite'}")


def test_it_refuses_where_there_is_no_district(
    district: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPLOYMENT", "roundtable")
    path = file(district, visits({}))
    code, out = run(capsys, "visits", path, *NAMED)
    assert (code, "not a district's copy" in out) == (1, True)
    assert list(on_disk(district)) == ["file.csv"]


def test_a_dry_run_loads_nothing_and_a_load_can_be_undone(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(district, visits({}, {"outcome": "COMITT"}, {}))
    code, out = run(capsys, "visits", path, *NAMED, "--dry-run")
    assert not (district / "data").exists()
    assert (code, "3 rows read = 2 kept + 1 rejected + 0 blank" in out, "dry run" in out) == (0, True, True)
    assert "│ 3 │ Outcome │ COMITT │ is no outcome code │ Likely COMMIT" in out
    rejected = district / "rejected.csv"
    code, out = run(capsys, "visits", path, *NAMED, "--rejected", str(rejected))
    assert (code, "Nothing is loaded: 1 row is rejected" in out, store(district).loads()) == (1, True, ())
    code, out = run(capsys, "visits", path, "--leave-out-rejected")
    assert (code, "Load 1: 2 rows" in out) == (0, True)
    assert b"Likely COMMIT" in rejected.read_bytes()
    code, out = run(capsys, "--undo", "1")
    assert (code, "Took back load 1: 2 rows" in out) == (0, True)
    assert store(district).visits() == ()
    assert run(capsys, "--undo", "1")[0] == 1


def test_rows_loaded_before_are_counted(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(district, visits({}, {}))
    run(capsys, "visits", path, *NAMED)
    code, out = run(capsys, "visits", file(district, visits({}, {}, {})))
    assert (code, "2 of the rejected rows were loaded before" in out, "Load 2: 1 rows" in out) == (0, True, True)


def test_columns_are_mapped_over_what_is_guessed(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = visits({}).replace(b"Walk Date", b"Held").replace(b"Language", b"Walk")
    path = file(district, renamed.replace(b",English,", b",,"))
    code, out = run(capsys, "visits", path, *NAMED)
    assert (code, "Held" in out) == (1, True)
    code, out = run(capsys, "visits", path, "--map", "walk date=Held")
    assert (code, "Columns not read: Walk" in out, "Load 1: 1 rows" in out) == (0, True, True)


def test_spells_of_a_day(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(district, spells({"student_key": "madeup-1"}))
    code, out = run(capsys, "spells", path, *NAMED, "--as-of", "2016-04-01")
    assert (code, "1 spells are of students no loaded visit names" in out) == (0, True)
    assert "The rows are made-up." in out
    assert [str(load.as_of) for load in store(district).loads()] == ["2016-04-01"]
    assert run(capsys, "spells", path, "--as-of", "April")[0] == 2


def test_an_unknown_code_is_asked_and_answered(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(district, spells({}, {"student_key": "kother", "leave_code": "W99"}))
    dated = ("spells", path, "--as-of", "2016-05-31")
    code, out = run(capsys, *dated, *NAMED)
    assert (code, "Say first what W99 means" in out) == (1, True)
    for wrong, exit_code, said in (
        (("--code", "W99=gone"), 1, "means one of dropout"),
        (("--code", "W98=transfer"), 1, "does not ask what W98 means"),
        (("--code", "W99"), 2, "two words joined by ="),
        (("--code", "W99=transfer", "--dry-run"), 2, "leave out --dry-run"),
    ):
        code, out = run(capsys, *dated, *wrong)
        assert (code, said in out) == (exit_code, True), wrong
    assert store(district).own_codes() == ()
    code, out = run(capsys, *dated, "--code", "w99=transfer")
    assert (code, "Load 1: 2 rows" in out) == (0, True)
    assert [(one.code, one.kind) for one in store(district).own_codes()] == [("W99", "transfer")]


def test_what_is_refused_is_said_and_never_quoted(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(district, text((*VISIT_HEADER, "Home"), ("",) * 8 + ("520-555-0101",)))
    code, out = run(capsys, "visits", path, *NAMED, "--rejected", str(district / "rejected.csv"))
    assert (code, "the column holds phone numbers" in out, "refused whole" in out) == (1, True, True)
    assert "520-555" not in out
    assert not (district / "rejected.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        ((), 2, "name the kind"),
        (("visits",), 2, "name the kind"),
        (("visits", "nowhere.csv"), 1, "nowhere.csv is not there"),
        (("visits", "FILE", "--district", "Only a name"), 2, "name both"),
        (("visits", "FILE", "--map", "walk date"), 2, "two words joined by ="),
        (("visits", "FILE", "--map", "walk date=a", "--map", "walk date=b"), 2, "walk date twice"),
        (("visits", "FILE", "--undo", "1"), 2, "name no file with it"),
        (("visits", "FILE", "--rejected", "FILE"), 2, "names the file itself"),
        (("visits", "FILE", "--district", "Other", "--organizer", "Other"), 1, "use another file for another district"),
    ],
)
def test_wrong_arguments(
    district: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], exit_code: int, said: str
) -> None:
    path = file(district, visits({}))
    with_name = store(district)
    with_name.prepare()
    with_name.save_district(DistrictRecord("Testing Unified", "Testing"))
    code, out = run(capsys, *[path if one == "FILE" else one for one in arguments])
    assert (code, said in out) == (exit_code, True)
    assert store(district).loads() == ()


def test_a_dry_run_changes_not_a_byte(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(district, visits({}, {}))
    code, out = run(capsys, "visits", path, *NAMED, "--dry-run")
    assert (code, "2 kept" in out) == (0, True)
    assert not (district / "data").exists()
    run(capsys, "visits", path, *NAMED)
    before = on_disk(district)
    more = file(district.parent, visits({}, {}, {}))
    assert run(capsys, "visits", more, *NAMED, "--dry-run")[0] == 0
    assert run(capsys, "visits", more, "--district", "Other", "--organizer", "Other", "--dry-run")[0] == 1
    assert run(capsys, "visits", str(district / "gone.csv"), *NAMED)[0] == 1
    assert on_disk(district) == before


def test_a_file_of_nothing_new_is_said_in_a_line(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = file(district, visits(*[{}] * 4, {"outcome": "COMITT"}), "visits.csv")
    left = file(district, spells({}), "spells.csv")
    for kind, path, said in (
        ("visits", seen, "4 rows were loaded before; rejected: 1."),
        ("spells", left, "the file is loaded already, by load 2."),
    ):
        assert run(capsys, kind, path, *NAMED, "--as-of", "2016-05-31", "--leave-out-rejected")[0] == 0
        assert run(capsys, kind, path, "--as-of", "2016-05-31") == (0, f"Nothing to do: {said}")
    with pytest.raises(SystemExit) as left_with:
        main(["walks", "loads"])
    out = capsys.readouterr().out
    assert left_with.value.code == 0
    assert "Can be taken back: 2, 1." in out


def test_very_many_findings_are_cut_short(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("1/15/2016", f"k{number}x", "dropout", "1", "COMITT", "", "", "") for number in range(205)]
    code, out = run(capsys, "visits", file(district, text(VISIT_HEADER, *rows)), *NAMED)
    assert (code, "and 5 more" in out, "No row can be kept" in out) == (1, True, True)
