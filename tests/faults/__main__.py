"""``python -m tests.faults``: every fault of the bar that applies, tried; prints tried, survived and rows lost.

Accounts and PostgreSQL are not here, so a restart of PostgreSQL, its deadlocks and the end of a login are not tried.
"""

from __future__ import annotations

import sys

import pytest

FAULTS: dict[str, tuple[str, ...]] = {
    "killed during a load": (
        "tests/data_pipeline/test_build.py::test_killed_at_any_moment_a_build_is_whole_or_absent",
        "tests/database/district/test_file.py::test_killed_at_any_moment_a_change_is_whole_or_absent",
    ),
    "disk full": (
        "tests/faults/test_saving.py::test_a_full_disk_is_said_and_nothing_is_lost",
        "tests/database/test_backup.py::test_a_full_disk_leaves_no_backup_and_the_file_as_it_was",
        "tests/command_line/test_releases.py::test_a_release_whose_file_had_no_room_is_written_again",
    ),
    "database locked": ("tests/faults/test_saving.py::test_a_held_file_is_said_and_the_next_try_saves",),
    "corrupted database": (
        "tests/database/test_integrity.py::test_a_changed_figure_stops_the_start_and_names_its_table",
        "tests/database/test_engine.py::test_damage_is_seen_and_named",
    ),
    "worker killed": ("tests/faults/test_saving.py::test_a_killed_worker_is_replaced",),
    "work that hangs": ("tests/exports/test_page_pdf.py::test_a_browser_that_hangs_is_ended_with_all_it_started",),
    "clock": ("tests/operations/test_live.py::test_a_session_lasts_twelve_hours_on_one_slide",),
    "two edit one record": ("tests/database/test_documents.py::test_of_two_processes_with_the_same_base_one_wins",),
    "sent twice": ("tests/database/test_acts.py",),
    "reload in mid-edit": ("tests/browser/test_drafts.py",),
    "network lost while presenting": (
        "tests/browser/test_present.py::test_the_rest_of_the_agenda_runs_without_a_server",
    ),
    "slow network": ("tests/access/test_headers.py::test_the_first_answer_shows_a_header_and_a_line",),
    "slow answers": ("tests/faults/test_connection.py::test_a_slow_answer_is_waited_for_in_sight",),
    "old tab after a deploy": ("tests/faults/test_connection.py::test_a_tab_from_before_a_deploy_keeps_its_address",),
    "migration fails half-way": (
        "tests/database/test_migrate.py::test_a_migration_that_breaks_references_is_not_committed",
    ),
    "slow clients": ("tests/faults/test_slow_clients.py::test_sixty_that_never_finish_hold_nobody_up_and_are_cut",),
    "session during a presentation": ("tests/operations/test_live.py::test_one_agenda_cannot_take_the_room_of_others",),
    "export fails": ("tests/exports/test_page_pdf.py::test_a_browser_that_gives_nothing_is_a_failure",),
    "wrong settings at the start": ("tests/faults/test_start.py",),
    "restore from a backup": ("tests/database/test_backup.py::test_the_restore_drill",),
}
KEEP_ROWS = frozenset({"killed during a load", "disk full", "database locked", "restore from a backup", "sent twice"})
"""Faults whose tests count the rows before and after: one that fails has lost some."""


def main() -> int:
    """Try them; 0 where all are survived."""
    survived, lost = 0, []
    for fault, tests in FAULTS.items():
        failed = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *tests])
        survived += not failed
        print(f"{'survived' if not failed else 'NOT SURVIVED'}: {fault}", flush=True)
        if failed and fault in KEEP_ROWS:
            lost.append(fault)
    rows = "rows lost: 0" if not lost else f"rows may be lost: {', '.join(lost)}"
    print(f"tried: {len(FAULTS)}, survived: {survived}, {rows}")
    return 0 if survived == len(FAULTS) else 1


if __name__ == "__main__":
    sys.exit(main())
