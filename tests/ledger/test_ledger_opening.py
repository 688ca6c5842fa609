from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from counterspy.errors import LedgerDamaged, LedgerError, LedgerTooNew, UsageError
from counterspy.ledger import Ledger, open_ledger
from ledger_evidence import GUEST, OWNER, add_document, capture, data_of, document, tamper

needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read and write everything")


def test_a_missing_ledger_says_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"l\.db.*counterspy read.*demo"):
        open_ledger(tmp_path / "l.db", OWNER)
    assert not list(tmp_path.iterdir())


def test_a_new_ledger_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(f"sqlite:///{path}", OWNER, create=True) as ledger:
        add_document(ledger)
        modes = {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    assert modes == {0o600}
    with open_ledger(path, OWNER, create=True) as ledger:
        assert ledger.counts().documents == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"folder .*nowhere does not exist"):
        open_ledger(tmp_path / "nowhere" / "l.db", OWNER, create=True)


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, longer than a header, and no ledger at all.\n" * 100)
    before = path.read_bytes()
    with pytest.raises(LedgerDamaged, match="not a ledger"):
        open_ledger(path, OWNER, create=create)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="another program"):
        open_ledger(path, OWNER, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", None])
def test_what_a_process_killed_while_making_a_ledger_leaves_is_no_ledger_yet(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "l.db"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="no ledger here"):
        open_ledger(path, OWNER)
    with open_ledger(path, OWNER, create=True) as ledger:
        assert ledger.verify().is_sound


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_damaged(filled: Path, keep: float) -> None:
    size = filled.stat().st_size
    os.truncate(filled, int(size * keep))
    with pytest.raises(LedgerDamaged, match="restore a backup"):
        open_ledger(filled, OWNER)


def test_a_ledger_of_a_newer_program_is_not_touched(filled: Path) -> None:
    tamper(filled, ("UPDATE alembic_version SET version_num = '9999'", ()))
    before = filled.read_bytes()
    with pytest.raises(LedgerTooNew, match="update Counterspy"):
        open_ledger(filled, OWNER, create=True)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("revision", ["0000", "x", ""])
def test_a_schema_that_never_was_is_damage(filled: Path, revision: str) -> None:
    tamper(filled, ("UPDATE alembic_version SET version_num = ?", (revision,)))
    with pytest.raises(LedgerDamaged, match="never was"):
        open_ledger(filled, OWNER)


def test_a_missing_table_is_damage(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("DROP TABLE head")
    connection.close()
    with open_ledger(filled, OWNER) as ledger, pytest.raises(LedgerDamaged, match="no such table"):
        ledger.head()


@needs_permissions
def test_a_file_that_may_not_be_read_is_named(filled: Path) -> None:
    filled.chmod(0)
    with pytest.raises(LedgerError, match="permission"):
        open_ledger(filled, OWNER)


@needs_permissions
def test_a_ledger_that_may_only_be_read_can_be_read_and_not_written(filled: Path) -> None:
    filled.chmod(0o400)
    with open_ledger(filled, OWNER) as ledger:
        assert ledger.counts().documents == 3
        with pytest.raises(LedgerError, match="permissions"):
            add_document(ledger, 9)


def _write_on_a_full_disk(ledger: Ledger) -> None:
    with ledger.writing() as pen:
        pen._transaction._connection.exec_driver_sql("PRAGMA max_page_count=1")  # how SQLite plays a full disk
        for n in range(100, 300):
            pen.add_document(document(n), data_of(n), capture(n))


def test_a_full_disk_is_said_plainly_and_nothing_is_kept(filled: Path) -> None:
    with open_ledger(filled, OWNER) as ledger:
        before = ledger.head()
        with pytest.raises(LedgerError, match="no space is left"):
            _write_on_a_full_disk(ledger)
        assert ledger.head() == before
        assert ledger.verify().is_sound


def test_opening_leaves_no_connection_behind_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    path.write_bytes(b"")
    with pytest.raises(UsageError):
        open_ledger(path, GUEST)
    path.unlink()


def test_many_processes_may_make_one_ledger_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from counterspy.ledger import open_ledger; from counterspy.model import Viewer;"
        "open_ledger(sys.argv[1], Viewer(name='x', is_owner=True), create=True).close()"
    )
    path = tmp_path / "l.db"
    running = [subprocess.Popen([sys.executable, "-c", code, path], stderr=subprocess.PIPE) for _ in range(3)]
    errors = [process.communicate()[1].decode() for process in running]
    assert errors == [""] * 3
    with open_ledger(path, OWNER) as ledger:
        assert ledger.verify().is_sound


def _seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for a read-only medium, which a test has no right to mount."""
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))


def test_a_ledger_on_a_read_only_medium_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "odd #1?&%20.db"
    with open_ledger(path, OWNER, create=True) as ledger:
        add_document(ledger)
    before = path.read_bytes()
    _seal(monkeypatch)
    with open_ledger(path, OWNER) as ledger:
        assert ledger.counts().documents == 1
        assert not ledger.verify().problems
        with pytest.raises(LedgerError, match="may not be written"):
            add_document(ledger, 2)
        assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


def test_a_sealed_ledger_with_an_open_log_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, OWNER, create=True) as ledger:
        add_document(ledger)
    path.with_name("l.db-wal").write_bytes(b"x")
    _seal(monkeypatch)
    with pytest.raises(LedgerError, match="copy both"):
        open_ledger(path, OWNER)
