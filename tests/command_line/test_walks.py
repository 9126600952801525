"""``dashboards walks suppress | audit | generate``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from command_line.walks import read_key
from tests.command_line.running import Runner
from tests.walks.disclosure.made import SECRET, stages
from walks import release_file
from walks.disclosure import Released
from walks.disclosure.seal import SEAL
from walks.keys import WalkKey
from walks.release import Heading, make_release

TABLE = "cell,count\nEnglish,25\nSpanish,2\nOther,40\nNot given,60\ntotal,127\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    ran = Runner(capsys, "walks")(*arguments)
    return ran.code, ran.out, ran.err


def file(folder: Path, text: str, name: str = "languages.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_suppress_prints_the_table_as_it_may_be_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "keys" / "key"
    code, out, err = run(capsys, "suppress", file(tmp_path, TABLE), "--key", key)
    rows = dict(line.split(",") for line in out.splitlines())
    assert code == 0
    assert (rows["Spanish"], rows["total"]) == ("*", "127")
    assert list(rows.values()).count("*") == 2
    assert "hidden to protect students" in err
    assert key.stat().st_mode & 0o077 == 0
    again = run(capsys, "suppress", file(tmp_path, TABLE, "renamed.csv"), "--key", key)
    assert again[1] == out
    assert read_key(key) == key.read_bytes()


def test_what_suppress_prints_passes_the_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "suppress", file(tmp_path, TABLE), "--key", tmp_path / "key")
    code, said, _ = run(capsys, "audit", file(tmp_path, out, "published.csv"))
    assert code == 0
    assert "Nothing is given away" in said


def test_audit_finds_a_cell_that_can_be_worked_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = file(tmp_path, "cell,count\na,25\nb,*\nc,40\ntotal,67\n", "told.csv")
    code, out, err = run(capsys, "audit", told)
    assert code == 1
    assert re.search(r"told/b\W+2\W+2\W+1\W", out)
    assert "fewer than 5 values are possible" in err


def test_audit_subtracts_versions_of_one_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = file(tmp_path, "cell,count\na,25\nb,40\ntotal,65\n", "one.csv")
    second = file(tmp_path, "cell,count\na,28\nb,40\ntotal,68\n", "two.csv")
    other = file(tmp_path, "cell,count\nc,28\nd,42\ntotal,70\n", "other.csv")
    code, _, err = run(capsys, "audit", first, second, other)
    assert code == 1
    assert "one/a" in err.replace("\n", "")
    assert "other" not in err
    assert run(capsys, "audit", first, other)[0] == 0


def test_audit_reads_tables_without_a_limit_and_those_that_do_not_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_table = file(tmp_path, "cell,count\na,*\nb,*\nc,n/a\nTOTAL,*\n", "open.csv")
    code, out, _ = run(capsys, "audit", open_table)
    assert (code, "no limit" in out) == (0, True)
    wrong = file(tmp_path, "cell,count\na,20\nb,*\ntotal,11\n", "wrong.csv")
    code, _, err = run(capsys, "audit", wrong)
    assert (code, "do not fit" in err) == (1, True)


def test_audit_verifies_releases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heading = Heading("Made-up", (WalkKey(date(2026, 1, 16), "Made-up"),), date(2026, 4, 1), "A. Prover", made_up=True)
    data = release_file.to_bytes(make_release(heading, [stages(76, 46, 5)], SECRET).release)
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(data)
    bad.write_bytes(data.replace(b'"shown":46', b'"shown":45'))
    assert run(capsys, "audit", good)[0] == 0
    code, _, err = run(capsys, "audit", bad)
    assert (code, "hash" in err) == (1, True)


def test_audit_tells_what_a_release_gives_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heading = Heading("Made-up", (WalkKey(date(2026, 1, 16), "Made-up"),), date(2026, 4, 1), "A. Prover", made_up=True)
    made = make_release(heading, [stages(76, 46, 5)], SECRET).release
    (table,) = made.tables
    told = replace(table, cells=(*table.cells[:2], replace(table.cells[2], value=Released(5, SEAL))))
    leaky = tmp_path / "leaky.json"
    leaky.write_bytes(release_file.to_bytes(replace(made, tables=(told,))))
    code, _, err = run(capsys, "audit", leaky)
    assert (code, "a count below 11 is shown" in " ".join(err.split())) == (1, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cell,count"),
        ("cell;count\na;1\n", "cell,count"),
        ("cell,count\na,1\n", "no row 'total'"),
        ("cell,count\na,one\ntotal,1\n", "row 2: the count of a"),
        ("cell,count\na,1,2\ntotal,1\n", "row 2: 3 values"),
        ("cell,count\na,1\na,2\ntotal,3\n", "row 3: every cell"),
        ("cell,count\na,20\n\ntotal,30\n", "add up to 20"),
    ],
)
def test_a_wrong_table_is_said_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    code, out, err = run(capsys, "suppress", file(tmp_path, text), "--key", tmp_path / "key")
    assert (code, out) == (1, "")
    assert said in err.replace("\n", " ")


def test_other_wrong_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "suppress", tmp_path / "none.csv")[0] == 1
    no_total = file(tmp_path, "cell,count\na,20\n", "no-total.csv")
    assert "nothing to attack" in run(capsys, "audit", no_total)[2].replace("\n", " ")


def test_windows_text_and_thousands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "años.csv"
    path.write_bytes('Cell,Count\naños,"1,200"\nmás,40\nTotal,"1,240"\n'.encode("cp1252"))
    _, out, _ = run(capsys, "suppress", path, "--key", tmp_path / "key")
    assert "años,1200" in out


def test_generate_writes_a_made_up_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "generate", tmp_path / "made", "--walks", "2", "--students", "30", "--seed", "3")
    assert (code, "Made-up" in out) == (0, True)
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [
        "made-up-plan.csv",
        "made-up-spells.csv",
        "made-up-visits.csv",
    ]
    assert run(capsys, "generate", tmp_path / "made", "--walks", "50")[0] == 1
