from __future__ import annotations

import stat
from pathlib import Path

import pytest

from counterspy.errors import LedgerDamaged, LedgerError, UsageError
from counterspy.ledger import open_ledger
from ledger_evidence import GUEST, OWNER, add_document, tamper


def test_a_backup_is_the_same_ledger(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "backup.db"
    copy.parent.mkdir()
    with open_ledger(filled, OWNER) as ledger:
        add_document(ledger, 9)  # still in the write-ahead log
        assert ledger.back_up(copy).head == ledger.head()
        assert list(copy.parent.iterdir()) == [copy]
        with open_ledger(copy, OWNER) as opened:
            assert opened.head() == ledger.head()
            assert list(opened.documents()) == list(ledger.documents())
            add_document(opened, 10)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(filled: Path, tmp_path: Path) -> None:
    there = tmp_path / "notes.txt"
    there.write_text("notes")
    with open_ledger(filled, OWNER) as ledger, pytest.raises(UsageError, match="there already"):
        ledger.back_up(there)
    assert there.read_text() == "notes"


def test_a_damaged_ledger_gives_no_backup(filled: Path, tmp_path: Path) -> None:
    tamper(filled, ("UPDATE content SET data = x'00' WHERE rowid = 1", ()))
    before = set(tmp_path.iterdir())
    with open_ledger(filled, OWNER) as ledger, pytest.raises(LedgerDamaged, match="no backup made"):
        ledger.back_up(tmp_path / "backup.db")
    assert set(tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there_is_said_plainly(filled: Path, tmp_path: Path) -> None:
    with open_ledger(filled, OWNER) as ledger, pytest.raises(LedgerError, match="no backup made"):
        ledger.back_up(tmp_path / "nowhere" / "backup.db")


def test_only_the_owner_backs_up(filled: Path, tmp_path: Path) -> None:
    with open_ledger(filled, GUEST) as ledger, pytest.raises(UsageError, match="owner"):
        ledger.back_up(tmp_path / "backup.db")
